import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { AwsUnavailable, mapAwsFailure, PreconditionMissing } from '../platform/failures.ts';
import type { EventType, Tracker } from '../tracking/index.ts';
import { lateAnswer } from './late-answer.ts';
import type { Decision, Task, TaskId } from './task.ts';
import type { TaskRepository } from './task-repository.ts';

/** What became of a decision: taken now, already taken (with what), or nobody was asking. */
export type DecisionResult =
  | { readonly taken: true; readonly task: Task }
  | { readonly taken: false; readonly task: Task | undefined };

/** Takes decisions on waits and tells the workflow; whatever is left undone, the sweeper finishes. */
export class TaskDesk {
  readonly tasks: TaskRepository;
  readonly #tracker: Tracker;
  readonly #workflows: SFNClient;

  constructor(tasks: TaskRepository, tracker: Tracker, workflows: SFNClient) {
    this.tasks = tasks;
    this.#tracker = tracker;
    this.#workflows = workflows;
  }

  /** Commits the decision (the first one wins), then finishes it, now or, where AWS cannot be reached, later. */
  async decide(id: TaskId, decision: Decision): Promise<DecisionResult> {
    const taken = await this.tasks.decide(id, decision);
    const current = await this.tasks.find(id);
    if (!taken) return { taken, task: current };
    if (!current) throw new PreconditionMissing(`task ${id.kind} of ${id.code} vanished`);
    try {
      await this.finish(current);
    } catch (error) {
      if (!(mapAwsFailure(error) instanceof AwsUnavailable)) throw error;
    }
    return { taken, task: current };
  }

  /**
   * Records the decision's event, tells the workflow, and notes that it was told. Every part may be repeated:
   * an expired or already answered token needs no look at the execution, because a wait that is asked again makes
   * its callback pending again under the new token. Where the wait was given up and an operator is asked what to
   * do, this answer is what they wait for: the repair is decided with it.
   */
  async finish(decided: Task): Promise<void> {
    const { event, output } = decided;
    if (!event || !output) return;
    const id = { code: decided.code, revision: decided.revision };
    await this.#tracker.record(id, event.type as EventType, event.key, event.data as never, event);
    try {
      await this.#workflows.send(
        new SendTaskSuccessCommand({ taskToken: decided.taskToken, output: JSON.stringify(output) }),
      );
    } catch (error) {
      if (!isClosedToken(error)) throw error;
      await this.#goBackTo(decided);
    }
    await this.tasks.finish(decided);
  }

  async #goBackTo(answered: Task): Promise<void> {
    for (const wait of await this.tasks.ofRevision(answered)) {
      const decision = lateAnswer(wait, answered);
      if (decision && !wait.output) await this.decide(wait, decision);
    }
  }
}

function isClosedToken(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TaskTimedOut' || error.name === 'TaskDoesNotExist');
}
