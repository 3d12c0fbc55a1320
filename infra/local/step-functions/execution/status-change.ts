import type { Execution, ExecutionStatus } from './execution.ts';

/**
 * The `detail` of EventBridge's «Step Functions Execution Status Change» (guide, "Automating Step
 * Functions event delivery with EventBridge"): instants in milliseconds, null where there is none.
 */
export type ExecutionStatusChange = {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: ExecutionStatus;
  startDate: number;
  stopDate: number | null;
  input: string;
  output: string | null;
  error: string | null;
  cause: string | null;
};

export function statusChange({ header, closing }: Execution): ExecutionStatusChange {
  const { executionArn, stateMachineArn, name, input } = header;
  return {
    executionArn,
    stateMachineArn,
    name,
    status: closing?.status ?? 'RUNNING',
    startDate: Date.parse(header.startDate),
    stopDate: closing === undefined ? null : Date.parse(closing.stopDate),
    input,
    output: closing?.output ?? null,
    error: closing?.error ?? null,
    cause: closing?.cause ?? null,
  };
}
