import { z } from 'zod';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { at } from './dossiers.ts';
import { until, type Answer, type FrontDoor } from './front-door.ts';

const inboxView = z.object({
  tasks: z.array(
    z.object({
      kind: z.string(),
      code: z.string(),
      round: z.number(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const retry = { repair: 1, action: 'retry', note: 'Đã nạp lại hình dấu của cơ quan.' };

/** A decision on a repair, the operator's unless somebody else is named. */
export function askRepair(door: FrontDoor, id: RevisionId, body: object, as = 'operator'): Promise<Answer> {
  return door.ask(`${at(id)}/repair`, { as, body });
}

/** The operator's task for a dossier. */
export async function repairTask(door: FrontDoor, { code }: RevisionId) {
  return until(
    async () => {
      const { tasks } = (await door.ask('/inbox?kind=repair', { as: 'operator' })).json(inboxView);
      return tasks.find((task) => task.code === code);
    },
    (task) => task !== undefined,
  );
}
