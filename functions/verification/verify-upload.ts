import type { Clock } from '../platform/clock.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import { type DocumentReport, trustedRoots, verifyDocument } from '../signing/index.ts';
import { type FileOrigin, fileOrigin, type OriginDeps } from './file-origin.ts';
import type { UploadStore } from './upload-store.ts';

export interface VerifyDeps extends OriginDeps {
  readonly uploads: Pick<UploadStore, 'read' | 'discard'>;
  readonly clock: Clock;
}

/** The verdict on a file, signature by signature, and whether we issued it. */
export interface VerifiedFile extends DocumentReport {
  readonly origin: FileOrigin;
}

/** Verifies an uploaded file by the roots of the directory, fetching nothing, and deletes it. */
export async function verifyUpload(deps: VerifyDeps, upload: string): Promise<Outcome<VerifiedFile>> {
  const read = await deps.uploads.read(upload);
  if (!read.ok) {
    if (read.code !== 'upload-unknown') await deps.uploads.discard(upload);
    return read;
  }
  const pdf = read.value;
  const roots = await trustedRoots(deps.directory)();
  const report = verifyDocument(pdf, { roots, now: deps.clock() });
  const origin = await fileOrigin(deps, pdf, report);
  await deps.uploads.discard(upload);
  return accept({ ...report, asIssued: asIssued(origin), origin });
}

/** Undefined for files that are none of ours: there is nothing to compare them with. */
function asIssued({ state }: FileOrigin): boolean | undefined {
  if (state === 'not-ours' || state === 'not-issued') return undefined;
  return state === 'issued' || state === 'recalled' || state === 'superseded';
}
