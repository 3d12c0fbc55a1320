import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dossierOf } from '../../functions/intake/index.ts';
import { derOfPem, verifyDocument } from '../../functions/signing/index.ts';
import { issuedFiles, type RevisionId } from '../../functions/tracking/index.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import { auditDossier } from '../../infra/local/audit/audit-revision.ts';
import { openStores } from '../../infra/local/audit/open-stores.ts';
import { Evidence } from '../../infra/demo/evidence.ts';
import { demoPassword } from '../../infra/local/demo/demo-people.ts';
import { requestToken } from '../../infra/local/oidc/request-token.ts';
import { openAuthority, succeedTimestamp } from '../../infra/local/pki/authority.ts';
import { stackSettings } from '../../infra/local/stack-settings.ts';
import { freePort } from '../../infra/local/state/ports.ts';
import { approved, at, reaches } from '../api/dossiers.ts';
import { openFrontDoor } from '../api/front-door.ts';
import { startStackProcess, type StackProcess } from '../support/stack-process.ts';

const RESULTS = 5;
/** The first authority's certificate ends in ten years, the next one's in twelve. */
const DUE_NOW = { RENEWAL_HORIZON_DAYS: '4000' };
/** Milliseconds into a round at which the stack is killed, each time in the same execution. */
const LIVES_MS = [900, 1_800, 2_700];
/** A decision whose list is a file of its own. */
const { data, template } = dossierOf({
  dossier: JSON.parse(readFileSync('examples/dossiers/15-appendix-of-its-own.json', 'utf8')) as unknown,
});
const withAppendix = { data, template };
const settings = stackSettings({ dataDir: '', port: 0 });
const renewalArn = `arn:aws:states:${settings.region}:${settings.accountId}:stateMachine:renew-timestamps`;

let dataDir: string;
let pkiPort: number;
let running: StackProcess | undefined;
let ids: RevisionId[];

/** Results are issued, and the timestamp authority goes on under a new key. */
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'ket-qua-renewal-'));
  pkiPort = await freePort(0);
  const door = await openFrontDoor({ dataDir, pkiPort, scheduleSeconds: 60 });
  try {
    ids = [];
    ids.push(await approved(door, withAppendix));
    while (ids.length < RESULTS) ids.push(await approved(door));
    await Promise.all(ids.map((id) => reaches(door, id, 'returned')));
  } finally {
    await door.close();
  }
  const pki = path.join(dataDir, 'pki');
  await succeedTimestamp(pki, await openAuthority(pki, pkiPort));
}, 300_000);
afterAll(async () => {
  await running?.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

async function workflows<Answer>(stack: StackProcess, ask: (client: SFNClient) => Promise<Answer>) {
  const { region, credentials } = settings;
  const client = new SFNClient({ region, credentials, endpoint: stack.endpoints.sfn });
  return ask(client).finally(() => client.destroy());
}

const begin = (stack: StackProcess, name: string) =>
  workflows(stack, (client) =>
    client.send(new StartExecutionCommand({ stateMachineArn: renewalArn, name, input: '{}' })),
  );

async function ended(stack: StackProcess, name: string): Promise<string | undefined> {
  const executionArn = `${renewalArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return workflows(stack, async (client) => {
    for (;;) {
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== 'RUNNING') return status;
      await sleep(200);
    }
  });
}

async function serves(stack: StackProcess, id: RevisionId, file: string): Promise<Uint8Array> {
  const token = await requestToken(stack.endpoints.oidc, 'clerk', demoPassword);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${stack.url}${at(id)}/${file}`, { headers });
  return new Uint8Array(await answer.arrayBuffer());
}

it('renews every result and appendix once, killed at several moments and gone on with', async () => {
  const port = await freePort(0);
  let stack = (running = await startStackProcess(dataDir, port, pkiPort, DUE_NOW));
  await begin(stack, 'round-1');
  for (const life of LIVES_MS) {
    await sleep(life);
    await stack.kill('SIGKILL');
    stack = running = await startStackProcess(dataDir, port, pkiPort, DUE_NOW);
  }
  expect(await ended(stack, 'round-1')).toBe('SUCCEEDED');
  await begin(stack, 'round-2');
  expect(await ended(stack, 'round-2')).toBe('SUCCEEDED');

  const evidence = new Evidence({ settings: stackSettings({ dataDir, port }), endpoints: stack.endpoints });
  const roots = derOfPem([await evidence.roots()]);
  for (const id of ids) {
    const { events } = await evidence.log(id);
    const files = issuedFiles(events);
    expect(files.map(({ kind }) => kind)).toEqual(id === ids[0] ? ['appendix', 'result'] : ['result']);
    for (const { kind, versions } of files) {
      const [first, renewed, ...more] = versions;
      expect(more, id.code).toEqual([]);
      const pdf = await serves(stack, id, kind === 'result' ? 'result' : 'appendices/1');
      expect(sha256(pdf), id.code).toBe(renewed!.sha256);
      expect(sha256(pdf.subarray(0, first!.size)), id.code).toBe(first!.sha256);
      const text = Buffer.from(pdf).toString('latin1');
      const made = [...text.matchAll(/\/Type \/(Sig|DocTimeStamp)\b/g)].map(([, type]) => type);
      const signatures = kind === 'result' ? ['Sig', 'Sig'] : ['Sig'];
      expect(made, id.code).toEqual([...signatures, 'DocTimeStamp', 'DocTimeStamp']);
      expect(verifyDocument(pdf, { roots, now: new Date() }).verdict, id.code).toBe('valid');
    }
  }
}, 300_000);

it('leaves logs that npm run audit finds whole, with the renewals in them', async () => {
  const stores = (await openStores(dataDir, {}))!;
  for (const { code } of ids) {
    const audits = await auditDossier(stores, code);
    expect(
      audits.map(({ faults }) => faults),
      code,
    ).toEqual([[]]);
    expect(
      audits[0]?.events.map(({ type }) => type),
      code,
    ).toContain('file-renewed');
  }
  await stores.close();
});
