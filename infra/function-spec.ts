/**
 * A Lambda function of the product: what is bundled, deployed and run on one machine. Rights are granted in the
 * stacks, per function; here is what is the same everywhere.
 */
export interface FunctionSpec {
  /** stable name; a running execution calls it years after it started */
  readonly name: string;
  /** handler source, exporting `handler` */
  readonly entry: string;
  /** seconds; below the workflow's TimeoutSeconds, above every client's limit */
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** runs side by side at most; taken from the account's quota */
  readonly concurrency?: number;
  /** environment variables it reads (see functions/platform/env.ts) */
  readonly environment: readonly string[];
  /** folders or files copied beside the bundle: from the repository root, to the bundle */
  readonly assets?: readonly { readonly from: string; readonly to: string }[];
  /** HTTP API routes it answers, as API Gateway writes them */
  readonly routes?: readonly string[];
  /** minutes between scheduled runs */
  readonly everyMinutes?: number;
  /** also runs when an execution's status changes */
  readonly onExecutionStatus?: boolean;
}
