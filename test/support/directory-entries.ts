import { DeleteCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../functions/platform/table.ts';

/** What the directory holds now: agencies, officials, users, offices. The answer puts all of it back, and no more. */
export async function rememberDirectory({ client, name }: Table): Promise<() => Promise<void>> {
  const entries = async () => {
    const found = new Map<string, Record<string, unknown>>();
    const only = { FilterExpression: 'sk = :entry', ExpressionAttributeValues: { ':entry': 'ENTRY' } };
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name, ...only }))
      for (const item of Items) found.set(String(item['pk']), item);
    return found;
  };
  const before = await entries();
  return async () => {
    for (const [pk, now] of await entries()) {
      const then = before.get(pk);
      if (then === undefined)
        await client.send(new DeleteCommand({ TableName: name, Key: { pk, sk: 'ENTRY' } }));
      else if (JSON.stringify(then) !== JSON.stringify(now))
        await client.send(new PutCommand({ TableName: name, Item: then }));
    }
  };
}
