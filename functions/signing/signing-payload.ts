/** What the signing steps hand on through the workflow. */
import { z } from 'zod';
import { revisionPayload } from '../platform/step.ts';

const hex = z.string().regex(/^[0-9a-f]+$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file in the work bucket. */
export const workFile = z.object({ key: z.string().min(1), sha256 });

export const preparedReference = z.object({ key: z.string().min(1), field: z.string().min(1), digest: hex });

/** Names a raw value, which itself stays in the table. */
export const signatureReference = z.object({ field: z.string().min(1), digest: hex });

export const preparedPayload = revisionPayload.extend({ prepared: preparedReference });
