import { handle } from 'hono/aws-lambda';
import { readEnv } from '../platform/env.ts';
import { connectVerification, verificationVariables } from './connect-verification.ts';
import { createVerificationApp } from './verification-app.tsx';

const app = createVerificationApp(await connectVerification(readEnv(verificationVariables)));

/** The public verification service. */
export const handler = handle(app);
