import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue } from 'node:sqlite';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Sessions, codes, grants and logins under way, in one database file: they outlive a restart. */
export interface SessionDatabase {
  readonly adapter: AdapterFactory;
  readonly close: () => void;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS entry (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL,
    grantId TEXT, uid TEXT, expiresAt INTEGER,
    PRIMARY KEY (model, id)
  );
  CREATE INDEX IF NOT EXISTS entry_by_grant ON entry (grantId);
  CREATE INDEX IF NOT EXISTS entry_by_uid ON entry (model, uid);
`;

/** Opens the database in the provider's folder. */
export function openSessionDatabase(directory: string): SessionDatabase {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(directory, 'sessions.sqlite'));
  database.exec(schema);
  database.prepare('DELETE FROM entry WHERE expiresAt < ?').run(Date.now());
  return { adapter: (model) => adapterOf(database, model), close: () => database.close() };
}

function adapterOf(database: DatabaseSync, model: string): Adapter {
  const live = 'SELECT payload FROM entry WHERE model = ? AND (expiresAt IS NULL OR expiresAt > ?)';
  const byId = database.prepare(`${live} AND id = ?`);
  const byUid = database.prepare(`${live} AND uid = ?`);
  const put = database.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)');
  const consume = database.prepare(
    "UPDATE entry SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
  );
  const remove = database.prepare('DELETE FROM entry WHERE model = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM entry WHERE grantId = ?');
  return {
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiresIn === undefined ? null : Date.now() + expiresIn * 1000;
      put.run(model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, expiresAt);
    },
    find: async (id) => payloadOf(byId.get(model, Date.now(), id)),
    findByUid: async (uid) => payloadOf(byUid.get(model, Date.now(), uid)),
    findByUserCode: async () => undefined,
    consume: async (id) => void consume.run(Math.floor(Date.now() / 1000), model, id),
    destroy: async (id) => void remove.run(model, id),
    revokeByGrantId: async (grantId) => void revoke.run(grantId),
  };
}

function payloadOf(row: Record<string, SQLOutputValue> | undefined): AdapterPayload | undefined {
  return typeof row?.['payload'] === 'string' ? JSON.parse(row['payload']) : undefined;
}
