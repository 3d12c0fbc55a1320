/** The one DynamoDB table: its keys and four generic sparse indexes, all KEYS_ONLY (no personal data in them). */
export const tableKeys = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: ['gsi1', 'gsi2', 'gsi3', 'gsi4'].map((name) => ({
    name,
    partitionKey: `${name}pk`,
    sortKey: `${name}sk`,
  })),
} as const;
