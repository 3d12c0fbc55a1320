import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, describe, expect } from 'vitest';
import { provisionWorkflow } from '../../infra/local/workflow.ts';
import { approved, reaches } from './dossiers.ts';
import type { FrontDoor } from './front-door.ts';
import { askRepair, repairTask, retry } from './repairs.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
let sfn: SFNClient;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  const { region, credentials } = door.stack.settings;
  sfn = new SFNClient({ region, credentials, endpoint: door.stack.endpoints.sfn });
  // A trust service that is away is the operator's at once here, not after a day and a half.
  await provisionWorkflow(sfn, 'return-of-results', door.stack.stateMachineArn, { TrustServiceWaits: 0 });
}, 180_000);
afterAll(async () => {
  await provisionWorkflow(sfn, 'return-of-results', door.stack.stateMachineArn, {});
  sfn.destroy();
});

describe('a timestamp authority that does not answer', () => {
  it('is asked again, then the operator is; once it answers, the result is returned', async () => {
    door.stack.pki.switches.set('tsa', { mood: 'fail' });
    const id = await approved(door);
    await reaches(door, id, 'awaiting-repair');
    expect(await repairTask(door, id)).toMatchObject({
      facts: { state: 'EmbedSignature', error: 'TsaUnavailable' },
    });
    door.stack.pki.switches.set('tsa', { mood: 'answer' });
    expect((await askRepair(door, id, retry)).status).toBe(200);
    await reaches(door, id, 'returned');
    expect(await door.count(id, 'official-signed')).toBe(1);
  }, 180_000);
});
