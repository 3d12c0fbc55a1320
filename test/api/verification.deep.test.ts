import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { utimes } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { vietnamDay } from '../../functions/platform/clock.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import { uploadOffer, verifiedFile } from '../../functions/portal/api/verification-schemas.ts';
import { readLogs } from '../support/function-logs.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { approved, at, awaitingApproval, reaches } from './dossiers.ts';
import { expectRefusal, type Answer, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

const EVERYBODY = { accept: 'text/html' };

let door: FrontDoor;
let s3: S3Client;
let id: RevisionId;
let draftOf: RevisionId;
let issued: Buffer;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  const { region, credentials } = door.stack.settings;
  s3 = new S3Client({ region, credentials, endpoint: door.stack.endpoints.s3 });
  [id, draftOf] = await Promise.all([approved(door, { delivery: { counter: {} } }), awaitingApproval(door)]);
  await reaches(door, id, 'issued');
  issued = await download(id);
}, 180_000);
beforeEach(() => door.forgetRates());
afterAll(() => s3.destroy());

const download = async (of: RevisionId, as = 'integration') =>
  Buffer.from((await door.ask(`${at(of)}/result`, { as })).bytes);

const offer = async () => (await door.ask('/verify/uploads', { raw: '' })).json(uploadOffer);

/** As a form of a browser: the fields first, the file last. */
function send({ url, fields }: { url: string; fields: Record<string, string> }, file: Uint8Array) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), 'kết quả của tôi.pdf');
  return fetch(url, { method: 'POST', body: form, redirect: 'manual' });
}

async function upload(file: Uint8Array): Promise<string> {
  const offered = await offer();
  const sent = await send(offered, file);
  expect(sent.status).toBe(204);
  return offered.upload;
}

const verify = (name: string): Promise<Answer> => door.ask('/verify', { body: { upload: name } });

async function verified(file: Uint8Array) {
  const answer = await verify(await upload(file));
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
  return answer.json(verifiedFile);
}

const uploads = async () => {
  const list = new ListObjectsV2Command({ Bucket: door.stack.settings.buckets.work, Prefix: 'uploads/' });
  return ((await s3.send(list)).Contents ?? []).map(({ Key }) => Key);
};

