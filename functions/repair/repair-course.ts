import { z } from 'zod';
import type { Channel } from '../tracking/index.ts';

/** How long and how often an operator is asked; the definition's settings, handed on with each question. */
export const repairLimits = z.object({
  /** questions in the life of a revision */
  repairs: z.number().int().positive(),
  /** unanswered weeks of one question */
  waits: z.number().int().positive(),
  /** age of the execution until which is asked: the road after the answer must fit into the rest of its life */
  beforeIssueSeconds: z.number().int().positive(),
  afterIssueSeconds: z.number().int().positive(),
});
export type RepairLimits = z.infer<typeof repairLimits>;

/** One question to the operator's desk, and what went before it. */
export interface AskedRepair {
  /** state of the definition that failed */
  readonly failedState: string;
  /** questions so far, this one included */
  readonly asked: number;
  /** how often this question timed out before */
  readonly reminder: number;
  /** when the execution began */
  readonly startedAt: string;
  readonly limits: RepairLimits;
  /** whether the result is issued: then only its return is left to do */
  readonly issued: boolean;
}

export type GivenUp = 'too-many-repairs' | 'repair-expired' | 'time-over';

/**
 * Why a question is not put to a person any more. A cancellation that fails is always asked about: there is
 * nothing else left to do with it.
 */
export function whyGiveUp(repair: AskedRepair, now: Date): GivenUp | undefined {
  const { failedState, limits } = repair;
  if (failedState === 'CancelReturn') return undefined;
  if (repair.asked > limits.repairs) return 'too-many-repairs';
  if (repair.reminder >= limits.waits) return 'repair-expired';
  const ageSeconds = (now.getTime() - Date.parse(repair.startedAt)) / 1000;
  const until = repair.issued ? limits.afterIssueSeconds : limits.beforeIssueSeconds;
  return ageSeconds > until ? 'time-over' : undefined;
}

const PLACE: Record<Channel, number> = { link: 1, post: 2, counter: 3 };

/**
 * The number a question goes by. The road before the channels counts 1, 2, 3; channels are repaired side by side,
 * so each counts by itself: 101 for the link, 201 for the post, 301 for the counter.
 */
export function repairNumber(of: {
  readonly repair: number;
  readonly channel?: Channel | undefined;
  readonly attempt?: number | undefined;
}): number {
  if (!of.channel) return of.repair;
  return of.repair * 1000 + PLACE[of.channel] * 100 + (of.attempt ?? 1);
}
