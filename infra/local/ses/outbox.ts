import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { readJsonFile } from '../state/read-json.ts';
import { toMime } from './mime.ts';
import { outboxMessage } from './message.ts';
import type { OutboxMessage } from './message.ts';

const SAFE_ID = /^[A-Za-z0-9-]{1,128}$/u;

/** What was "sent": one `.json` and one `.eml` for each message, in a folder a person can read. */
export interface Outbox {
  readonly directory: string;
  put(message: OutboxMessage): Promise<void>;
  /** All messages, oldest first. */
  list(): Promise<OutboxMessage[]>;
  find(messageId: string): Promise<OutboxMessage | undefined>;
  /** The Internet message of one id. */
  mime(messageId: string): Promise<string | undefined>;
}

/** Opens the folder. A message exists once its `.json` does; the `.eml` is written before it. */
export async function openOutbox(directory: string): Promise<Outbox> {
  await mkdir(directory, { recursive: true });
  const path = (id: string, kind: string): string => join(directory, `${id}.${kind}`);
  const find = async (id: string): Promise<OutboxMessage | undefined> =>
    SAFE_ID.test(id) ? await readJsonFile(path(id, 'json'), outboxMessage) : undefined;
  return {
    directory,
    find,
    put: async (message) => {
      await writeFileAtomically(path(message.messageId, 'eml'), toMime(message));
      await writeFileAtomically(path(message.messageId, 'json'), JSON.stringify(message, null, 2));
    },
    list: async () => {
      const files = (await readdir(directory)).filter((file) => file.endsWith('.json'));
      const messages = await Promise.all(files.map((file) => find(file.slice(0, -'.json'.length))));
      return messages
        .filter((message) => message !== undefined)
        .sort((a, b) => a.sentAt.localeCompare(b.sentAt));
    },
    mime: async (id) =>
      (await find(id)) === undefined ? undefined : await readFile(path(id, 'eml'), 'utf8'),
  };
}