/** Where the last signature's value stands, the only bytes nothing covers. */
function lastRoom(pdf: Buffer): [number, number] {
  const ranges = [...pdf.toString('latin1').matchAll(/\/ByteRange \[ ?0 (\d+) (\d+)/g)];
  const [, start, end] = ranges.at(-1) ?? [];
  return [Number(start), Number(end)];
}

describe('a file we issued', () => {
  it('is valid, and byte for byte the one in force, with who, when and how for each signature', async () => {
    const { archived, number } = await door.tracker.state(id);
    const file = await verified(issued);
    expect(file).toMatchObject({
      verdict: 'valid',
      readable: true,
      asIssued: true,
      sha256: archived?.sha256,
      findings: [],
      origin: {
        state: 'issued',
        agency: 'Ủy ban nhân dân phường Buôn Ma Thuột',
        symbol: number?.symbol,
        date: number?.date,
      },
    });
    const [official, agency, timestamp] = file.signatures;
    expect(official).toMatchObject({
      kind: 'certification',
      indication: 'TOTAL-PASSED',
      level: 'B-LTA',
      integrity: 'intact',
      chain: 'trusted',
      revocation: 'good',
      coverage: 'whole-revision',
      provedTime: { by: 'signature timestamp' },
      changes: { level: 'form-filling' },
      notChecked: [],
    });
    expect(official?.signer.organisation).toMatch(/Ủy ban nhân dân/);
    expect(official?.issuer.name).toBeTruthy();
    expect(agency).toMatchObject({ kind: 'approval', indication: 'TOTAL-PASSED', level: 'B-LTA' });
    expect(timestamp).toMatchObject({ kind: 'timestamp', coverage: 'whole-file' });
  });

  it('is not valid once a covered byte is another, and no longer known', async () => {
    const changed = Buffer.from(issued);
    changed.writeUInt8(changed.readUInt8(1_000) ^ 1, 1_000);
    const file = await verified(changed);
    expect(file).toMatchObject({ verdict: 'not-valid', origin: { state: 'not-ours' } });
    expect(file.asIssued).toBeUndefined();
    expect(file.signatures.map(({ integrity }) => integrity)).toContain('broken');
  });

  it('is not byte for byte as issued where only the value of its last signature was rewritten', async () => {
    const changed = Buffer.from(issued);
    const [start, end] = lastRoom(changed);
    const value = changed.toString('latin1', start, end);
    const other = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
    changed.write(other, start, 'latin1');
    expect(await verified(changed)).toMatchObject({
      verdict: 'valid',
      asIssued: false,
      origin: { state: 'altered' },
    });
  });

  it('is known in each earlier signed revision, and not in the draft before', async () => {
    const ends = [...issued.toString('latin1').matchAll(/%%EOF\r?\n?/g)].map(
      ({ index, 0: mark }) => index + mark.length,
    );
    expect(ends.length).toBeGreaterThan(3);
    const states = [];
    for (const end of ends) states.push((await verified(issued.subarray(0, end))).origin.state);
    expect(states[0]).toBe('not-ours');
    expect(new Set(states.slice(1, -1))).toEqual(new Set(['earlier-revision']));
    expect(states.at(-1)).toBe('issued');
  });

  it('is altered where somebody appended to it', async () => {
    const file = await verified(Buffer.concat([issued, Buffer.from('\n% thêm\n')]));
    expect(file).toMatchObject({ verdict: 'not-valid', origin: { state: 'altered' }, asIssued: false });
    expect(file.findings.map(({ code }) => code)).toEqual(['trailing-bytes']);
  });

  it('says nothing of the person, the official’s id or the dossier that the file does not say', async () => {
    const { text } = await verify(await upload(issued));
    for (const personal of ['Hạnh', '066190', 'hong.hanh', '0905123456', id.code, 'chu-tich']) {
      expect(text).not.toContain(personal);
    }
  });
});

describe('any other file', () => {
  it('is judged by its own signatures, and none of ours', async () => {
    const foreign = readFileSync('test/fixtures/signed-by-pyhanko/archived.pdf');
    const file = await verified(foreign);
    expect(file).toMatchObject({ verdict: 'cannot-tell', readable: true, origin: { state: 'not-ours' } });
    expect(file.signatures[0]).toMatchObject({
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      chain: 'untrusted',
      revocation: 'not-checked',
    });
  });

  it('is not valid without a signature, such as a draft of ours', async () => {
    expect(await verified(await download(draftOf, 'official'))).toMatchObject({
      verdict: 'not-valid',
      findings: [{ code: 'no-signature' }],
      origin: { state: 'not-ours' },
    });
  });

  it('is answered clearly where it is no PDF at all', async () => {
    expect(await verified(Buffer.from('Kính gửi Ủy ban nhân dân'))).toMatchObject({
      verdict: 'cannot-tell',
      readable: false,
      findings: [{ code: 'file-unreadable' }],
      notChecked: ['signatures'],
    });
  });
});

describe('an upload', () => {
  it('is deleted once verified, and its name leads nowhere then', async () => {
    const name = await upload(issued);
    expect(await uploads()).toContain(`uploads/${name}.pdf`);
    expect((await verify(name)).status).toBe(200);
    expect(await uploads()).not.toContain(`uploads/${name}.pdf`);
    expectRefusal(await verify(name), 404, 'upload-unknown');
  });

  it('is unknown until it is there, and under a name nobody minted', async () => {
    expectRefusal(await verify((await offer()).upload), 404, 'upload-unknown');
    for (const name of ['x', '../drafts/x', 'a'.repeat(26)]) {
      expectRefusal(await verify(name), 404, 'upload-unknown');
    }
    expectRefusal(await verify('a'.repeat(61)), 422, 'input-invalid');
    expectRefusal(await door.ask('/verify', { body: {} }), 422, 'input-invalid');
  });

  it('is refused and deleted when it was left for more than an hour', async () => {
    const name = await upload(issued);
    const key = `uploads/${name}.pdf`;
    await backdate(key);
    expectRefusal(await verify(name), 410, 'upload-expired');
    expect(await uploads()).not.toContain(key);
  });

  it('of more than 20 MB is refused by the object store, and by the verifier where it got there otherwise', async () => {
    const offered = await offer();
    const large = Buffer.alloc(21 * 1024 * 1024, '%PDF-1.7 ');
    const sent = await send(offered, large);
    expect(sent.status).toBe(400);
    expect(await sent.text()).toContain('EntityTooLarge');
    expectRefusal(await verify(offered.upload), 404, 'upload-unknown');
    const Bucket = door.stack.settings.buckets.work;
    const Key = `uploads/${offered.upload}.pdf`;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: large }));
    expectRefusal(await verify(offered.upload), 413, 'upload-too-large');
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  });

  it('is taken under its own name and kind alone, as the policy says', async () => {
    const offered = await offer();
    const other = { ...offered.fields, key: 'directory/seal.png' };
    const results = [];
    for (const fields of [
      other,
      { ...offered.fields, 'Content-Type': 'text/html' },
      { ...offered.fields, acl: 'public-read' },
      { ...offered.fields, 'X-Amz-Signature': '0'.repeat(64) },
      { key: offered.fields['key'] ?? '' },
    ]) {
      results.push((await send({ ...offered, fields }, issued)).status);
    }
    expect(results).toEqual([403, 403, 403, 403, 403]);
  });

  it('leaves no file name, and its name stands in no log', async () => {
    const name = await upload(issued);
    await verify(name);
    const log = await readLogs(door.stack.dataDir, 'verify');
    expect(log).toContain('request answered');
    for (const secret of [name, 'kết quả của tôi', sha256(issued)]) expect(log).not.toContain(secret);
  });
});

