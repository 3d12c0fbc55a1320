import type { Clock } from '../clock.ts';
import type { ExecutionStore } from '../store/execution-store.ts';
import type { MachineStore } from '../store/machine-store.ts';
import { Activity } from './activity.ts';
import { carryOut, decide } from './decision.ts';
import { deadlineOf, endFullHistory, endTimedOut } from './ending.ts';
import { Execution, type ExecutionHeader } from './execution.ts';
import { invokeTask, type InvokeFunction } from './invocation.ts';
import { begin } from './entering.ts';
import type { Moment } from './moment.ts';
import { Recorder } from './recorder.ts';
import { statusChange, type ExecutionStatusChange } from './status-change.ts';
import {
  answerCall,
  callLimit,
  endTask,
  nextDue,
  taskOf,
  timeoutFailure,
  type TaskOutcome,
} from './task-outcome.ts';
import type { InvokingStep, Step, Track } from './track.ts';

const DEADLINE_TIMER = '#deadline';
/** How long a closing engine waits for functions under way before it leaves them to be called again. */
const CLOSING_GRACE_MS = 3000;

export type EngineParts = {
  region: string;
  clock: Clock;
  random: () => number;
  invoke: InvokeFunction;
  executions: ExecutionStore;
  machines: MachineStore;
  onStatusChange: (event: ExecutionStatusChange) => void;
};

/** Runs executions: a track goes on until it waits, then everything is written, then what it waits for begins. */
export class Engine {
  readonly parts: EngineParts;
  private readonly recorder: Recorder;
  private readonly activity = new Activity();
  private stopped = false;

  constructor(parts: EngineParts) {
    this.parts = parts;
    this.recorder = new Recorder(parts);
  }

  get running(): Map<string, Execution> {
    return this.recorder.running;
  }

  /** False once what is asked would not be kept: the engine is closed, or cannot write any more. */
  get serves(): boolean {
    return this.recorder.records;
  }

  start(header: ExecutionHeader): void {
    const execution = new Execution(header, this.parts.machines.definition(header.definitionHash));
    const root = begin(execution, new Date(header.startDate));
    this.recorder.begin(execution, header);
    this.armDeadline(execution);
    this.wake(execution, root);
    this.parts.onStatusChange(statusChange(execution));
  }

  /** Goes on with everything an earlier process left unfinished. */
  resumeAll(): void {
    for (const { header, records } of this.parts.executions.openExecutions()) {
      const execution = new Execution(header, this.parts.machines.definition(header.definitionHash));
      for (const record of records) execution.restore(record);
      if (execution.closing === undefined) this.running.set(header.executionArn, execution);
      else this.recorder.retire(execution);
    }
    for (const execution of this.running.values()) this.resume(execution);
  }

  /** One indivisible change to an execution, written before this returns. */
  change(execution: Execution, alter: (moment: Moment) => void): void {
    alter(this.moment(execution));
    this.recorder.write(execution);
  }

  /** Resolves when nothing is being computed and no function is being called. */
  idle(): Promise<void> {
    return this.activity.idle();
  }

  /** Stops timers and waits a little for functions under way; the answers that have come by then are kept. */
  async close(): Promise<void> {
    this.stopped = true;
    for (const execution of this.running.values()) execution.disarmAll();
    await this.activity.idle(CLOSING_GRACE_MS);
    this.recorder.end();
  }

  /** Sets the timer a waiting track needs, in place of any it had. */
  arm(execution: Execution, track: Track): void {
    execution.disarm(track.id);
    const due = nextDue(track.step);
    if (due === null || this.stopped || execution.closing !== undefined) return;
    const { step } = track;
    const cancel = this.parts.clock.setTimer(due, () => {
      if (!this.stopped && track.step === step) this.fire(execution, track);
    });
    execution.timers.set(track.id, cancel);
  }

  private resume(execution: Execution): void {
    this.armDeadline(execution);
    for (const track of execution.tracks.values()) {
      const { step } = track;
      if (step.kind === 'invoking' && !this.isLate(step)) {
        execution.change(track, { step: { ...step, deliveries: step.deliveries + 1 } });
        this.recorder.write(execution);
      }
      this.wake(execution, track);
    }
  }

  private isLate(step: Step): boolean {
    const due = nextDue(step);
    return due !== null && due <= this.parts.clock.now();
  }

  private armDeadline(execution: Execution): void {
    if (this.stopped) return;
    const cancel = this.parts.clock.setTimer(deadlineOf(execution), () => {
      this.change(execution, ({ at }) => endTimedOut(execution, at));
    });
    execution.timers.set(DEADLINE_TIMER, cancel);
  }

  private moment(execution: Execution): Moment {
    const wake = (track: Track) => this.wake(execution, track);
    return { at: this.parts.clock.now(), region: this.parts.region, wake };
  }

  private wake(execution: Execution, track: Track): void {
    this.activity.run(() => this.drive(execution, track));
  }

  private isCurrent(execution: Execution, track: Track): boolean {
    return execution.closing === undefined && execution.tracks.get(track.id) === track;
  }

  private async drive(execution: Execution, track: Track): Promise<void> {
    while (!this.stopped && this.isCurrent(execution, track) && !execution.historyIsFull) {
      const { step } = track;
      if (step.kind !== 'entered' && step.kind !== 'returned' && step.kind !== 'failed') break;
      const decided = await decide(this.parts, execution, track);
      if (!this.isCurrent(execution, track) || track.step !== step) return;
      carryOut(execution, track, decided, this.moment(execution));
    }
    if (execution.historyIsFull && execution.closing === undefined) {
      endFullHistory(execution, this.parts.clock.now());
    }
    this.recorder.write(execution);
    if (!this.stopped && this.isCurrent(execution, track)) this.await(execution, track);
  }

  private await(execution: Execution, track: Track): void {
    this.arm(execution, track);
    const { step } = track;
    if (step.kind === 'invoking' && !this.isLate(step)) this.call(execution, track, step);
  }

  private call(execution: Execution, track: Track, step: InvokingStep): void {
    const { scheduledEventId } = step.task;
    const settle = (outcome: TaskOutcome) => {
      const now = taskOf(track.step);
      if (!this.isCurrent(execution, track) || now?.scheduledEventId !== scheduledEventId) return;
      this.change(execution, (moment) => answerCall(execution, track, outcome, moment));
      this.arm(execution, track);
    };
    const begun = () => {
      const limit = callLimit(step.task);
      if (this.stopped || track.step !== step || limit === undefined) return;
      const { milliseconds, failure } = limit;
      const tooLong = () => {
        if (!this.stopped) settle({ ok: false, failure });
      };
      execution.disarm(track.id);
      execution.timers.set(track.id, this.parts.clock.countDown(milliseconds, tooLong));
    };
    this.activity.run(async () => settle(await invokeTask(this.parts.invoke, step, begun)));
  }

  private fire(execution: Execution, track: Track): void {
    const { step } = track;
    this.change(execution, (moment) => {
      if (step.kind === 'retrying') execution.change(track, { step: { kind: 'entered' } });
      if (step.kind === 'waiting') execution.change(track, { step: { kind: 'returned', result: null } });
      const task = taskOf(step);
      if (task === undefined) moment.wake(track);
      else endTask(execution, track, { ok: false, failure: timeoutFailure(task, moment.at) }, moment);
    });
  }
}
