import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision } from '../../test/support/issued-revision.ts';
import { chairman, clerk, deputy, stranger } from '../../test/support/office.ts';
import { agency, official } from '../../test/support/province.ts';
import { awaitCollection, collectionTask } from '../delivery/await-collection.ts';
import { downloadResult } from '../delivery/download-result.ts';
import { citizenStatus, collectResult, openLink, reissueLink, verifyPage } from '../delivery/index.ts';
import { sendDownloadLink } from '../delivery/send-download-link.ts';
import { settleNotifications } from '../delivery/settle-notifications.ts';
import { unlockLink } from '../delivery/unlock-link.ts';
import { refuseTurn } from '../intake/acceptance-rules.ts';
import { deliveryTask } from '../post/postal-order.ts';
import { decideRepair } from '../repair/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { settleRecalls } from './settle-recall.ts';
import { byLink, byPost, ERROR_OF_CONTENT, openRecallDesk, type RecallDesk } from './testing/recall-desk.ts';

let office: DeliveryOffice;
beforeAll(async () => {
  office = await startDeliveryOffice();
  const { directory } = open();
  await directory.putPostOffice({ code: agency.office, name: 'Bưu cục', address: 'Đắk Lắk', phone: '0262' });
});
afterAll(() => office.stop());

const counter = { counter: {} };
const open = () => openRecallDesk(office);
const typesOf = async ({ tracker }: RecallDesk, id: RevisionId) =>
  (await tracker.log.read(id)).map(({ type }) => type as string);
const mailsOf = async ({ code }: RevisionId) =>
  (await office.ses.outbox.list()).filter(({ subject }) => subject.endsWith(code));
const codeOf = (answer: { ok: true } | { ok: false; status: number; code: string }) =>
  answer.ok ? 'done' : `${answer.status} ${answer.code}`;
const presigner = { address: ({ key }: { key: string }) => Promise.resolve(`https://s3/${key}`) };
const collect = (desk: RecallDesk, id: RevisionId) =>
  collectResult(desk, { id, clerk, collection: { identityCheck: 'cccd', collector: 'applicant' } });
const waitAtCounter = (desk: RecallDesk, id: RevisionId) =>
  awaitCollection(desk, { ...id, reminder: 0, taskToken: `counter-${id.code}` });

async function linked(desk: RecallDesk): Promise<{ readonly id: RevisionId; readonly token: string }> {
  const id = await desk.issue(byLink);
  await sendDownloadLink(desk, id);
  const [mail] = await mailsOf(id);
  return { id, token: /\/l\/([\w-]{43})$/mu.exec(mail?.text ?? '')?.[1] ?? '' };
}

async function posted(desk: RecallDesk) {
  const id = await desk.issue(byPost);
  const order = await desk.orderPost(id);
  await desk.waitForPost(id, order);
  return { id, order };
}

