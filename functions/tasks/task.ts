import { z } from 'zod';
import { actor, type RevisionId } from '../tracking/index.ts';

/**
 * What a revision can wait for: the official's decision, a signature made elsewhere, the clerk's seal
 * (văn thư), the carrier's outcome, collection at the counter, an operator's repair.
 */
export const taskKind = z.enum(['approval', 'signature', 'seal', 'delivery', 'collection', 'repair']);
export type TaskKind = z.infer<typeof taskKind>;

/** The event a decision is recorded as; kept with the task so that whoever finishes it records the same. */
export const decisionEvent = z.object({
  type: z.string(),
  key: z.string(),
  data: z.record(z.string(), z.json()),
  actor,
  occurredAt: z.string(),
});

/**
 * One wait of one revision. Put once, its `taskToken` always the newest (a retry or a reminder brings a new
 * one). `output` is what the workflow is given; `callback` says whether it has been told.
 */
export const task = z.object({
  v: z.literal(1),
  code: z.string(),
  revision: z.number().int().positive(),
  kind: taskKind,
  round: z.number().int().positive(),
  /** whose list it is in: an official, an agency, a post office */
  scope: z.string(),
  dueOn: z.iso.date(),
  openedAt: z.string(),
  taskToken: z.string(),
  /** what the wait is about, such as the draft's key and hash; no personal data */
  facts: z.record(z.string(), z.json()),
  /** initials taken before the decision, in order */
  initialled: z.array(decisionEvent).optional(),
  output: z.record(z.string(), z.json()).optional(),
  event: decisionEvent.optional(),
  callback: z.enum(['none', 'pending', 'done']),
});
export type Task = z.infer<typeof task>;

/** Which wait of a revision. */
export interface TaskId extends RevisionId {
  readonly kind: TaskKind;
  /** 1 unless the same wait can come again with a new question, as a repair can */
  readonly round: number;
}

/** What a wait is answered with: the workflow's output and the event it is recorded as. */
export interface Decision {
  readonly output: Record<string, z.core.util.JSONType>;
  readonly event: z.infer<typeof decisionEvent>;
}
