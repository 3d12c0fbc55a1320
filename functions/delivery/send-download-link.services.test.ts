import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { issuedRevision } from '../../test/support/issued-revision.ts';
import { mapAwsFailure } from '../platform/failures.ts';
import type { RevisionId } from '../tracking/index.ts';
import { linkNote } from './notification.ts';
import { sendDownloadLink } from './send-download-link.ts';
import { settleNotifications } from './settle-notifications.ts';

const delivery = { link: { email: 'y-bhiu@example.vn' } };

let office: DeliveryOffice;
beforeAll(async () => {
  office = await startDeliveryOffice();
});
afterAll(() => office.stop());

const later = (milliseconds: number) => {
  office.now = new Date(office.now.getTime() + milliseconds);
};
const outboxOf = async (id: RevisionId) =>
  (await office.ses.outbox.list()).filter((mail) => mail.tags['note'] === linkNote(id, 1).note);
const addressIn = (text: string | null) => /https:\S+\/l\/([\w-]{43})$/mu.exec(text ?? '')?.[1];

describe('sending the download link', () => {
  it('tells the citizen where and how, with nothing personal and never the result', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    expect(await sendDownloadLink(deps, id)).toEqual({ channel: 'link', outcome: 'sent' });
    const [mail] = await outboxOf(id);
    expect(mail?.to).toEqual(['y-bhiu@example.vn']);
    expect(mail?.subject).toBe(`Kết quả giải quyết hồ sơ ${id.code}`);
    expect(addressIn(mail?.text ?? null)).toBeDefined();
    expect(mail?.html).toContain(addressIn(mail?.text ?? null));
    expect(mail?.text).toContain('đến hết ngày 23/12/2026');
    for (const body of [mail?.text, mail?.html]) {
      expect(body).not.toContain('Y Bhĭu');
      expect(body).not.toContain('066090001234');
    }
    const events = (await deps.tracker.log.read(id)).map((event) => event.type);
    expect(events.slice(2)).toEqual([
      'notification-intended',
      'link-issued',
      'notification-sending',
      'notification-accepted',
      'channel-settled',
    ]);
  });

  it('writes the token nowhere', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    await sendDownloadLink(deps, id);
    const token = addressIn((await outboxOf(id))[0]?.text ?? null) ?? 'no token';
    const log = JSON.stringify(await deps.tracker.log.read(id));
    const items = JSON.stringify([await deps.links.current(id), await deps.notes.find(linkNote(id, 1))]);
    expect(log + items).not.toContain(token);
  });

  it('run again, answers the same and sends nothing', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    await sendDownloadLink(deps, id);
    const before = await deps.tracker.log.read(id);
    expect(await sendDownloadLink(deps, id)).toEqual({ channel: 'link', outcome: 'sent' });
    expect(await outboxOf(id)).toHaveLength(1);
    expect(await deps.tracker.log.read(id)).toEqual(before);
  });

  it('run five times at once, issues one link and sends one message', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    await Promise.all([1, 2, 3, 4, 5].map(() => sendDownloadLink(office.open().deps, id)));
    expect(await outboxOf(id)).toHaveLength(1);
    const log = await deps.tracker.log.read(id);
    expect(log.filter((event) => event.type === 'link-issued')).toHaveLength(1);
  });

  it('killed before and after every write and run again, sends once; twice only if SES alone knows', async () => {
    const rehearsal = office.open();
    await sendDownloadLink(rehearsal.deps, await issuedRevision(office.open().deps.tracker, { delivery }));
    const sending = rehearsal.emailWrite();
    const onlySesKnew = new Set([`after write ${sending}`, `before write ${sending + 1}`]);
    const ids = new Map<object, RevisionId>();
    const writes = await killEverywhere({
      world: async () => {
        const process = office.open();
        ids.set(process, await issuedRevision(office.open().deps.tracker, { delivery }));
        return process;
      },
      act: (process) => sendDownloadLink(process.deps, ids.get(process)!),
      check: async (process, struck) => {
        const id = ids.get(process)!;
        later(61_000);
        await settleNotifications(office.open().deps);
        const mails = await outboxOf(id);
        const log = await process.deps.tracker.log.read(id);
        expect(mails.length, struck).toBe(onlySesKnew.has(struck) ? 2 : 1);
        expect(new Set(mails.map((mail) => addressIn(mail.text))).size, struck).toBe(1);
        expect(
          log.filter((event) => event.type === 'notification-accepted'),
          struck,
        ).toHaveLength(1);
        expect(
          log.filter((event) => event.type === 'link-issued'),
          struck,
        ).toHaveLength(1);
        expect((await process.deps.notes.find(linkNote(id, 1)))?.state, struck).toBe('accepted');
      },
    });
    expect(writes).toBeGreaterThan(sending);
  });

  it('resends a message once with the same link when no answer came, and only after the window', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    office.ses.troubles.next('lose-answer');
    expect(await sendDownloadLink(deps, id)).toEqual({ channel: 'link', outcome: 'sent' });
    later(30_000);
    await settleNotifications(deps);
    expect(await outboxOf(id)).toHaveLength(1);
    later(31_000);
    await settleNotifications(deps);
    const mails = await outboxOf(id);
    expect(mails).toHaveLength(2);
    expect(addressIn(mails[0]!.text)).toBe(addressIn(mails[1]!.text));
    later(61_000);
    await settleNotifications(deps);
    expect(await outboxOf(id)).toHaveLength(2);
  });

  it('gives up after the second sending without an answer, and says so in the log', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    office.ses.troubles.next('drop', 'drop');
    await sendDownloadLink(deps, id);
    later(61_000);
    await settleNotifications(deps);
    later(61_000);
    expect(await settleNotifications(deps)).toMatchObject({ failed: 1 });
    expect(await outboxOf(id)).toHaveLength(0);
    expect((await deps.tracker.log.read(id)).at(-1)).toMatchObject({
      type: 'notification-failed',
      data: { error: 'AnswerUnknown' },
    });
    later(61_000);
    expect(await settleNotifications(deps)).toEqual({ accepted: 0, failed: 0, pending: 0, stuck: [] });
  });

  it('throttled, fails as transient and is sent by the retry at once', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    office.ses.troubles.next('throttle');
    await expect(sendDownloadLink(deps, id)).rejects.toMatchObject({ name: 'AwsUnavailable' });
    await sendDownloadLink(deps, id);
    expect(await outboxOf(id)).toHaveLength(1);
  });

  it('refused by SES, fails the channel by name and is sent after the repair', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    office.ses.troubles.next('reject');
    const failure = await sendDownloadLink(deps, id).catch(mapAwsFailure);
    expect(failure).toMatchObject({ name: 'EmailRefused', message: 'MessageRejected' });
    expect(await outboxOf(id)).toHaveLength(0);
    await sendDownloadLink(deps, id);
    expect(await outboxOf(id)).toHaveLength(1);
  });

  it('does not send for a dossier that was cancelled meanwhile', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    office.ses.troubles.next('drop');
    await sendDownloadLink(deps, id);
    await deps.tracker.record(id, 'return-cancelled', 'return-cancelled', { reason: 'operator' });
    later(61_000);
    await settleNotifications(deps);
    expect(await outboxOf(id)).toHaveLength(0);
    expect(await deps.notes.find(linkNote(id, 1))).toMatchObject({
      state: 'failed',
      error: 'ReturnCancelled',
    });
  });
});

it('a message that cannot be tried holds up no other', async () => {
  const { deps } = office.open();
  const broken = await issuedRevision(deps.tracker, { delivery: { counter: {} } });
  const sound = await issuedRevision(deps.tracker, { delivery });
  for (const id of [broken, sound]) {
    const subject = { kind: 'link-issued', sequence: 1 } as const;
    await deps.notes.intend(linkNote(id, 1), subject, office.now.toISOString());
  }
  later(1);
  const settled = await settleNotifications(deps);
  expect(settled).toMatchObject({ accepted: 1 });
  expect(settled.stuck).toEqual([
    { what: expect.stringContaining(linkNote(broken, 1).note), error: 'PreconditionMissing' },
  ]);
  expect(await outboxOf(sound)).toHaveLength(1);
});
