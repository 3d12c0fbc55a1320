import { z } from 'zod';
import type { Agency } from '../directory/index.ts';
import type { Task } from '../tasks/index.ts';
import { dataOf, type LoggedEvent, type Tracker } from '../tracking/index.ts';

const facts = z.object({ initials: z.array(z.string()).default([]) });
const initial = z.object({ sha256: z.string() });

/** Who initials a procedure's results before the official, in order, by the agency's own rules (ký nháy). */
export function initialsFor({ initials = [] }: Agency, procedure: string, official: string): string[] {
  const rule = initials.find(({ procedures }) => procedures.includes(procedure));
  return (rule?.officials ?? []).filter((each) => each !== official);
}

/** Everybody a wait comes before, the approving official last. */
export function chainOf(task: Task, official: string): string[] {
  return [...facts.parse(task.facts).initials, official];
}

/** Who has initialled the document that waits. */
export function initialledBy({ initialled = [] }: Task, sha256: string): string[] {
  return initialled.filter(({ data }) => data['sha256'] === sha256).map(({ actor }) => actor.id);
}

/** The first in the chain who has not initialled; the official comes after all of them. */
export function turnOf(chain: readonly string[], initialled: readonly string[]): string {
  return chain.find((each) => !initialled.includes(each)) ?? chain.at(-1) ?? '';
}

/** Whom the log says a draft lies before; undefined where it lies before nobody. */
export function awaitedSigner(log: readonly LoggedEvent[]): string | undefined {
  const asked = log.findLast(({ type }) => type === 'approval-requested');
  if (!asked) return undefined;
  const { official, initials = [] } = dataOf(asked, 'approval-requested');
  const done = log.filter(({ type }) => type === 'result-initialled').map(({ actor }) => actor.id);
  return turnOf([...initials, official], done);
}

/** The log's word of every initial a wait has taken, also of those whose process was killed before it. */
export async function recordInitials(tracker: Tracker, task: Task): Promise<void> {
  for (const event of task.initialled ?? []) {
    await tracker.record(task, 'result-initialled', event.key, initial.parse(event.data), event);
  }
}
