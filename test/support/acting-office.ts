import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Directory } from '../../functions/directory/index.ts';
import { dossierOf, type Dossier } from '../../functions/intake/index.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import type { Table } from '../../functions/platform/table.ts';
import { Tracker, type RevisionId, type Status } from '../../functions/tracking/index.ts';
import type { ApiClient } from '../../infra/demo/api-client.ts';
import { lookUntil } from './look-until.ts';
import { standing } from './standing.ts';
import type { WatchedStack } from './watched-stack.ts';

/** A running stack with what acts on it: its users by name, its log, its directory. */
export interface ActingOffice {
  readonly stack: WatchedStack;
  readonly table: Table;
  readonly tracker: Tracker;
  readonly directory: Directory;
  user(name: string): ApiClient;
  close(): void;
}

const PATIENCE_MS = 90_000;

export function openActingOffice(stack: WatchedStack): ActingOffice {
  const { region, credentials, tableName: name } = stack.settings;
  const inner = new DynamoDBClient({ region, credentials, endpoint: stack.endpoints.dynamodb });
  const client = DynamoDBDocumentClient.from(inner, { marshallOptions: { removeUndefinedValues: true } });
  const table = { client, name };
  const users = new Map<string, ApiClient>();
  return {
    stack,
    table,
    tracker: new Tracker(table, () => new Date()),
    directory: new Directory(table),
    user: (username) => {
      const known = users.get(username) ?? stack.as(username);
      users.set(username, known);
      return known;
    },
    close: () => inner.destroy(),
  };
}

export const at = ({ code, revision }: RevisionId) => `/dossiers/${code}/revisions/${revision}`;

/** Looks until there is something to see. */
export async function until<Seen>(look: () => Promise<Seen | undefined>, what: string): Promise<Seen> {
  const seen = await lookUntil(look, (each) => each !== undefined, PATIENCE_MS);
  if (seen === undefined) throw new Error(`it never came: ${what}`);
  return seen;
}

export function reaches(office: ActingOffice, id: RevisionId, ...wanted: Status[]): Promise<Status> {
  return until(
    async () => {
      const { status } = await standing(office, id);
      return wanted.includes(status) ? status : undefined;
    },
    `${id.code} r${id.revision} ${wanted.join(' or ')}`,
  );
}

let dossiers = 0;

/** Submits an example under a code of its own. */
export async function submitExample(office: ActingOffice, example: string): Promise<RevisionId> {
  const content: unknown = JSON.parse(readFileSync(`examples/dossiers/${example}.json`, 'utf8'));
  const dossier: Dossier = {
    ...dossierOf({ dossier: content }),
    code: `H15.27-261112-${String(7_000 + (dossiers += 1))}`,
    revision: 1,
  };
  await office.user('integration').post('/dossiers', dossier);
  return { code: dossier.code, revision: 1 };
}

/** The official reads the draft, as text and as a picture, and approves it. */
export async function approve(office: ActingOffice, id: RevisionId): Promise<void> {
  await reaches(office, id, 'awaiting-approval');
  const official = office.user('official');
  await official.download(`${at(id)}/pages/1`);
  const draft = await official.download(`${at(id)}/result`);
  await official.post(`${at(id)}/decision`, { decision: 'approve', sha256: sha256(draft) });
}
