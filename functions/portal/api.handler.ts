import { handle } from 'hono/aws-lambda';
import { readEnv } from '../platform/env.ts';
import { createPortal } from './app.tsx';
import { connectPortal, portalVariables } from './connect-portal.ts';

const portal = createPortal(await connectPortal(readEnv(portalVariables)));

/** The HTTP API and the pages. */
export const handler = handle(portal);
