import type { ExecutionStore } from '../store/execution-store.ts';
import type { Execution, ExecutionHeader } from './execution.ts';
import { statusChange, type ExecutionStatusChange } from './status-change.ts';

export type RecorderParts = {
  executions: ExecutionStore;
  onStatusChange: (event: ExecutionStatusChange) => void;
};

/** The one way from memory to the journals, and the executions that are in both. */
export class Recorder {
  readonly running = new Map<string, Execution>();
  private readonly parts: RecorderParts;
  private ended = false;

  constructor(parts: RecorderParts) {
    this.parts = parts;
  }

  /** Whether what is asked of the engine would be kept. */
  get records(): boolean {
    return !this.ended && !this.parts.executions.hasFailed;
  }

  /**
   * From here on nothing is written. Functions may answer late, and those whose sandbox is being ended fail:
   * neither is the outcome of a step, which the next process calls again.
   */
  end(): void {
    this.ended = true;
  }

  /** Writes an execution's first record; it runs once that has succeeded. */
  begin(execution: Execution, header: ExecutionHeader): void {
    this.write(execution, header);
    this.running.set(header.executionArn, execution);
  }

  /** Writes what has happened since the last record. */
  write(execution: Execution, header?: ExecutionHeader): void {
    if (this.ended) return;
    const record = execution.takePending();
    if (record === undefined) return;
    this.parts.executions.append(
      execution.header.executionArn,
      header === undefined ? record : { header, ...record },
    );
    if (record.closing !== undefined) this.retire(execution);
  }

  /** The end is in the journal: tell it, and put the journal away. Told again if a kill comes between. */
  retire(execution: Execution): void {
    const { header, closing } = execution;
    if (closing === undefined) return;
    execution.disarmAll();
    this.running.delete(header.executionArn);
    try {
      this.parts.onStatusChange(statusChange(execution));
    } finally {
      const { executionArn, name, stateMachineArn, startDate } = header;
      const { status, stopDate } = closing;
      this.parts.executions.archive({ executionArn, name, stateMachineArn, startDate, stopDate, status });
    }
  }
}
