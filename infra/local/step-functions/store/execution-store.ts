import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  existsSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Closing, ExecutionHeader, JournalRecord } from '../execution/execution.ts';

/** What the index keeps of a closed execution; its journal holds the rest. */
export type ClosedExecution = {
  executionArn: string;
  name: string;
  stateMachineArn: string;
  startDate: string;
  stopDate: string;
  status: Closing['status'];
};

/** Journals hold task tokens and what the dossiers say. */
const PRIVATE = 0o600;

export type JournalledExecution = { header: ExecutionHeader; records: JournalRecord[] };

/**
 * The executions on disk: one append-only journal each, of one JSON record a line, in `running/`,
 * moved to `closed/` at the end and summed up in `closed.jsonl`. An append is one write call, so
 * a killed process leaves at most a last line without its end, which the next start cuts off.
 */
export class ExecutionStore {
  readonly closed = new Map<string, ClosedExecution>();
  private readonly directory: string;
  private failure: unknown;

  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(join(directory, 'running'), { recursive: true });
    mkdirSync(join(directory, 'closed'), { recursive: true });
    for (const summary of readLines<ClosedExecution>(this.indexPath())) {
      this.closed.set(summary.executionArn, summary);
    }
  }

  /** Reads the journals of everything that was running when the last process ended. */
  *openExecutions(): Generator<JournalledExecution> {
    const files = readdirSync(join(this.directory, 'running'));
    for (const file of files.filter((name) => name.endsWith('.jsonl'))) {
      const path = join(this.directory, 'running', file);
      const records = readLines<JournalRecord>(path);
      const header = records[0]?.header;
      if (header === undefined) rmSync(path);
      else yield { header, records };
    }
  }

  /** Adds a record to an execution's journal. A failure ends the process; until then every later write fails. */
  append(executionArn: string, record: JournalRecord): void {
    this.write(this.runningPath(executionArn), record);
  }

  /** Lists a finished execution in the index and moves its journal out of the way of the next start. */
  archive(summary: ClosedExecution): void {
    if (!this.closed.has(summary.executionArn)) {
      this.write(this.indexPath(), summary);
      this.closed.set(summary.executionArn, summary);
    }
    const running = this.runningPath(summary.executionArn);
    if (existsSync(running)) this.orEnd(() => renameSync(running, this.closedPath(summary.executionArn)));
  }

  /** An execution's whole journal, running or closed. */
  read(executionArn: string): JournalRecord[] {
    const isClosed = this.closed.has(executionArn);
    return readLines<JournalRecord>(
      isClosed ? this.closedPath(executionArn) : this.runningPath(executionArn),
    );
  }

  /** Memory is ahead of the disk: nothing may be answered from it any more. */
  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  private write(path: string, record: JournalRecord | ClosedExecution): void {
    this.orEnd(() => appendFileSync(path, `${JSON.stringify(record)}\n`, { mode: PRIVATE }));
  }

  /**
   * Whoever called learns of the failure, and it ends the process, whoever that was and whatever they make
   * of it: the next process starts from what is written.
   */
  private orEnd(change: () => void): void {
    if (this.failure !== undefined) throw this.failure;
    try {
      change();
    } catch (error) {
      this.failure = error;
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  }

  private indexPath(): string {
    return join(this.directory, 'closed.jsonl');
  }

  private runningPath(executionArn: string): string {
    return join(this.directory, 'running', fileName(executionArn));
  }

  private closedPath(executionArn: string): string {
    return join(this.directory, 'closed', fileName(executionArn));
  }
}

/** Readable where the name is plain, and one file per execution on any file system. */
function fileName(executionArn: string): string {
  const name = executionArn.slice(executionArn.lastIndexOf(':') + 1).replaceAll(/[^A-Za-z0-9_-]/g, '_');
  return `${name}.${createHash('sha256').update(executionArn).digest('hex').slice(0, 16)}.jsonl`;
}

/** Reads one JSON value a line, after cutting off a last line that was never finished. */
function readLines<Line>(path: string): Line[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(path, end);
  const lines = bytes.subarray(0, end).toString().split('\n');
  return lines.filter((line) => line !== '').map((line): Line => JSON.parse(line));
}
