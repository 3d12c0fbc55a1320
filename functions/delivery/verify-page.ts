import type { Directory } from '../directory/index.ts';
import type { VerificationPages } from '../intake/index.ts';
import { vietnamDay } from '../platform/clock.ts';
import { accept, refuse, type Message, type Outcome } from '../platform/refusal.ts';
import {
  foldState,
  issuedFiles,
  type IssuedFile,
  type RevisionState,
  type Tracker,
} from '../tracking/index.ts';

/** What anybody who holds the paper or the file may know of it: nothing personal. */
export interface Verification {
  /** name of the issuing agency */
  readonly agency: string;
  readonly state: 'issued' | 'recalled' | 'not-issued' | 'cancelled';
  readonly stateText: Message;
  /** số và ký hiệu; null until it is issued */
  readonly symbol: string | null;
  readonly date: string | null;
  /** day it was recalled in Vietnam; null unless it was */
  readonly recalledOn: string | null;
  /** SHA-256 of the issued file; null until it is issued */
  readonly sha256: string | null;
  /** SHA-256 of the files it was issued as before its timestamps were renewed, oldest first: as good as the newest */
  readonly earlierSha256: readonly string[];
  /** the same of each appendix in a file of its own, in order; none until it is issued */
  readonly appendices: readonly FileDigests[];
}

/** SHA-256 of an issued file, and of what it was before its timestamps were renewed, oldest first. */
export interface FileDigests {
  readonly sha256: string;
  readonly earlierSha256: readonly string[];
}

const TEXT: Record<Verification['state'], Message> = {
  issued: { vi: 'Đã ban hành', en: 'Issued' },
  recalled: { vi: 'Đã thu hồi, không còn giá trị sử dụng', en: 'Recalled, not to be used any more' },
  'not-issued': { vi: 'Chưa ban hành', en: 'Not issued' },
  cancelled: { vi: 'Đã hủy, không có giá trị', en: 'Cancelled, not valid' },
};

/**
 * The public page behind the QR code (`GET /v/{id}`). A draft's number is not shown before it is issued; an issued
 * document stays issued when only its return was cancelled, until it is recalled.
 */
export async function verifyPage(
  deps: { readonly pages: VerificationPages; readonly tracker: Tracker; readonly directory: Directory },
  verifyId: string,
): Promise<Outcome<Verification>> {
  const id = await deps.pages.find(verifyId);
  if (!id) return verificationUnknown();
  const revision = await deps.tracker.revisions.find(id);
  if (!revision) return verificationUnknown();
  const log = await deps.tracker.log.read(id);
  const agency = await deps.directory.agency(revision.agency);
  return accept({ agency: agency.name, ...shown(foldState(log), issuedFiles(log)) });
}

function shown(state: RevisionState, files: readonly IssuedFile[]): Omit<Verification, 'agency'> {
  const { archived, number, recalled } = state;
  const name = stateOf(state);
  const digestsOf = (kind: IssuedFile['kind']) =>
    archived ? files.flatMap((file) => (file.kind === kind ? digests(file) : [])) : [];
  const [result] = digestsOf('result');
  return {
    state: name,
    stateText: TEXT[name],
    symbol: archived && number ? number.symbol : null,
    date: archived && number ? number.date : null,
    recalledOn: recalled && vietnamDay(new Date(recalled.recalledAt)),
    sha256: result?.sha256 ?? null,
    earlierSha256: result?.earlierSha256 ?? [],
    appendices: digestsOf('appendix'),
  };
}

function digests({ versions }: IssuedFile): FileDigests[] {
  const earlierSha256 = versions.map(({ sha256 }) => sha256);
  const sha256 = earlierSha256.pop();
  return sha256 === undefined ? [] : [{ sha256, earlierSha256 }];
}

function stateOf({ archived, recalled, status }: RevisionState): Verification['state'] {
  if (recalled) return 'recalled';
  if (archived) return 'issued';
  return status === 'cancelled' ? 'cancelled' : 'not-issued';
}

export function verificationUnknown() {
  return refuse(404, 'verification-unknown', {
    vi: 'Mã kiểm tra không đúng. Hãy quét lại mã QR trên văn bản; nếu vẫn vậy, văn bản có thể là giả.',
    en: 'This code is not right. Scan the QR code again; if it stays so, the document may be forged.',
  });
}
