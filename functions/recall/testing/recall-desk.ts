import type { DeliveryOffice } from '../../../test/support/delivery-desk.ts';
import { issuedRevision } from '../../../test/support/issued-revision.ts';
import { chairman } from '../../../test/support/office.ts';
import { agency } from '../../../test/support/province.ts';
import { mockWorkflows } from '../../../test/support/workflows.ts';
import type { Dossier } from '../../intake/index.ts';
import { PostalOrderRepository, Quarantine, recordPostalEvent } from '../../post/index.ts';
import { awaitDelivery } from '../../post/await-delivery.ts';
import { createPostalOrder } from '../../post/create-postal-order.ts';
import { deliveryTask, orderCode } from '../../post/postal-order.ts';
import { awaitRepair } from '../../repair/await-repair.ts';
import { TaskDesk, TaskRepository } from '../../tasks/index.ts';
import type { Channel, RevisionId } from '../../tracking/index.ts';
import { RecallRepository } from '../recall-repository.ts';
import { recallResult } from '../recall-result.ts';
import type { RecallOrder } from '../recall-order.ts';

export const ERROR_OF_CONTENT: RecallOrder = {
  reason: 'Ghi sai diện tích sàn tầng 1.',
  decision: { number: '15/QĐ-UBND', date: '2026-11-20' },
};

export const byLink: Dossier['delivery'] = { link: { email: 'y-bhiu@example.vn' } };
export const byPost: Dossier['delivery'] = {
  post: {
    recipientName: 'H’Ngân Niê',
    phone: '0905123456',
    address: {
      line: '27 Trần Hưng Đạo',
      ward: { code: '24133', name: 'phường Buôn Ma Thuột' },
      province: { code: '66', name: 'tỉnh Đắk Lắk' },
    },
  },
};

const postman = { sub: 'post-1', name: 'Bưu tá', agencies: [], office: agency.office };

/** One process with everything that hands results over, and recalls them. */
export function openRecallDesk(office: DeliveryOffice) {
  const { deps: delivery, faults } = office.open();
  const workflows = mockWorkflows();
  faults.watch(workflows.client);
  const table = office.world.another();
  faults.watch(table.client);
  const tasks = new TaskRepository(table);
  const desk = new TaskDesk(tasks, delivery.tracker, workflows.client);
  const orders = new PostalOrderRepository(table);
  const deps = { ...delivery, tasks, desk, orders, recalls: new RecallRepository(table) };
  const quarantine = new Quarantine(table);
  const label = Promise.resolve(Buffer.from('%PDF'));
  const work = { find: () => label } as never;
  return {
    ...deps,
    faults,
    workflows,
    issue: (wanted: Dossier['delivery']) => issuedRevision(delivery.tracker, { delivery: wanted }),
    recall: (id: RevisionId, order = ERROR_OF_CONTENT, user = chairman) =>
      recallResult(deps, { id, order, user }),
    /** the order of a parcel, and the wait for its outcome, as the workflow's steps make them */
    orderPost: (id: RevisionId) => createPostalOrder({ ...deps, work, drawLabel: () => label }, id),
    waitForPost: (id: RevisionId, order: string) =>
      awaitDelivery(deps, { ...id, order, reminder: 0, taskToken: `post-${id.code}` }),
    /** the same as it lies in the table, in as few writes as may be */
    putParcel: async (id: RevisionId) => {
      const order = orderCode(id, 1);
      const createdAt = office.now.toISOString();
      const place = { v: 1, ...id, sequence: 1, order, office: agency.office, createdAt } as const;
      const events = { applied: [], waiting: [], contradicting: [] };
      await orders.put({ ...place, ...events, state: 'created', queued: true, version: 1, settled: true });
      const about = { scope: agency.office, dueOn: '2026-11-23', openedAt: createdAt, facts: {} };
      await tasks.open({ ...deliveryTask({ ...id, sequence: 1 }), ...about, taskToken: 'post' });
    },
    /** a channel failed, and an operator is asked */
    askToRepair: (id: RevisionId, channel: Channel) =>
      awaitRepair(deps, {
        ...id,
        failedState: 'SendDownloadLink',
        failure: { error: 'EmailRefused', cause: '' },
        repair: 0,
        channel,
        attempt: 1,
        reminder: 0,
        startedAt: office.now.toISOString(),
        limits: { repairs: 15, waits: 6, beforeIssueSeconds: 86_400, afterIssueSeconds: 86_400 },
        taskToken: `repair-${id.code}`,
      }),
    report: (order: string, event: string) =>
      recordPostalEvent(
        { ...deps, quarantine },
        { report: { order, event, occurredAt: office.now.toISOString() }, user: postman },
      ),
  };
}
export type RecallDesk = ReturnType<typeof openRecallDesk>;