describe('the page', () => {
  it('sends a browser without a script from the form to the verdict', async () => {
    const page = await door.ask('/verify', { headers: EVERYBODY });
    expect(page.status).toBe(200);
    const { url, fields } = formOf(page.text);
    expect(page.headers.get('content-security-policy')?.split('; ')).toContain(
      `form-action 'self' ${new URL(url).origin}`,
    );
    const sent = await send({ url, fields }, issued);
    expect(sent.status).toBe(303);
    const start = new URL(sent.headers.get('location') ?? '');
    expect(start.origin).toBe(door.stack.url);
    const started = await door.ask(`${start.pathname}${start.search}`, { headers: EVERYBODY });
    const name = /name="upload" value="([^"]+)"/.exec(started.text)?.[1] ?? '';
    const verdict = await door.ask('/verify', { form: { upload: name } });
    expect(verdict.text).toContain('Hợp lệ');
    expect(verdict.text).toContain('Đúng từng byte tệp đã ban hành');
    expect(verdict.text).toContain('PAdES B-LTA');
    const again = await door.ask('/verify', { form: { upload: name } });
    expect([again.status, again.text.includes('upload-unknown')]).toEqual([404, true]);
  });

  it('has the headers of every other page, and one more place to send forms to', async () => {
    const [here, there] = await Promise.all(
      ['/verify', '/status'].map((each) => door.ask(each, { headers: EVERYBODY })),
    );
    const named = (answer: Answer | undefined) =>
      Object.fromEntries(
        [...(answer?.headers ?? [])].filter(([name]) => !/^(date|content-length)$/.test(name)),
      );
    const { 'content-security-policy': policy, ...others } = named(here);
    const { 'content-security-policy': common, ...expected } = named(there);
    expect(others).toEqual(expected);
    expect(policy?.replace(/ http:\/\/127[^;]+/, '')).toBe(common);
    const stylesheet = (answer: Answer | undefined) => /href="([^"]+\.css)"/.exec(answer?.text ?? '')?.[1];
    expect(stylesheet(here)).toBe(stylesheet(there));
  });

  it('is not answered to forms of other sites, nor without end', async () => {
    const foreign = { body: { upload: 'a'.repeat(26) }, headers: { origin: 'https://example.com' } };
    expectRefusal(await door.ask('/verify', foreign), 403, 'csrf-refused');
    const answers = await Promise.all(Array.from({ length: 70 }, () => verify('a'.repeat(26))));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  });

  it('takes no other method', async () => {
    expect((await fetch(`${door.stack.url}/verify`, { method: 'DELETE' })).status).toBe(405);
  });
});

