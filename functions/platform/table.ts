import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The one table and the client that reaches it; what every repository is made from. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** True when a conditional write was refused: somebody else's write came first. */
export function isConditionRefused(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
