import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { issuedRevision } from '../../test/support/issued-revision.ts';
import { agency } from '../../test/support/province.ts';
import { TaskRepository } from '../tasks/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { closeIssued } from './complete-return.ts';
import { openLink } from './open-link.ts';
import { reissueLink } from './reissue-link.ts';
import { sendDownloadLink } from './send-download-link.ts';
import { settleNotifications } from './settle-notifications.ts';
import { unlockLink } from './unlock-link.ts';

const clerk = { sub: 'clerk-1', name: 'Một cửa', agencies: [agency.code] };

let office: DeliveryOffice;
beforeAll(async () => {
  office = await startDeliveryOffice();
});
afterAll(() => office.stop());

async function tokensOf(id: RevisionId): Promise<string[]> {
  const mails = (await office.ses.outbox.list()).filter((mail) => mail.subject.endsWith(id.code));
  return mails.map((mail) => /\/l\/([\w-]{43})$/mu.exec(mail.text ?? '')?.[1] ?? '');
}

/** A link was sent; then the parcel failed and an operator stopped the return. */
async function stopped() {
  const { deps } = office.open();
  const id = await issuedRevision(deps.tracker, { delivery: { link: { email: 'y-bhiu@example.vn' } } });
  await sendDownloadLink(deps, id);
  const failed = { channel: 'post', outcome: 'failed', error: 'ParcelLost' } as const;
  await deps.tracker.record(id, 'channel-settled', 'post-failed', failed);
  return { deps, id };
}

describe('a return that was stopped after the result was issued', () => {
  it('leaves the link open: the document exists, and so does the citizen’s way to it', async () => {
    const { deps, id } = await stopped();
    await closeIssued({ ...deps, tasks: new TaskRepository(office.world.table) }, id, 'operator');
    const [token = ''] = await tokensOf(id);
    expect(await openLink(deps, token)).toMatchObject({ ok: true });
    expect(await unlockLink(deps, { token, lastFour: '1234' })).toMatchObject({ ok: true });
  });

  it('lets a clerk replace the link, and the new one is sent', async () => {
    const { deps, id } = await stopped();
    await closeIssued({ ...deps, tasks: new TaskRepository(office.world.table) }, id, 'operator');
    expect(await reissueLink(deps, { id, replaces: 1, clerk })).toMatchObject({ ok: true });
    office.now = new Date(office.now.getTime() + 61_000);
    await settleNotifications(office.open().deps);
    const [before = '', fresh = ''] = await tokensOf(id);
    expect(await openLink(deps, fresh)).toMatchObject({ ok: true });
    expect(await openLink(deps, before)).toMatchObject({ code: 'link-replaced' });
  });

  it('promises no link for a return that was cancelled, and leaves the one there is', async () => {
    const { deps, id } = await stopped();
    await deps.tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'operator' });
    const refused = { status: 409, code: 'return-cancelled' };
    expect(await reissueLink(deps, { id, replaces: 1, clerk })).toMatchObject(refused);
    expect((await deps.links.current(id))?.sequence).toBe(1);
  });
});
