import { z } from 'zod';
import { Directory } from '../directory/index.ts';
import { documentClient, workflowClient } from '../platform/aws.ts';
import { systemClock } from '../platform/clock.ts';
import { readEnv, variable } from '../platform/env.ts';
import { step } from '../platform/step.ts';
import { NumberRegister } from '../registry/index.ts';
import { TaskRepository } from '../tasks/index.ts';
import { Tracker } from '../tracking/index.ts';
import { reconcile, recordEnd, revisionOf } from './reconcile.ts';
import { reportFailures } from './report-failures.ts';

const { TABLE_NAME, STATE_MACHINE_ARN } = variable;
const env = readEnv({ TABLE_NAME, STATE_MACHINE_ARN });
const table = { client: documentClient(), name: env.TABLE_NAME };
const deps = {
  tracker: new Tracker(table, systemClock),
  tasks: new TaskRepository(table),
  directory: new Directory(table),
  register: new NumberRegister(table),
  clock: systemClock,
  workflows: workflowClient(),
  stateMachineArn: env.STATE_MACHINE_ARN,
};

/** EventBridge tells of one execution by its name; a scheduled run has none and looks at all. */
export const handler = step({
  input: z.object({ detail: z.object({ name: z.string().optional() }).default({}) }),
  output: z.object({ ended: z.number() }),
  run: async ({ detail }) => {
    if (detail.name === undefined) {
      const { ended, failed } = await reconcile(deps);
      reportFailures(failed);
      return { ended };
    }
    const id = revisionOf(detail.name);
    return { ended: id && (await recordEnd(deps, id)) ? 1 : 0 };
  },
});
