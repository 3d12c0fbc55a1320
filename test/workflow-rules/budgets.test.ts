import { describe, expect, it } from 'vitest';
import { awsLimits } from '../../functions/platform/aws.ts';
import { MOST_TSA_URLS } from '../../functions/platform/env.ts';
import { DEADLINE_MARGIN_MS } from '../../functions/platform/step.ts';
import { STATUS_ANSWERS_MS } from '../../functions/signing/revocation/http-revocation-source.ts';
import { CSC_BUDGET_MS } from '../../functions/signing/signers/csc-signer.ts';
import { TSA_ANSWER_MS } from '../../functions/signing/timestamps/http-timestamp-authority.ts';
import { functions } from '../../infra/functions.ts';
import { workflowSettings as settings } from '../../infra/workflow-settings.ts';
import { fillDefinition, workflows } from '../../infra/workflow-definition.ts';
import { workflowLimits, WorkflowSettingsInvalid } from '../../infra/workflow-limits.ts';
import { allStates, everyTask, placeholderOf, tasks, waitsForToken, type PlacedState } from './definition.ts';

const DAY = 86_400;
/** They end in a timestamp over a whole file. */
const stampsFiles = ['augment-result', 'issue-copies', 'renew-files'];

describe('the life of an execution', () => {
  const limits = workflowLimits(settings);

  it('leaves a repair three months before the result is issued, and half a year after it was accepted', () => {
    expect(limits.RepairBeforeIssueSeconds / DAY).toBeGreaterThan(90);
    expect(limits.RepairAfterIssueSeconds / DAY).toBeGreaterThan(170);
  });

  it('refuses settings that leave no time for repairs', () => {
    const slow = { ...settings, CollectionWaits: 6 };
    expect(() => workflowLimits(slow)).toThrow(WorkflowSettingsInvalid);
    expect(() => fillDefinition('return-of-results', { CollectionWaits: 6 })).toThrow(/leave 5\.8 days/);
  });

  it('counts for the work itself more than all retries of one road can take', () => {
    const retries = tasks
      .flatMap(({ state }) => (state.Retry ?? []).map((retry) => retry.MaxAttempts * retry.MaxDelaySeconds))
      .reduce((sum, seconds) => sum + seconds, 0);
    expect(retries).toBeLessThan(DAY);
  });

  it('stays below the 25,000 events an execution may have', () => {
    expect(mostEvents()).toBeLessThan(25_000);
  });
});

/**
 * The most events a history can have, by the kinds Step Functions writes. A step that has succeeded is not entered
 * again: a repair leads back to what failed, at most to all channels at once. Every other loop is counted by its
 * own setting.
 */
function mostEvents(): number {
  const around = allStates.filter(({ state }) => state.Type !== 'Task').length * 2;
  const sum = (some: readonly PlacedState[]) => some.reduce((total, task) => total + eventsOf(task), around);
  const longest = Math.max(...tasks.map(eventsOf));
  const again = sum(tasks.filter(({ inBranch, name }) => inBranch || name === 'AwaitRepair'));
  const reminders =
    settings.ApprovalWaits +
    settings.SignatureWaits +
    settings.SealWaits +
    settings.DeliveryWaits +
    settings.CollectionWaits;
  // A silent wait takes a week, on the road or in each of three channels; a broken desk pauses so often.
  const silent = (300 * DAY * 3) / settings.RepairWaitSeconds + 2 * 3 * settings.RepairPauses;
  const trust = settings.TrustServiceWaits * (2 * longest + 6);
  return sum(tasks) + settings.Repairs * again + (reminders + silent) * (longest + 4) + trust;
}

/** Entered and exited; scheduled, started, failed for each attempt; a wait is submitted, too. */
function eventsOf(task: PlacedState): number {
  const attempts = (task.state.Retry ?? []).reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 1);
  return 2 + attempts * 3 + (waitsForToken(task) ? 1 : 0);
}

describe('time limits nest', () => {
  const longestCall =
    awsLimits.maxAttempts *
    (awsLimits.requestHandler.connectionTimeout + awsLimits.requestHandler.requestTimeout);

  it.each(functions)('one AWS call gives up before the deadline of $name', ({ timeoutSeconds }) => {
    expect(longestCall).toBeLessThan(timeoutSeconds * 1_000 - DEADLINE_MARGIN_MS);
  });

  it.each(functions.filter(({ environment }) => environment.includes('TSA_URLS')))(
    'all timestamp authorities give up, and one question for a status, before the deadline of $name',
    ({ timeoutSeconds }) => {
      const outside = MOST_TSA_URLS * TSA_ANSWER_MS + STATUS_ANSWERS_MS;
      expect(outside).toBeLessThan(timeoutSeconds * 1_000 - DEADLINE_MARGIN_MS);
    },
  );

  it.each(functions.filter(({ name }) => stampsFiles.includes(name)))(
    'authorities and their status are asked twice before the deadline of $name, whose file another may stamp than before',
    ({ timeoutSeconds }) => {
      const outside = 2 * (MOST_TSA_URLS * TSA_ANSWER_MS + STATUS_ANSWERS_MS);
      expect(outside).toBeLessThan(timeoutSeconds * 1_000 - DEADLINE_MARGIN_MS);
    },
  );

  it.each(functions.filter(({ environment }) => environment.includes('SECRETS_KEY_ID')))(
    'a remote signing service gives up, and whatever else is asked outside, before the deadline of $name',
    ({ environment, timeoutSeconds }) => {
      const trust = environment.includes('TSA_URLS') ? MOST_TSA_URLS * TSA_ANSWER_MS + STATUS_ANSWERS_MS : 0;
      expect(CSC_BUDGET_MS + trust).toBeLessThan(timeoutSeconds * 1_000 - DEADLINE_MARGIN_MS);
    },
  );

  it.each(everyTask.filter((task) => !waitsForToken(task)))(
    'the function of $name is stopped before its state times out',
    ({ name, state }) => {
      expect(state.TimeoutSeconds).toBeGreaterThan(secondsOf(name));
    },
  );

  it.each(tasks.filter(waitsForToken))('$name waits for a person a day or longer', (task) => {
    const setting = `${placeholderOf(task).replace('Await', '')}WaitSeconds`;
    expect(Object.entries(settings).find(([key]) => key === setting)?.[1]).toBeGreaterThanOrEqual(DAY);
  });
});

function secondsOf(state: string): number {
  const name = Object.values(workflows)
    .flatMap(({ functions: called }) => Object.entries(called))
    .find(([key]) => key === state)?.[1];
  return functions.find((spec) => spec.name === name)?.timeoutSeconds ?? Number.NaN;
}
