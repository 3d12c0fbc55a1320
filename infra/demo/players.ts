import { createHash } from 'node:crypto';
import pMap from 'p-map';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import type { RevisionId } from './summary.ts';

const inbox = z.object({
  tasks: z.array(z.object({ kind: z.string(), code: z.string(), revision: z.number() })),
});
type Waiting = z.infer<typeof inbox>['tasks'][number];

const queue = z.object({
  orders: z.array(z.object({ order: z.string(), state: z.string() })),
});

/** How many things one player does at a time: desks are quick, but people do not send two hundred at once. */
const AT_ONCE = { concurrency: 6 };

/** What officials go by: whose turn it is, and what a later revision will replace. */
export interface Decisions {
  readonly mayDecide: (draft: RevisionId) => boolean;
  readonly isReplaced: (draft: RevisionId) => boolean;
}

/** Something a player did, told as progress. */
export type Tell = (sentence: string) => void;

const at = ({ code, revision }: Waiting) => `/dossiers/${code}/revisions/${revision}`;

/**
 * An official: reads every draft that waits for them, and approves the very bytes they read; a revision that a
 * later one will replace is returned for correction.
 */
export async function playOfficial(
  api: ApiClient,
  { mayDecide, isReplaced }: Decisions,
  tell: Tell,
): Promise<void> {
  const { tasks } = await api.get('/inbox', inbox);
  const drafts = tasks.filter((task) => task.kind === 'approval' && mayDecide(task));
  await pMap(
    drafts,
    async (task) => {
      const draft = await api.download(`${at(task)}/result`);
      const sha256 = createHash('sha256').update(draft).digest('hex');
      const replaced = isReplaced(task);
      await api.post(`${at(task)}/decision`, {
        decision: replaced ? 'reject' : 'approve',
        sha256,
        ...(replaced && {
          reason: 'Số thửa đất ghi chưa đúng với giấy chứng nhận, đề nghị kiểm tra và lập lại.',
        }),
      });
      tell(
        `${task.code} r${task.revision}: ${replaced ? 'trả lại để sửa / returned for correction' : 'đã duyệt / approved'}`,
      );
    },
    AT_ONCE,
  );
}

/** A clerk: seals where the agency seals by hand, and hands over at the counter against an identity card. */
export async function playClerk(api: ApiClient, tell: Tell): Promise<void> {
  const { tasks } = await api.get('/inbox', inbox);
  await pMap(
    tasks,
    async (task) => {
      if (task.kind === 'seal') {
        await api.post(`${at(task)}/seal`, {});
        tell(`${task.code} r${task.revision}: văn thư đóng dấu / sealed by hand`);
      } else if (task.kind === 'collection') {
        await api.post(`${at(task)}/collection`, { identityCheck: 'cccd', collector: 'applicant' });
        tell(`${task.code} r${task.revision}: trả tại quầy / collected at the counter`);
      }
    },
    AT_ONCE,
  );
}

/** The postal staff: take over what waits in the office's queue, then report it delivered. */
export async function playPost(api: ApiClient, tell: Tell): Promise<void> {
  const { orders } = await api.get('/post/queue', queue);
  await pMap(
    orders,
    async ({ order, state }) => {
      const event = state === 'created' ? 'handed-over' : 'delivered';
      await api.post('/postal-events', { order, event, occurredAt: new Date().toISOString() });
      tell(`${order}: ${event === 'handed-over' ? 'bưu cục đã nhận / handed over' : 'đã phát / delivered'}`);
    },
    AT_ONCE,
  );
}
