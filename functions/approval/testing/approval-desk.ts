import { acceptedRevision, openOffice, type Office } from '../../../test/support/office.ts';
import type { TestTable } from '../../../test/support/table.ts';
import type { RevisionId } from '../../tracking/index.ts';
import { awaitApproval } from '../await-approval.ts';
import type { ResultDecision } from '../index.ts';

/** SHA-256 of the draft that is shown. */
export const shown = 'a'.repeat(64);
export const document = { key: 'drafts/x.pdf', sha256: shown };
export const approve: ResultDecision = { decision: 'approve', sha256: shown };
export const reject: ResultDecision = { decision: 'reject', sha256: shown, reason: 'Sai tên chủ đầu tư' };

/** The workflow asks, as step AwaitApproval does. */
export const ask = (office: Office, id: RevisionId, taskToken = 'token-1', reminder = 0) =>
  awaitApproval(office, { code: id.code, revision: id.revision, document, reminder, taskToken });

/** A draft that waits, in an office of its own. */
export async function waitingIn(world: TestTable) {
  const office = openOffice(world);
  const id = await acceptedRevision(office);
  await ask(office, id);
  return { office, id };
}
