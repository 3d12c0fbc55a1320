import { z } from 'zod';
import { ServiceError } from './service-error.ts';

/** The paging fields of List* and GetExecutionHistory. 0 results asked for means the default. */
export const paging = {
  maxResults: z.int().min(0).max(1000).optional(),
  nextToken: z.string().max(1024).optional(),
};

type Paging = { maxResults?: number | undefined; nextToken?: string | undefined };

const DEFAULT_PAGE = 100;
const TOKEN_PREFIX = 'after ';

export type Page<Item> = { items: Item[]; nextToken?: string };

export type Order<Item> = {
  /** Where an item stands in the list: unique, and kept in the token. */
  keyOf: (item: Item) => string;
  /** Whether an item of key `key` comes after one of key `other`. */
  isAfter: (key: string, other: string) => boolean;
};

/**
 * The next page of an ordered list. It begins after the key its token holds, so that items that come
 * and go between two pages shift nothing. @throws ServiceError InvalidToken for a token no list gave.
 */
export function page<Item>(all: readonly Item[], { keyOf, isAfter }: Order<Item>, asked: Paging): Page<Item> {
  const { maxResults = 0, nextToken } = asked;
  const reached = nextToken === undefined ? undefined : readToken(nextToken);
  const left = reached === undefined ? all : all.filter((item) => isAfter(keyOf(item), reached));
  const items = left.slice(0, maxResults === 0 ? DEFAULT_PAGE : maxResults);
  const last = items.at(-1);
  if (last === undefined || items.length === left.length) return { items };
  return { items, nextToken: Buffer.from(`${TOKEN_PREFIX}${keyOf(last)}`).toString('base64url') };
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(TOKEN_PREFIX))
    throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  return text.slice(TOKEN_PREFIX.length);
}