/** The embedded store tells a file's own time as the object's. */
async function backdate(key: string): Promise<void> {
  const { work } = door.stack.settings.buckets;
  const file = path.join(door.stack.dataDir, 's3', work, `${key}._S3rver_object`);
  const past = new Date(Date.now() - 61 * 60_000);
  await utimes(file, past, past);
}

/** What a browser sends besides the file. */
function formOf(page: string): { url: string; fields: Record<string, string> } {
  const decoded = (text = '') =>
    text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
  const url = decoded(/action="(http[^"]+)"/.exec(page)?.[1]);
  const fields = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value]) => [name, decoded(value)] as const,
  );
  return { url, fields: Object.fromEntries(fields) };
}

describe('a recalled document', () => {
  const order = { reason: 'Ghi sai diện tích sàn tầng 1.', replacedBy: 'H15.27-261125-0009' };
  const recall = (body: unknown, as = 'official', of = id) => door.ask(`${at(of)}/recall`, { as, body });

  it('is refused to other roles and agencies, in another form, and before it is issued', async () => {
    expectRefusal(await recall(order, 'clerk'), 403, 'role-missing');
    expectRefusal(await recall(order, 'director'), 404, 'dossier-unknown');
    expectRefusal(await recall({ reason: 'sai' }), 422, 'input-invalid');
    expectRefusal(await recall({ ...order, replacedBy: '../x' }), 422, 'input-invalid');
    expectRefusal(await recall(order, 'official', draftOf), 409, 'recall-of-unissued');
  });

  it('is told so of the very file, and of what it was before its last signature', async () => {
    const { verify: page } = (await door.ask(`/dossiers/${id.code}`, { as: 'integration' })).json(
      z.object({ revisions: z.array(z.object({ verify: z.string() })) }),
    ).revisions[0]!;
    const first = await recall(order);
    expect({ status: first.status, text: first.text }).toMatchObject({ status: 200 });
    expect((await recall(order)).text).toBe(first.text);
    expectRefusal(await recall({ reason: 'Một lý do khác hẳn.' }), 409, 'recalled-otherwise');
    const recalledOn = vietnamDay(new Date());
    const told = await verified(issued);
    expect(told).toMatchObject({
      verdict: 'valid',
      asIssued: true,
      origin: { state: 'recalled', recalledOn },
    });
    const { covers } = told.signatures.at(-2)!;
    const earlier = await verified(issued.subarray(0, covers![2]! + covers![3]!));
    expect(earlier).toMatchObject({ asIssued: false, origin: { state: 'earlier-revision', recalledOn } });
    const { pathname } = new URL(page);
    const behindCode = await door.ask(pathname, { headers: { accept: 'application/json' } });
    expect(behindCode.json(z.looseObject({}))).toMatchObject({ state: 'recalled', recalledOn });
    const dossier = await door.ask(`/dossiers/${id.code}`, { as: 'integration' });
    expect(dossier.json(z.looseObject({}))).toMatchObject({
      revisions: [{ status: 'recalled', issued: true, recall: order }],
    });
    expect(await download(id)).toEqual(issued);
  });
});