describe('a recall', () => {
  it('is ordered by who may sign for the procedure at that agency today, and by nobody else', async () => {
    const desk = open();
    const id = await desk.issue(counter);
    expect(codeOf(await desk.recall(id, ERROR_OF_CONTENT, clerk))).toBe('403 recall-not-yours');
    expect(codeOf(await desk.recall(id, ERROR_OF_CONTENT, stranger))).toBe('404 dossier-unknown');
    const borrowed = { ...stranger, agencies: chairman.agencies };
    expect(codeOf(await desk.recall(id, ERROR_OF_CONTENT, borrowed))).toBe('403 recall-not-yours');
    const act = { document: 'Văn bản ủy quyền', from: '2026-01-01', until: '2026-06-30' };
    const capacity = 'by-mandate' as const;
    const lapsed = { capacity, headTitle: 'Chủ tịch', act, procedures: ['1.013225'] };
    const mandated = { ...official, id: deputy.official ?? '', authorities: [lapsed] };
    await desk.directory.putOfficial(mandated);
    expect(codeOf(await desk.recall(id, ERROR_OF_CONTENT, deputy))).toBe('403 recall-not-yours');
    const inForce = { ...lapsed, act: { ...act, until: '2026-12-31' } };
    await desk.directory.putOfficial({ ...mandated, authorities: [inForce] });
    expect(codeOf(await desk.recall(id, ERROR_OF_CONTENT, deputy))).toBe('done');
    const event = (await desk.tracker.log.read(id)).find(({ type }) => type === 'result-recalled');
    expect(event).toMatchObject({
      actor: { kind: 'official', id: deputy.official },
      data: ERROR_OF_CONTENT,
    });
  });

  it('is refused of what is not issued, and by a decision of tomorrow', async () => {
    const desk = open();
    const draft = await acceptedRevision(desk.tracker, { delivery: counter });
    expect(codeOf(await desk.recall(draft))).toBe('409 recall-of-unissued');
    const id = await desk.issue(counter);
    const ahead = { ...ERROR_OF_CONTENT, decision: { number: '15/QĐ-UBND', date: '2026-11-24' } };
    expect(await desk.recall(id, ahead)).toMatchObject({
      code: 'recall-decision-in-future',
      problems: [{ field: 'decision.date' }],
    });
    expect((await desk.tracker.state(id)).status).toBe('issued');
  });

  it('is one, however often and by however many at once it is ordered; other words are refused', async () => {
    const [desk, other] = [open(), open()];
    const id = await desk.issue(counter);
    const answers = await Promise.all([desk.recall(id), other.recall(id), desk.recall(id)]);
    office.now = new Date(office.now.getTime() + 60_000);
    const again = await desk.recall(id);
    office.now = new Date(office.now.getTime() - 60_000);
    expect(new Set([...answers, again].map((answer) => JSON.stringify(answer))).size).toBe(1);
    const otherwise = { reason: 'Một lý do khác hẳn.' };
    expect(codeOf(await desk.recall(id, otherwise))).toBe('409 recalled-otherwise');
    expect((await typesOf(desk, id)).filter((type) => type === 'result-recalled')).toHaveLength(1);
  });

  it('stays, whatever is reported of the document later', async () => {
    const desk = open();
    const id = await desk.issue(counter);
    await desk.recall(id);
    const data = { status: 'returned' as const, outcomes: [] };
    const { state } = await desk.tracker.record(id, 'return-completed', 'return-completed', data);
    expect(state).toMatchObject({ status: 'recalled', reason: ERROR_OF_CONTENT.reason });
    expect(state.archived).not.toBeNull();
  });

  it('lets the next revision be submitted, the document that replaces it', async () => {
    const desk = open();
    const id = await desk.issue(counter);
    const next = { code: id.code, revision: 2, agency: agency.code };
    expect((await refuseTurn(desk, next))?.code).toBe('revision-not-due');
    await desk.recall(id);
    expect(await refuseTurn(desk, next)).toBeUndefined();
  });

  it('is told by the page behind the QR code and by the status page, with its day', async () => {
    const desk = open();
    const id = await desk.issue(counter);
    await desk.recall(id, { ...ERROR_OF_CONTENT, replacedBy: 'H01.12-261123-0009' });
    await desk.pages.put('qr-of-recalled', id);
    expect(await verifyPage(desk, 'qr-of-recalled')).toMatchObject({
      value: { state: 'recalled', recalledOn: '2026-11-23' },
    });
    expect(await citizenStatus(desk, { code: id.code, lastFour: '1234' })).toMatchObject({
      value: { status: 'recalled', recalledOn: '2026-11-23', replacedBy: 'H01.12-261123-0009' },
    });
  });
});

