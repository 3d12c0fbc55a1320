import { createPublicKey } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { newMaterial } from '../../infra/local/kms/key-spec.ts';
import { signDigest } from '../../infra/local/kms/sign-digest.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { official } from '../../test/support/province.ts';
import { pendingOf } from '../../test/support/office.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { embedOfficialSignature } from './embed-official-signature.ts';
import { acceptExternalSignature, requestedSignature } from './external-signature.ts';
import { awaitSignature } from './signature-wait.ts';
import { prepareSignatureOfOfficial } from './prepare-official-signature.ts';
import type { PreparedReference } from './signature-work.ts';
import type { Signer } from './signers/signer.ts';
import { SIGNED_AT, type SigningDesk, openSigningDesk } from './testing/signing-desk.ts';
import { draftedRevision, furnish, openSigningOffice, pemOf } from './testing/signing-office.ts';
import { type KeySpec, SIGNING_PROFILE } from './testing/signing-profile.ts';
import { unsignedResult } from './testing/unsigned-result.ts';
import { verifyDocument } from './validation/document/verify-document.ts';

let world: { table: TestTable; buckets: TestBuckets };
let desk: SigningDesk;
let draft: Uint8Array;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  desk = await openSigningDesk();
  draft = await unsignedResult({ compressed: false });
  await furnish(world, desk);
});
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

/** A dossier whose official signs with a token of their own, and is asked to. */
async function asked() {
  const office = await openSigningOffice(world, desk);
  const { id, document } = await draftedRevision(office, draft);
  const revision = { code: id.code, revision: id.revision };
  const prepared = await askedAgain({ office, id: revision, document }, 'token-1');
  return { office, faults: office.faults, id: revision, document, prepared };
}

/** The workflow enters PrepareSignature and AwaitSignature, as it does at first and after each wait or repair. */
async function askedAgain(
  { office, id, document }: Pick<Awaited<ReturnType<typeof asked>>, 'office' | 'id' | 'document'>,
  taskToken: string,
): Promise<PreparedReference> {
  const prepared = await prepareSignatureOfOfficial(office, {
    ...id,
    document,
    approvedSha256: document.sha256,
  });
  await awaitSignature(office, { ...id, prepared, taskToken });
  return prepared;
}

/** What the official's own software does with the answer of the API. */
async function signedElsewhere(
  { office, id }: Pick<Awaited<ReturnType<typeof asked>>, 'office' | 'id'>,
  signer: Signer = desk.official,
): Promise<Uint8Array> {
  const wanted = await requestedSignature(office, id, official.id);
  if (!wanted.ok) throw new Error(wanted.code);
  const message = Buffer.from(wanted.value.attributes, 'base64');
  return signer.sign({ message, digest: Buffer.from(wanted.value.digest, 'hex') });
}

interface Token {
  readonly pem: string;
  readonly certificates: string[];
}
const tokens = new Map<KeySpec, Token>();

