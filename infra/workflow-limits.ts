import type { WorkflowSettings } from './workflow-settings.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** An execution lives a year (a quota of Step Functions); ours end in time for somebody to look into one that does not. */
const LONGEST_LIFE_SECONDS = 300 * DAY;

/** What steps, their retries and the pauses between them may take together. */
const WORK_SECONDS = DAY;

const LONGEST_TRUST_PAUSE_SECONDS = HOUR;

const FIRST_REPAIR_PAUSE_SECONDS = HOUR;
const REPAIR_PAUSE_GROWTH = 4;

/** A repair somebody may still answer must be possible this long after a revision was accepted. */
const LEAST_REPAIR_SECONDS = 30 * DAY;

/** The waits of a stage do not fit into the life of an execution. */
export class WorkflowSettingsInvalid extends Error {
  override readonly name = 'WorkflowSettingsInvalid';
}

/** What the definition is told beside the settings themselves. */
export type WorkflowLimit = 'RepairBeforeIssueSeconds' | 'RepairAfterIssueSeconds';

/**
 * Until which age of an execution an operator is asked: so long that the answer, and the longest road from it to
 * the end or to the next question, still fit into 300 days. After that the question is answered by itself.
 * @throws {WorkflowSettingsInvalid} when the waits leave less than 30 days for repairs
 */
export function workflowLimits(settings: WorkflowSettings): Readonly<Record<WorkflowLimit, number>> {
  const channels = Math.max(
    settings.DeliveryWaits * settings.DeliveryWaitSeconds,
    settings.CollectionWaits * settings.CollectionWaitSeconds,
  );
  const toSeal =
    settings.ApprovalWaits * settings.ApprovalWaitSeconds +
    settings.SignatureWaits * settings.SignatureWaitSeconds +
    settings.SealWaits * settings.SealWaitSeconds +
    settings.TrustServiceWaits * LONGEST_TRUST_PAUSE_SECONDS;
  // A desk that cannot be opened is tried again in a branch, and once more after it.
  const brokenDesk = 2 * brokenDeskSeconds(settings, settings.RepairPauses);
  const left = LONGEST_LIFE_SECONDS - settings.RepairWaitSeconds - brokenDesk - WORK_SECONDS;
  const limits = {
    RepairBeforeIssueSeconds: left - toSeal - channels,
    RepairAfterIssueSeconds: left - channels,
  };
  if (limits.RepairBeforeIssueSeconds < LEAST_REPAIR_SECONDS) {
    const days = (limits.RepairBeforeIssueSeconds / DAY).toFixed(1);
    throw new WorkflowSettingsInvalid(
      `the waits of the workflow leave ${days} days for repairs within 300; 30 are needed`,
    );
  }
  return limits;
}

/** How long a desk that cannot be opened is waited for with so many pauses, as the definition makes them. */
export function brokenDeskSeconds({ RepairPauseSeconds }: WorkflowSettings, pauses: number): number {
  const each = Array.from({ length: pauses }, (_, before) =>
    Math.min(FIRST_REPAIR_PAUSE_SECONDS * REPAIR_PAUSE_GROWTH ** before, RepairPauseSeconds),
  );
  return each.reduce((sum, seconds) => sum + seconds, 0);
}