describe('a download link of a recalled document', () => {
  it('opens no more, nor does a download it gave before; no new one is issued', async () => {
    const desk = open();
    const { id, token } = await linked(desk);
    const unlocked = await unlockLink(desk, { token, lastFour: '1234' });
    const ticket = unlocked.ok ? (unlocked.value.download.split('/').at(-1) ?? '') : '';
    await desk.recall(id);
    expect(codeOf(await openLink(desk, token))).toBe('410 link-of-recalled');
    expect(codeOf(await unlockLink(desk, { token, lastFour: '1234' }))).toBe('410 link-of-recalled');
    expect(codeOf(await downloadResult({ ...desk, presigner }, ticket))).toBe('410 link-of-recalled');
    expect(codeOf(await reissueLink(desk, { id, replaces: 1, clerk }))).toBe('409 result-recalled');
    expect(await typesOf(desk, id)).not.toContain('result-downloaded');
  });

  it('gives the file or says that it was recalled, where both happen at once; never afterwards', async () => {
    const desk = open();
    const { id, token } = await linked(desk);
    const opened = await Promise.all([
      ...Array.from({ length: 8 }, () => openLink(desk, token)),
      open().recall(id),
    ]);
    expect(codeOf(opened.at(-1)!)).toBe('done');
    for (const each of opened) expect(['done', '410 link-of-recalled']).toContain(codeOf(each));
    expect(codeOf(await openLink(desk, token))).toBe('410 link-of-recalled');
  });

  it('is not sent when the recall came first; the message of the recall is, once', async () => {
    const desk = open();
    const id = await desk.issue(byLink);
    await desk.recall(id);
    expect(await sendDownloadLink(desk, id)).toEqual({ channel: 'link', outcome: 'recalled' });
    office.now = new Date(office.now.getTime() + 1_000);
    for (const sweeper of [desk, open()]) await settleNotifications(sweeper);
    const [mail, ...more] = await mailsOf(id);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: `Thu hồi kết quả giải quyết hồ sơ ${id.code}` });
    expect(mail?.text).toContain('số 07/GPXD-UBND ngày 23/11/2026');
    expect(mail?.text).not.toContain(ERROR_OF_CONTENT.reason);
  });
});

describe('a recalled document at the counter', () => {
  it('is handed over no more: the wait for it ends, also one opened later', async () => {
    const desk = open();
    const [waiting, early] = [await desk.issue(counter), await desk.issue(counter)];
    await waitAtCounter(desk, waiting);
    for (const id of [waiting, early]) await desk.recall(id);
    await waitAtCounter(desk, early);
    for (const id of [waiting, early]) {
      expect(codeOf(await collect(desk, id))).toBe('409 result-recalled');
      expect((await desk.tasks.find(collectionTask(id)))?.output).toEqual({ outcome: 'recalled' });
    }
    expect(desk.workflows.told()).toEqual([
      { token: `counter-${waiting.code}`, output: { outcome: 'recalled' } },
    ]);
  });

  it('is either collected or kept, when both are decided at once', async () => {
    const desk = open();
    for (let times = 0; times < 4; times += 1) {
      const id = await desk.issue(counter);
      await waitAtCounter(desk, id);
      const [collected, recalled] = await Promise.all([collect(desk, id), open().recall(id)]);
      expect(codeOf(recalled)).toBe('done');
      const outcome = collected.ok ? 'collected' : 'recalled';
      expect(['done', '409 result-recalled']).toContain(codeOf(collected));
      expect((await desk.tasks.find(collectionTask(id)))?.output).toEqual({ outcome });
      expect((await typesOf(desk, id)).includes('result-collected')).toBe(collected.ok);
    }
  });
});

describe('a recalled document at the post', () => {
  it('has its order cancelled, and is not taken over', async () => {
    const desk = open();
    const { id, order } = await posted(desk);
    await desk.recall(id);
    expect(await desk.orders.byCode(order)).toMatchObject({ state: 'cancelled' });
    const { orders } = await desk.orders.queue(agency.office, 100);
    expect(orders.map((each) => each.order)).not.toContain(order);
    expect(codeOf(await desk.report(order, 'handed-over'))).toBe('409 result-recalled');
    expect(desk.workflows.told()).toEqual([{ token: `post-${id.code}`, output: { outcome: 'recalled' } }]);
    expect((await desk.tracker.state(id)).outcomes).toEqual([{ channel: 'post', outcome: 'recalled' }]);
  });

  it('is cancelled, too, where the workflow orders the post only afterwards', async () => {
    const desk = open();
    const id = await desk.issue(byPost);
    await desk.recall(id);
    const order = await desk.orderPost(id);
    await desk.waitForPost(id, order);
    expect(await desk.orders.byCode(order)).toMatchObject({ state: 'cancelled' });
    const wait = await desk.tasks.find(deliveryTask({ ...id, sequence: 1 }));
    expect(wait?.output).toEqual({ outcome: 'recalled' });
  });

  it('goes its way once it was handed over, and the log says how it ended', async () => {
    const desk = open();
    const { id, order } = await posted(desk);
    await desk.report(order, 'handed-over');
    await desk.recall(id);
    expect(codeOf(await desk.report(order, 'delivered'))).toBe('done');
    const state = await desk.tracker.state(id);
    expect(state).toMatchObject({
      status: 'recalled',
      outcomes: [{ channel: 'post', outcome: 'delivered' }],
    });
  });

  it('is either on its way or cancelled, when both are decided at once', async () => {
    const desk = open();
    for (let times = 0; times < 4; times += 1) {
      const { id, order } = await posted(desk);
      const [handed, recalled] = await Promise.all([desk.report(order, 'handed-over'), open().recall(id)]);
      expect(codeOf(recalled)).toBe('done');
      expect(['done', '409 result-recalled']).toContain(codeOf(handed));
      const { state } = (await desk.orders.byCode(order)) ?? {};
      expect(state).toBe(handed.ok ? 'handed-over' : 'cancelled');
    }
  });
});

