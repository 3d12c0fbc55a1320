import { describe, expect, it } from 'vitest';
import { awsLimits } from '../../functions/platform/aws.ts';
import { functions } from '../../infra/functions.ts';
import { workflowFunctions, workflowSettings as settings } from '../../infra/workflow-settings.ts';
import { definition, tasks, waitsForToken } from './definition.ts';

const DAY = 86_400;
const MOST_REPAIRS = 10;
const LONGEST_TRUST_PAUSE = 3_600;

describe('the life of an execution', () => {
  it('stays within 300 days when every wait lasts as long as it can and ten repairs take their longest', () => {
    const toSeal =
      settings.ApprovalWaits * settings.ApprovalWaitSeconds +
      settings.SignatureWaits * settings.SignatureWaitSeconds +
      settings.SealWaits * settings.SealWaitSeconds;
    const longestChannel = Math.max(
      settings.DeliveryWaits * settings.DeliveryWaitSeconds,
      settings.CollectionWaits * settings.CollectionWaitSeconds,
    );
    const repairs = (settings.RepairWaits + MOST_REPAIRS) * settings.RepairWaitSeconds;
    const retries = tasks
      .flatMap(({ state }) => (state.Retry ?? []).map((retry) => retry.MaxAttempts * retry.MaxDelaySeconds))
      .reduce((sum, seconds) => sum + seconds, 0);
    const trustServices = settings.TrustServiceWaits * LONGEST_TRUST_PAUSE;
    const seconds = toSeal + longestChannel + repairs + trustServices + retries * (1 + MOST_REPAIRS);
    expect(seconds / DAY).toBeLessThanOrEqual(300);
  });

  it('allows no more repairs than are counted in that', () => {
    const condition = definition.States['RouteRepair']?.Choices?.map((choice) => choice.Condition) ?? [];
    expect(condition).toContain(`{% $repairs > ${MOST_REPAIRS} %}`);
  });

  it('stays far below the 25,000 events an execution may have', () => {
    // entered, scheduled, started, submitted, ended, exited: six events for an attempt at a task
    const eventsOfTask = tasks.map(({ state }) => 6 * (1 + (state.Retry?.[0]?.MaxAttempts ?? 0)));
    const once = eventsOfTask.reduce((sum, events) => sum + events, 0);
    const waits = Object.entries(settings)
      .filter(([name]) => name.endsWith('Waits') && name !== 'TrustServiceWaits')
      .reduce((sum, [, times]) => sum + times, 0);
    // counted over the whole execution: the step that fails, the record of the wait, the pause, two choices
    const trustServices = settings.TrustServiceWaits * (2 * Math.max(...eventsOfTask) + 6);
    const most =
      once * (1 + MOST_REPAIRS) + waits * (1 + MOST_REPAIRS) * Math.max(...eventsOfTask) + trustServices;
    expect(most).toBeLessThan(25_000);
  });
});

describe('time limits nest', () => {
  const longestCall =
    awsLimits.maxAttempts *
    (awsLimits.requestHandler.connectionTimeout + awsLimits.requestHandler.requestTimeout);

  it.each(functions)('one AWS call gives up before $name is stopped', ({ timeoutSeconds }) => {
    expect(longestCall / 1_000).toBeLessThan(timeoutSeconds);
  });

  it.each(tasks.filter((task) => !waitsForToken(task)))(
    'the function of $name is stopped before its state times out',
    ({ name, state }) => {
      expect(state.TimeoutSeconds).toBeGreaterThan(secondsOf(name));
    },
  );

  it.each(tasks.filter(waitsForToken))('$name waits for a person a day or longer', ({ name }) => {
    const setting = `${name.replace('Await', '')}WaitSeconds`;
    expect(Object.entries(settings).find(([key]) => key === setting)?.[1]).toBeGreaterThanOrEqual(DAY);
  });
});

function secondsOf(state: string): number {
  const name = Object.entries(workflowFunctions).find(([key]) => key === state)?.[1];
  return functions.find((spec) => spec.name === name)?.timeoutSeconds ?? Number.NaN;
}
