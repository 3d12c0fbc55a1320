import { sha256 } from '../platform/digest.ts';
import { appendixFindings, fileFingerprint, namedAppendices } from '../signing/index.ts';
import { appendicesIn, archivedKey, type Appendix, type LoggedEvent } from '../tracking/index.ts';
import { extendsDraft } from './approved-draft.ts';
import { archivePlace } from './archive-place.ts';
import type { ArchiveDeps, ArchiveRequest } from './archive-result.ts';

/** An appendix in a file of its own, with its finished bytes; undefined where the agency has not signed it. */
export interface FinishedAppendix {
  readonly appendix: Appendix;
  readonly pdf: Uint8Array | undefined;
}

/** The appendices of a revision as they were signed, in order. */
export async function finishedAppendices(
  { work }: Pick<ArchiveDeps, 'work'>,
  log: readonly LoggedEvent[],
): Promise<FinishedAppendix[]> {
  const finished: FinishedAppendix[] = [];
  for (const appendix of appendicesIn(log)) {
    const { sealed } = appendix;
    finished.push({ appendix, pdf: sealed && (await work.get(sealed.document.key)) });
  }
  return finished;
}

/**
 * Everything that speaks against issuing the appendices: they must be those a valid result names, in its order, and
 * each must be valid, grown from the bytes named, and show the register's number.
 */
export function findingsOfAppendices(
  result: Uint8Array,
  finished: readonly FinishedAppendix[],
  terms: { readonly roots: readonly Uint8Array[]; readonly now: Date; readonly symbol: string },
): string[] {
  const named = namedAppendices(result);
  if (named.length !== finished.length) return ['appendices-differ'];
  return finished.flatMap(({ appendix: { number, sealed }, pdf }, index) => {
    const say = (code: string) => `${code} (appendix ${number})`;
    if (!sealed || !pdf || sha256(pdf) !== sealed.document.sha256) return [say('appendix-missing')];
    const { level, certificate: agency } = sealed;
    const found = appendixFindings(pdf, { ...terms, level, agency });
    const approved = extendsDraft(pdf, named[index] ?? '');
    return [...found, ...(approved ? [] : ['not-the-approved-draft'])].map(say);
  });
}

/** Stores the appendices for good, beside the result, and makes their bytes known again. */
export async function storeAppendices(
  { archive, issued, tracker }: Pick<ArchiveDeps, 'archive' | 'issued' | 'tracker'>,
  request: ArchiveRequest,
  finished: readonly FinishedAppendix[],
): Promise<void> {
  const id = { code: request.code, revision: request.revision };
  for (const { appendix, pdf } of finished) {
    if (!pdf) continue;
    const digest = sha256(pdf);
    const stored = await archive.putOnce(`${archivePlace(request, digest)}.pdf`, pdf, 'application/pdf');
    await issued.register(fileFingerprint(pdf), id);
    const data = { appendix: appendix.number, ...stored, sha256: digest, size: pdf.byteLength };
    await tracker.record(id, 'appendix-archived', archivedKey(appendix.number), data);
  }
}
