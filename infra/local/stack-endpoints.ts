/** Addresses of everything the stack runs or uses, by the SDK's names where it has one. */
export interface StackEndpoints {
  readonly dynamodb: string;
  readonly s3: string;
  readonly kms: string;
  readonly sesv2: string;
  readonly sfn: string;
  readonly lambda: string;
  readonly oidc: string;
  readonly pki: string;
  readonly csc: string;
}

/** File in the data folder that names a running stack's addresses, for the shell's tools. */
export const STACK_FILE = 'stack.json';
