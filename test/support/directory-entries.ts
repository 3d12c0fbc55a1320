import type { Table } from '../../functions/platform/table.ts';
import { rememberItems } from './remember-items.ts';

/** What the directory holds now: agencies, officials, users, offices. The answer puts all of it back, and no more. */
export async function rememberDirectory(table: Table): Promise<() => Promise<void>> {
  return rememberItems(table, {
    FilterExpression: 'sk = :entry',
    ExpressionAttributeValues: { ':entry': 'ENTRY' },
  });
}