/** A key in the official's hands, which signs digests and nothing else. */
async function token(spec: KeySpec): Promise<Token> {
  const known = tokens.get(spec);
  if (known) return known;
  const pem = await newMaterial(spec);
  const spki = new Uint8Array(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
  const certificate = await desk.authority.certify({ subject: 'Nguyễn Văn Hoà' }, spki);
  const chain = [certificate, desk.authority.certificate];
  const made = { pem, certificates: pemOf({ ...desk.official, certificateChain: () => chain }) };
  tokens.set(spec, made);
  return made;
}

describe.each(SIGNING_PROFILE)('a signature made elsewhere, $spec with $algorithm', ({ spec, algorithm }) => {
  it('is taken and fits into the file', async () => {
    const { pem, certificates } = await token(spec);
    await furnish(world, desk, { officialKey: { route: 'external', algorithm, certificates } });
    const at = await asked();
    const wanted = await requestedSignature(at.office, at.id, official.id);
    if (!wanted.ok) throw new Error(wanted.code);
    expect(wanted.value.algorithm).toBe(algorithm);
    const value = signDigest(pem, algorithm, Buffer.from(wanted.value.digest, 'hex'));
    const handed = { ...at.id, official: official.id, digest: at.prepared.digest, value };
    await expect(acceptExternalSignature(at.office, handed)).resolves.toMatchObject({ ok: true });
    const { key } = await embedOfficialSignature(at.office, at.id, at.prepared);
    const { signatures } = verifyDocument(await at.office.work.get(key), {
      roots: [desk.authority.certificate],
      now: SIGNED_AT,
    });
    expect(signatures).toMatchObject([{ field: 'official', integrity: 'intact', level: 'B-T' }]);
    await furnish(world, desk);
  });
});

describe('a signature made elsewhere', () => {
  it('is taken, told to the workflow, and embedded', async () => {
    const at = await asked();
    const value = await signedElsewhere(at);
    const { digest, field } = at.prepared;
    const handed = { ...at.id, official: official.id, digest, value };
    await expect(acceptExternalSignature(at.office, handed)).resolves.toEqual({
      ok: true,
      value: { field, digest },
    });
    expect(at.office.workflows.told()).toEqual([
      { token: 'token-1', output: { signature: { field, digest } } },
    ]);
    await expect(embedOfficialSignature(at.office, at.id, at.prepared)).resolves.toHaveProperty('sha256');
  });

  it('brought again gets the same answer, and the first value stays', async () => {
    const at = await asked();
    const { digest, field } = at.prepared;
    const first = await signedElsewhere(at);
    const handed = { ...at.id, official: official.id, digest };
    await acceptExternalSignature(at.office, { ...handed, value: first });
    const again = await acceptExternalSignature(at.office, { ...handed, value: await signedElsewhere(at) });
    expect(again).toMatchObject({ ok: true });
    await expect(at.office.values.find({ ...at.id, field, digest })).resolves.toStrictEqual(first);
  });

  it.each([
    ['revoked meanwhile', 'superseded', 'certificate-revoked'],
    ['on hold', 'certificateHold', 'certificate-on-hold'],
    ['of unknown status', 'nothing', 'certificate-status-unknown'],
  ] as const)(
    'is refused from a certificate that is %s, and taken once that is over',
    async (_, say, code) => {
      const at = await asked();
      const { digest } = at.prepared;
      const handed = { ...at.id, official: official.id, digest, value: await signedElsewhere(at) };
      at.office.revocation.say = say;
      await expect(acceptExternalSignature(at.office, handed)).resolves.toMatchObject({ ok: false, code });
      expect(at.office.workflows.told()).toEqual([]);
      at.office.revocation.say = 'good';
      await expect(acceptExternalSignature(at.office, handed)).resolves.toHaveProperty('ok', true);
    },
  );

  it('is refused from another key', async () => {
    const at = await asked();
    const { digest } = at.prepared;
    const value = await desk.time.sign({
      message: Buffer.from(digest, 'hex'),
      digest: Buffer.from(digest, 'hex'),
    });
    const handed = { ...at.id, official: official.id, digest, value };
    await expect(acceptExternalSignature(at.office, handed)).resolves.toMatchObject({
      ok: false,
      status: 422,
      code: 'signature-value-wrong',
    });
  });

  it('is refused when it is no signature at all', async () => {
    const at = await asked();
    const handed = { ...at.id, official: official.id, digest: at.prepared.digest, value: new Uint8Array(3) };
    await expect(acceptExternalSignature(at.office, handed)).resolves.toMatchObject({
      code: 'signature-value-wrong',
    });
  });

  it('is refused over other bytes than those prepared', async () => {
    const at = await asked();
    const value = await signedElsewhere(at);
    const handed = { ...at.id, official: official.id, digest: 'ab'.repeat(32), value };
    await expect(acceptExternalSignature(at.office, handed)).resolves.toMatchObject({
      ok: false,
      status: 409,
      code: 'signature-over-other-bytes',
    });
  });

  it('is hidden from every other official', async () => {
    const at = await asked();
    const value = await signedElsewhere(at);
    const handed = { ...at.id, official: 'pho-chu-tich-1', digest: at.prepared.digest, value };
    const hidden = { ok: false, status: 404, code: 'signature-not-awaited' };
    await expect(acceptExternalSignature(at.office, handed)).resolves.toMatchObject(hidden);
    await expect(requestedSignature(at.office, at.id, 'pho-chu-tich-1')).resolves.toMatchObject(hidden);
  });

  it('reaches the workflow wherever it is killed', async () => {
    const writes = await killEverywhere({
      world: asked,
      act: async (at) => {
        const value = await signedElsewhere(at);
        await acceptExternalSignature(at.office, {
          ...at.id,
          official: official.id,
          digest: at.prepared.digest,
          value,
        });
        for (const task of await pendingOf(at.office, at.id)) await at.office.desk.finish(task);
      },
      check: async ({ office, prepared }, struck) => {
        const { field, digest } = prepared;
        const told = { token: 'token-1', output: { signature: { field, digest } } };
        expect(office.workflows.told(), struck).toContainEqual(told);
      },
    });
    expect(writes).toBeGreaterThan(3);
  });
});

describe('a certificate replaced before the workflow took the signature', () => {
  const replaced = async () => {
    const renewed = (await desk.authority.issue({ subject: 'Nguyễn Văn Hoà', key: 'p256' })).signer(
      'ECDSA_SHA_256',
    );
    const key = { route: 'external', algorithm: renewed.algorithm, certificates: pemOf(renewed) } as const;
    await furnish(world, desk, { officialKey: key });
    return renewed;
  };
  afterEach(() => furnish(world, desk));

  it('has the official asked afresh, by a clear event, and the old answer counts no more', async () => {
    const at = await asked();
    const old = { ...at.id, official: official.id, digest: at.prepared.digest };
    const oldValue = await signedElsewhere(at);
    await acceptExternalSignature(at.office, { ...old, value: oldValue });
    const renewed = await replaced();
    const { field, digest } = await askedAgain(at, 'token-2');
    expect(digest).not.toBe(old.digest);
    const log = await at.office.tracker.log.read(at.id);
    expect(log.filter(({ type }) => type === 'signature-superseded').map(({ data }) => data)).toEqual([
      { field, digest: old.digest, by: digest },
    ]);
    expect(at.office.workflows.told().map(({ token }) => token)).toEqual(['token-1']);
    await expect(acceptExternalSignature(at.office, { ...old, value: oldValue })).resolves.toMatchObject({
      code: 'signature-over-other-bytes',
    });
    const value = await signedElsewhere(at, renewed);
    await acceptExternalSignature(at.office, { ...old, digest, value });
    expect(at.office.workflows.told().at(-1)).toEqual({
      token: 'token-2',
      output: { signature: { field, digest } },
    });
  });

  it('has the open question taken back, so that the list shows the dossier once', async () => {
    const at = await asked();
    await replaced();
    const { digest } = await askedAgain(at, 'token-2');
    const waits = (await at.office.tasks.list('signature', official.id)).tasks.filter(
      ({ code }) => code === at.id.code,
    );
    expect(waits.map(({ facts }) => facts['digest'])).toEqual([digest]);
  });

  it('asks afresh once, wherever the workflow is killed', async () => {
    const writes = await killEverywhere({
      world: async () => {
        const at = await asked();
        await replaced();
        return at;
      },
      act: async (at) => {
        await askedAgain(at, 'token-2');
      },
      check: async ({ office, id }, struck) => {
        const waits = await office.tasks.ofRevision(id);
        expect(Object.fromEntries(waits.map(({ round, callback }) => [round, callback])), struck).toEqual({
          1: 'done',
          2: 'none',
        });
        const log = await office.tracker.log.read(id);
        expect(
          log.filter(({ type }) => type === 'signature-superseded'),
          struck,
        ).toHaveLength(1);
      },
    });
    expect(writes).toBeGreaterThan(3);
  });
});

describe('a preparation', () => {
  const days = (at: Date, count: number) => new Date(at.getTime() + count * 86_400_000);

  it('serves for days, and takes a value that comes after two weeks', async () => {
    const at = await asked();
    const later = { ...at.office, clock: () => days(SIGNED_AT, 14) };
    const value = await signedElsewhere(at);
    const handed = { ...at.id, official: official.id, digest: at.prepared.digest, value };
    await expect(acceptExternalSignature(later, handed)).resolves.toHaveProperty('ok', true);
  });

  it('expires after thirty days, and says so', async () => {
    const at = await asked();
    const wanted = await requestedSignature(at.office, at.id, official.id);
    const expiresAt = wanted.ok ? wanted.value.expiresAt : '';
    const late = { ...at.office, clock: () => new Date(expiresAt) };
    const value = await signedElsewhere(at);
    const handed = { ...at.id, official: official.id, digest: at.prepared.digest, value };
    await expect(acceptExternalSignature(late, handed)).resolves.toMatchObject({
      status: 410,
      code: 'signature-preparation-expired',
    });
    expect(at.office.workflows.told()).toEqual([]);
  });

  it('older than a week is made anew when the workflow prepares again, with the official asked afresh', async () => {
    const at = await asked();
    expect(await askedAgain(at, 'token-2')).toEqual(at.prepared);
    const later = { ...at, office: { ...at.office, clock: () => days(SIGNED_AT, 8) } };
    const renewed = await askedAgain(later, 'token-3');
    expect(renewed.digest).not.toBe(at.prepared.digest);
    const wanted = await requestedSignature(at.office, at.id, official.id);
    expect(wanted).toMatchObject({ ok: true, value: { digest: renewed.digest } });
  });

  it('that was answered stays, however old it is', async () => {
    const at = await asked();
    const value = await signedElsewhere(at);
    await acceptExternalSignature(at.office, {
      ...at.id,
      official: official.id,
      digest: at.prepared.digest,
      value,
    });
    const later = { ...at, office: { ...at.office, clock: () => days(SIGNED_AT, 60) } };
    expect(await askedAgain(later, 'token-2')).toEqual(at.prepared);
  });

  it('of a dossier that ended another way asks nobody any more', async () => {
    const at = await asked();
    const value = await signedElsewhere(at);
    await at.office.tasks.withdrawAll(at.id);
    const hidden = { ok: false, code: 'signature-not-awaited' };
    const handed = { ...at.id, official: official.id, digest: at.prepared.digest, value };
    await expect(acceptExternalSignature(at.office, handed)).resolves.toMatchObject(hidden);
    await expect(requestedSignature(at.office, at.id, official.id)).resolves.toMatchObject(hidden);
  });
});
