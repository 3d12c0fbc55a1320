/** What the running product hands out of an issued result, and what happens to that later on. */
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import type { RevisionId } from '../../functions/tracking/index.ts';
import type { House } from '../browser/house.ts';
import { at, until } from '../support/acting-office.ts';

const ORDER = 'ban-sao-01';
const listing = z.object({ copies: z.array(z.object({ status: z.string() })) });

/** The file that is served now. */
export function resultOf(house: House, id: RevisionId): Promise<Uint8Array> {
  return fetched(house, `${at(id)}/result`);
}

/** The clerk orders a certified copy (sao y), and the product issues it. */
export async function certifiedCopy(house: House, id: RevisionId): Promise<Uint8Array> {
  const clerk = house.stack.as('clerk');
  await clerk.post(`${at(id)}/copies`, { order: ORDER });
  await until(async () => {
    const { copies } = await clerk.get(`${at(id)}/copies`, listing);
    return copies.find(({ status }) => status === 'issued');
  }, `the copy of ${id.code}`);
  return copyOf(house, id);
}

/** The certified copy as it is served now. */
export function copyOf(house: House, id: RevisionId): Promise<Uint8Array> {
  return fetched(house, `${at(id)}/copies/${ORDER}`);
}

/** The timestamp authority goes on under a new key, and a round of the workflow `renew-timestamps` passes. */
export async function renewTimestamps({ stack }: House): Promise<void> {
  await stack.pki.succeedTimestamp();
  const { region, credentials, accountId } = stack.settings;
  const client = new SFNClient({ region, credentials, endpoint: stack.endpoints.sfn });
  try {
    const stateMachineArn = `arn:aws:states:${region}:${accountId}:stateMachine:renew-timestamps`;
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
    await until(async () => {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'SUCCEEDED' ? status : undefined;
    }, 'the end of a round of renewals');
  } finally {
    client.destroy();
  }
}

async function fetched({ stack }: House, address: string): Promise<Uint8Array> {
  return new Uint8Array(await (await stack.as('clerk').send('GET', address)).arrayBuffer());
}
