import { DescribeExecutionCommand, SFNClient, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect } from 'vitest';
import { Directory } from '../../functions/directory/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { approved, at, awaitingApproval, decide, reaches, toPost } from '../api/dossiers.ts';
import { until, type FrontDoor } from '../api/front-door.ts';
import { askRepair } from '../api/repairs.ts';
import { it } from '../api/shared-door.ts';
import { whileSealIsLost } from '../support/lost-seal.ts';
import { provisionWorkflow } from '../../infra/local/workflow.ts';

/**
 * The definition as the last release deployed it, its placeholders filled. Executions run for months and call the
 * functions of today (aws.md 5): what breaks here breaks every dossier under way. It is replaced at a release, by
 * `fillDefinition()`, and never to make this test pass.
 */
const released = readFileSync('test/released/return-of-results.asl.json', 'utf8');

let door: FrontDoor;
let sfn: SFNClient;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  const { region, credentials } = door.stack.settings;
  sfn = new SFNClient({ region, credentials, endpoint: door.stack.endpoints.sfn });
  await sfn.send(
    new UpdateStateMachineCommand({ stateMachineArn: door.stack.stateMachineArn, definition: released }),
  );
}, 180_000);
beforeEach(() => door.forgetRates());
afterAll(async () => {
  await provisionWorkflow(sfn, 'return-of-results', door.stack.stateMachineArn, {});
  sfn.destroy();
});

/** How the execution of a revision ended. */
async function ending({ code, revision }: RevisionId): Promise<string | undefined> {
  const executionArn = `${door.stack.stateMachineArn.replace(':stateMachine:', ':execution:')}:${code}-r${revision}`;
  const describeIt = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
  return (await until(describeIt, ({ status }) => status !== 'RUNNING')).status;
}

describe('an execution of the last release, on today’s functions', () => {
  it('returns a result by link and at the counter', async () => {
    const id = await approved(door, { delivery: { link: { email: 'a@example.vn' }, counter: {} } });
    await reaches(door, id, 'issued');
    await until(
      () =>
        door.ask(`${at(id)}/collection`, {
          as: 'clerk',
          body: { identityCheck: 'cccd', collector: 'applicant' },
        }),
      ({ status }) => status === 200,
    );
    await reaches(door, id, 'returned');
    expect(await ending(id)).toBe('SUCCEEDED');
  });

  it('waits for the post', async () => {
    const id = await approved(door, { delivery: toPost });
    await until(
      () => door.tracker.log.read(id),
      (log) => log.some(({ type }) => type === 'delivery-awaited'),
    );
  });

  it('returns a dossier for correction', async () => {
    const draft = await awaitingApproval(door);
    await decide(door, draft, {
      decision: 'reject',
      sha256: draft.sha256,
      reason: 'Sai số thửa đất trong hồ sơ',
    });
    await reaches(door, draft, 'returned-for-correction');
    expect(await ending(draft)).toBe('SUCCEEDED');
  });

  it('asks an operator for repair, goes on, asks again, and is stopped', async () => {
    const id = await whileSealIsLost(new Directory(door.table), 'H15.27', async () => {
      const stopped = await approved(door);
      const decideRepair = (repair: number, action: string) =>
        until(
          () => askRepair(door, stopped, { repair, action, note: 'Đã kiểm tra' }),
          ({ status }) => status === 200,
        );
      await decideRepair(1, 'retry');
      await decideRepair(2, 'cancel');
      return stopped;
    });
    await reaches(door, id, 'cancelled');
    expect(await ending(id)).toBe('SUCCEEDED');
  });
});