describe('a channel of a recalled document that failed', () => {
  const repairOf = (id: RevisionId) => ({ ...id, kind: 'repair', round: 101 }) as const;
  const gone = { action: 'retry', reason: 'recalled' };

  it('leaves the operator’s desk: it is entered again, and ends as recalled', async () => {
    const desk = open();
    const id = await desk.issue(byLink);
    await desk.askToRepair(id, 'link');
    const onDesk = async () =>
      (await desk.tasks.list('repair', agency.code, 100)).tasks.some(({ code }) => code === id.code);
    expect(await onDesk()).toBe(true);
    desk.faults.arm(4, 'before');
    await expect(desk.recall(id)).rejects.toThrow('write 4');
    desk.faults.revive();
    expect(await onDesk()).toBe(true);
    await settleRecalls(desk);
    expect(await onDesk()).toBe(false);
    expect(desk.workflows.told()).toEqual([{ token: `repair-${id.code}`, output: gone }]);
    expect((await desk.tracker.state(id)).openRepairs).toEqual([]);
    expect(await sendDownloadLink(desk, id)).toEqual({ channel: 'link', outcome: 'recalled' });
  });

  it('is not asked about where the question comes after the recall', async () => {
    const desk = open();
    const id = await desk.issue(byLink);
    await desk.recall(id);
    await desk.askToRepair(id, 'link');
    expect((await desk.tasks.find(repairOf(id)))?.output).toEqual(gone);
  });

  it('stays as an operator decided before', async () => {
    const desk = open();
    const id = await desk.issue(byLink);
    await desk.askToRepair(id, 'link');
    const note = 'Người dân không dùng thư điện tử.';
    await decideRepair(desk, { id, user: clerk, repair: 101, action: 'cancel', note });
    await desk.recall(id);
    const output = { action: 'cancel', reason: 'operator' };
    expect((await desk.tasks.find(repairOf(id)))?.output).toEqual(output);
    expect(desk.workflows.told()).toEqual([{ token: `repair-${id.code}`, output }]);
  });
});

it('a recall killed before or after any write is finished by the sweeper, or by who orders it again', async () => {
  const ids = new Map<RecallDesk, RevisionId>();
  let finishers = 0;
  const writes = await killEverywhere({
    world: async () => {
      const desk = open();
      const id = await desk.issue({ ...byLink, ...byPost });
      await desk.putParcel(id);
      ids.set(desk, id);
      return desk;
    },
    act: async (desk) => {
      const taken = await desk.recalls.find(ids.get(desk)!);
      finishers += 1;
      if (taken && finishers % 2 === 0) await settleRecalls(open());
      else await desk.recall(ids.get(desk)!);
    },
    check: async (desk, struck) => {
      const id = ids.get(desk)!;
      const types = await typesOf(desk, id);
      for (const once of ['result-recalled', 'postal-order-cancelled', 'notification-intended']) {
        expect(
          types.filter((type) => type === once),
          struck,
        ).toHaveLength(1);
      }
      expect(await desk.recalls.find(id), struck).toMatchObject({ settled: true });
      expect((await desk.orders.latest(id))?.state, struck).toBe('cancelled');
      for (const wait of await desk.tasks.ofRevision(id)) {
        expect(wait.output, struck).toEqual({ outcome: 'recalled' });
      }
    },
  });
  expect(writes).toBeGreaterThan(9);
});
