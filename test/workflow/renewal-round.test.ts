import { afterEach, expect, it } from 'vitest';
import { renewalSettings } from '../../infra/renewal-workflow.ts';
import { fillDefinition } from '../../infra/workflow-definition.ts';
import {
  startService,
  type ServiceUnderTest,
} from '../../infra/local/step-functions/testing/service-under-test.ts';

const DAY_MS = 86_400_000;
const definition = JSON.parse(fillDefinition('renew-timestamps')) as object;
const place = { suite: 'P-256+SHA-256', shard: 3, after: '2031-01-01#H15.27-261112-0001#0001' };
const through = { renewed: 0, silent: false, next: null };

let service: ServiceUnderTest | undefined;
afterEach(() => service?.stop());

/** Plays a round in which the function answers one after the other, and the last one ever after. */
async function play(...answers: readonly (object | Error)[]) {
  let call = 0;
  const renew = () => {
    const answer = answers[Math.min(call, answers.length - 1)];
    call += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  service = await startService({ functions: { 'renew-files': renew }, random: () => 0.5 });
  const arn = await service.start(await service.create(definition));
  await service.pass(DAY_MS);
  const { status } = await service.describe(arn);
  return { status, asked: service.calls.map(({ payload }) => payload) };
}

it('begins at the beginning and ends where nothing is left', async () => {
  const { status, asked } = await play(through);
  expect(status).toBe('SUCCEEDED');
  expect(asked).toEqual([{ v: 1, place: null }]);
});

it('goes on where a batch ended', async () => {
  const { status, asked } = await play({ renewed: 200, silent: false, next: place }, through);
  expect(status).toBe('SUCCEEDED');
  expect(asked).toEqual([
    { v: 1, place: null },
    { v: 1, place },
  ]);
});

it('pauses where no timestamp authority answers, and goes on at the same place when one does', async () => {
  const { status, asked } = await play(
    { renewed: 200, silent: false, next: place },
    { renewed: 0, silent: true, next: place },
    through,
  );
  expect(status).toBe('SUCCEEDED');
  expect(asked).toEqual([
    { v: 1, place: null },
    { v: 1, place },
    { v: 1, place },
  ]);
});

it('leaves the rest to the next round where no authority answers for two hours', async () => {
  const { status, asked } = await play({ renewed: 0, silent: true, next: null });
  expect(status).toBe('SUCCEEDED');
  expect(asked).toHaveLength(1 + renewalSettings.RenewalPauses);
});

it('ends after so many batches that its history stays far below 25,000 events', async () => {
  const { status, asked } = await play({ renewed: 200, silent: false, next: place });
  expect(status).toBe('SUCCEEDED');
  expect(asked).toHaveLength(renewalSettings.RenewalBatches);
  // entered and exited, scheduled, started and ended, nine tries at most; the choice, the pauses
  expect(renewalSettings.RenewalBatches * (2 + 9 * 3 + 2) + renewalSettings.RenewalPauses * 2).toBeLessThan(
    25_000,
  );
});

it('repeats what is transient, and fails with what is not: the next round begins anew', async () => {
  const away = Object.assign(new Error('throttled'), { name: 'AwsUnavailable' });
  expect(await play(away, through)).toMatchObject({ status: 'SUCCEEDED' });
  await service?.stop();
  const broken = Object.assign(new Error('a defect'), { name: 'TypeError' });
  const { status, asked } = await play(broken);
  expect(status).toBe('FAILED');
  expect(asked).toHaveLength(1);
});
