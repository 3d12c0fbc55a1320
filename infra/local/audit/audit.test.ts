import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleDossier } from '../../../test/support/province.ts';
import { canonicalJson, sha256 } from '../../../functions/platform/digest.ts';
import { keepChainHead, Tracker } from '../../../functions/tracking/index.ts';
import { runAudit } from '../cli/run-audit.ts';
import { startDynamoDb } from '../dynamodb/server.ts';
import { provisionTable } from '../provision.ts';
import { defaults, embeddedCredentials } from '../stack-settings.ts';
import { auditDossier } from './audit-revision.ts';
import { openStores, type Stores } from './open-stores.ts';

let dataDir: string;
let stores: Stores;
let code: string;
const clock = () => new Date('2026-11-23T02:00:00Z');

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ket-qua-audit-'));
  const { region, accountId, tableName } = defaults;
  const service = await startDynamoDb({ directory: join(dataDir, 'dynamodb'), port: 0, region, accountId });
  const client = new DynamoDBClient({ endpoint: service.url, region, credentials: embeddedCredentials });
  await provisionTable(client, tableName);
  client.destroy();
  await service.close();
  stores = await opened();
});
beforeEach(async () => {
  code = await issuedDossier();
});
afterAll(async () => {
  await stores.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function opened(): Promise<Stores> {
  const found = await openStores(dataDir, {});
  if (!found) throw new Error('the data folder cannot be opened');
  return found;
}

/** A dossier issued as the product does, with its file and the head of its log in the archive. */
async function issuedDossier(): Promise<string> {
  const tracker = new Tracker(stores.table, clock);
  const dossier = await sampleDossier();
  const id = { code: dossier.code, revision: 1 };
  const contentHash = sha256(canonicalJson(dossier));
  const { agency, official, dueOn } = dossier;
  const facts = { agency, official, dueOn, channels: ['counter' as const], contentHash };
  const acceptedAt = clock().toISOString();
  await tracker.revisions.put({
    v: 1,
    ...id,
    ...facts,
    acceptedAt,
    dossier,
    verifyId: 'x',
    status: 'accepted',
    projected: 0,
  });
  const { template, procedure } = dossier;
  const accepted = { ...facts, template, procedure: procedure.code };
  await tracker.record(id, 'dossier-accepted', 'dossier-accepted', accepted);
  const pdf = Buffer.from('%PDF-1.7');
  const key = `results/2026/${id.code}-r1/${sha256(pdf)}.pdf`;
  const { versionId } = await stores.archive.putOnce(key, pdf, 'application/pdf');
  const archived = { key, versionId, sha256: sha256(pdf), size: pdf.byteLength };
  const { event } = await tracker.record(id, 'result-archived', 'result-archived', archived);
  const head = Buffer.from(JSON.stringify({ v: 1, head: event.hash }));
  await stores.archive.putOnce(key.replace('.pdf', '.json'), head, 'application/json');
  return id.code;
}

/** Its timestamps renewed as the product does: a longer file beside the first, with the head of the log beside it. */
async function renewed(pdf: Buffer): Promise<void> {
  const tracker = new Tracker(stores.table, clock);
  const from = sha256('%PDF-1.7');
  const key = `results/2026/${code}-r1/${sha256(pdf)}.pdf`;
  const { versionId } = await stores.archive.putOnce(key, pdf, 'application/pdf');
  const file = { key, versionId, sha256: sha256(pdf), size: pdf.byteLength, from };
  const times = { stampedAt: clock().toISOString(), certificatesEnd: clock().toISOString() };
  const { event } = await tracker.record({ code, revision: 1 }, 'file-renewed', `file-renewed:${from}`, {
    ...file,
    ...times,
  });
  await keepChainHead(stores.archive, key, event, { from });
}

const faults = async () => (await auditDossier(stores, code)).flatMap((audit) => audit.faults);
const change = (sk: string, set: string, value: unknown) =>
  stores.table.client.send(
    new UpdateCommand({
      TableName: stores.table.name,
      Key: { pk: `DOSSIER#${code}`, sk },
      UpdateExpression: `SET ${set} = :value`,
      ExpressionAttributeNames: { '#data': 'data' },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
const remove = (sk: string) =>
  stores.table.client.send(
    new DeleteCommand({ TableName: stores.table.name, Key: { pk: `DOSSIER#${code}`, sk } }),
  );

describe('the audit of a dossier', () => {
  it('finds a log whole', async () => {
    expect(await auditDossier(stores, code)).toMatchObject([
      { revision: 1, status: 'issued', events: [{ seq: 1 }, { seq: 2 }], faults: [] },
    ]);
  });

  it('finds what was changed in an event', async () => {
    await change('EVENT#0001#000001', '#data.official', 'somebody-else');
    expect(await faults()).toEqual([expect.stringContaining('#1: nội dung đã bị sửa')]);
  });

  it('finds an event taken out, at the front and at the end', async () => {
    await remove('EVENT#0001#000002');
    expect(await faults()).toEqual([
      expect.stringContaining('the log was longer before'),
      expect.stringContaining('the tail was cut off'),
      expect.stringContaining('missing or changed'),
    ]);
    await remove('EVENT#0001#000001');
    expect(await faults()).toEqual([expect.stringContaining('no acceptance first')]);
  });

  it('finds a tail cut off behind the archived head', async () => {
    const head = Buffer.from(JSON.stringify({ head: 'f'.repeat(64) }));
    const [audit] = await auditDossier(stores, code);
    const key = `results/2026/${code}-r1/${sha256('%PDF-1.7')}.json`;
    await stores.archive.replace(key, head, 'application/json');
    expect(audit?.faults).toEqual([]);
    expect(await faults()).toEqual([expect.stringContaining('the tail was cut off')]);
  });

  it('finds an event no version of the product can have written', async () => {
    await change('EVENT#0001#000002', '#data.sha256', { not: 'a hash' });
    expect(await faults()).toEqual([expect.stringContaining('cannot be read')]);
  });

  it('finds a dossier that is not the one accepted, and one that is gone', async () => {
    await change('REV#0001', 'dossier.#data', {});
    expect(await faults()).toEqual([expect.stringContaining('not the one accepted')]);
    await remove('REV#0001');
    expect(await faults()).toEqual([expect.stringContaining('is gone')]);
  });

  it('finds a renewed result whole, and each of its files that is gone or did not grow from the one before', async () => {
    await renewed(Buffer.from('%PDF-1.7 longer'));
    expect(await faults()).toEqual([]);
    await stores.archive.replace(
      `results/2026/${code}-r1/${sha256('%PDF-1.7')}.pdf`,
      Buffer.from('%PDF-1.4'),
      'application/pdf',
    );
    expect(await faults()).toEqual([expect.stringContaining('missing or changed')]);
  });

  it('finds a renewed file that is another one', async () => {
    await renewed(Buffer.from('%PDF-2.0 another'));
    expect(await faults()).toEqual([expect.stringContaining('missing or changed')]);
  });

  it('finds the cut of a renewal, though the log is whole up to when it was archived', async () => {
    await renewed(Buffer.from('%PDF-1.7 longer'));
    await remove('EVENT#0001#000003');
    expect(await faults()).toEqual([expect.stringContaining('the tail was cut off')]);
  });

  it.each([
    ['copy', 'copies'],
    ['appendix', 'results'],
  ] as const)('finds a renewed %s whole, and one that is gone or was changed', async (kind, folder) => {
    const [first, longer] = [Buffer.from(`%PDF-1.7 ${kind}`), Buffer.from(`%PDF-1.7 ${kind} longer`)];
    const tracker = new Tracker(stores.table, clock);
    const id = { code, revision: 1 };
    const kept = async (pdf: Buffer) => {
      const key = `${folder}/2026/${code}-r1/${sha256(pdf)}.pdf`;
      const { versionId } = await stores.archive.putOnce(key, pdf, 'application/pdf');
      return { key, versionId, sha256: sha256(pdf), size: pdf.byteLength };
    };
    const stored = await kept(first);
    if (kind === 'copy') {
      const named = { order: 'ban-sao-01', symbol: '01/SY-UBND', date: '2026-11-23' };
      await tracker.record(id, 'copy-issued', 'copy-issued:ban-sao-01', { ...named, ...stored });
    } else {
      await tracker.record(id, 'appendix-archived', 'appendix-archived:1', { appendix: 1, ...stored });
    }
    expect(await faults()).toEqual([]);
    const from = stored.sha256;
    const times = { stampedAt: clock().toISOString(), certificatesEnd: clock().toISOString() };
    const later = { ...(await kept(longer)), from, ...times };
    const { event } = await tracker.record(id, 'file-renewed', `file-renewed:${from}`, later);
    expect(await faults()).toEqual([expect.stringContaining('the chain head')]);
    await keepChainHead(stores.archive, later.key, event, { from });
    expect(await faults()).toEqual([]);
    await stores.archive.replace(stored.key, Buffer.from('%PDF-1.4'), 'application/pdf');
    expect(await faults()).toEqual([
      expect.stringMatching(`an archived ${kind} is missing or changed: .*${from}`),
    ]);
  });

  it('finds an archived file that was changed', async () => {
    const key = `results/2026/${code}-r1/${sha256('%PDF-1.7')}.pdf`;
    await stores.archive.replace(key, Buffer.from('%PDF-1.4'), 'application/pdf');
    expect(await faults()).toEqual([expect.stringContaining('missing or changed')]);
  });
});

const run = (...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, ['infra/local/cli/audit.ts', ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

/** The same in this process, which spares the start of another. */
async function runHere(...args: string[]): Promise<{ code: number; stderr: string }> {
  const complaints: string[] = [];
  const terminal = { log: () => {}, error: (text: string) => complaints.push(text) };
  const code = await runAudit(args, {}, terminal);
  return { code, stderr: complaints.join('\n') };
}

describe('npm run audit', () => {
  it('ends with 0 for a whole log, 1 for a broken one, 2 for an unknown dossier, folder or argument', async () => {
    await stores.close();
    const [whole, unwritten] = await Promise.all([run(code, '--data', dataDir), run()]);
    expect(whole).toMatchObject({ code: 0, stdout: expect.stringContaining('TOÀN VẸN / WHOLE: 2') });
    expect(whole.stdout).toContain('dossier-accepted');
    expect(unwritten).toMatchObject({ code: 2, stderr: expect.stringContaining('usage') });
    const unknown = { code: 2, stderr: expect.stringContaining('No dossier') };
    expect(await runHere('H01.12-991231-9999', '--data', dataDir)).toMatchObject(unknown);
    expect(await runHere(code, '--data', join(dataDir, 'nowhere'))).toMatchObject(unknown);
    stores = await opened();
    await change('EVENT#0001#000001', '#data.official', 'somebody-else');
    await stores.close();
    expect(await run(code, '--data', dataDir)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('HỎNG / BROKEN'),
    });
    stores = await opened();
  });
});
