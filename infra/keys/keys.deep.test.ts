import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberAt, readMembers, readWhole } from '../../functions/signing/cms/der-reader.ts';
import { type TestAuthority, createTestAuthority } from '../../functions/signing/testing/test-keys.ts';
import { PASSPHRASE, keyFile } from '../../functions/signing/testing/pkcs12-file.ts';
import { SealedSecrets, openKeyFile } from '../../functions/signing/index.ts';
import { Directory } from '../../functions/directory/index.ts';
import { agency, official } from '../../test/support/province.ts';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { type Csc, cscClient, startCsc } from '../local/csc/server.ts';
import { startKms } from '../local/kms/server.ts';
import { keysArguments, KeysUsageInvalid, type KeysCommand } from './arguments.ts';
import { enterService } from './enter-service.ts';
import { importCertificate } from './import-certificate.ts';
import { keepKeyFile } from './keep-key-file.ts';
import { listKeys } from './list-keys.ts';
import { requestCertificate } from './request-certificate.ts';
import type { CeremonyStores } from './stores.ts';

const clock = () => new Date('2026-11-24T02:00:00Z');
const place = { region: 'ap-southeast-1', accountId: '000000000000' };

let folder: string;
let table: TestTable;
let kms: { readonly url: string; close(): Promise<void> };
let buckets: TestBuckets;
let stores: CeremonyStores;
let secrets: SealedSecrets;
let authority: TestAuthority;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ket-qua-ceremony-'));
  table = await startTable();
  kms = await startKms({ directory: join(folder, 'kms'), port: 0, ...place });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new KMSClient({ endpoint: kms.url, region: place.region, credentials });
  buckets = await startBuckets();
  const sealing = await client.send(new CreateKeyCommand({ KeySpec: 'SYMMETRIC_DEFAULT' }));
  secrets = new SealedSecrets(client, buckets.work, sealing.KeyMetadata!.KeyId!);
  stores = {
    directory: new Directory(table.table),
    kms: client,
    stage: () => 'dev',
    secrets: () => secrets,
    close: () => client.destroy(),
  };
  authority = await createTestAuthority('Gốc thử nghiệm');
  await stores.directory.putTrustAnchors({ roots: [pem(authority.certificate, 'CERTIFICATE')] });
  await stores.directory.putAgency(agency);
  await stores.directory.putOfficial(official);
});
afterAll(async () => {
  stores.close();
  await Promise.all([kms.close(), table.stop(), buckets.stop()]);
  await rm(folder, { recursive: true, force: true });
});

function pem(der: Uint8Array, label: string): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function command<Name extends KeysCommand['command']>(...argv: string[]) {
  return keysArguments(argv).command as Extract<KeysCommand, { command: Name }>;
}

async function requested(...argv: string[]): Promise<Uint8Array> {
  const csr = await requestCertificate(stores, command<'csr'>('csr', ...argv));
  return Buffer.from(csr.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
}

/** What the authority makes of a request: a file as it comes back. */
async function issued(csr: Uint8Array, subject: string, notAfter?: Date): Promise<string> {
  const publicKey = memberAt(memberAt(readWhole(csr), 0), 2).encoded;
  const certificate = await authority.certify({ subject, ...(notAfter && { notAfter }) }, publicKey);
  const file = join(folder, `${Buffer.from(certificate).subarray(-6).toString('hex')}.pem`);
  await writeFile(file, pem(certificate, 'CERTIFICATE'));
  return file;
}

const imported = (...argv: string[]) =>
  importCertificate(stores, command<'import'>('import', ...argv), clock);

describe('the key ceremony', () => {
  it('makes a key, a request by it, and registers the certificate that comes back', async () => {
    const csr = await requested('--official', official.id, '--new', 'ECC_NIST_P256');
    const names = readMembers(memberAt(memberAt(readWhole(csr), 0), 1)).length;
    expect(names).toBe(4);
    const told = await imported(await issued(csr, official.name), '--official', official.id);
    expect(told).toContain('ECDSA_SHA_256');
    expect((await stores.directory.official(official.id)).key).toMatchObject({
      route: 'kms',
      keyId: `alias/ket-qua/official/${official.id}`,
      certificates: [expect.stringContaining('BEGIN CERTIFICATE')],
    });
  });

  it('keeps the certificate before when one is renewed, once, however often it is imported', async () => {
    const key = ['--official', official.id];
    const before = (await stores.directory.official(official.id)).key;
    const renewed = await issued(await requested(...key), official.name);
    await imported(renewed, ...key);
    await imported(renewed, ...key);
    const { formerCertificates, key: now } = await stores.directory.official(official.id);
    expect(now).not.toEqual(before);
    expect(formerCertificates?.[0]).toEqual({
      algorithm: before.algorithm,
      certificates: before.certificates,
      replacedAt: clock().toISOString(),
    });
    expect(formerCertificates).toHaveLength(2);
  });

  it('serves agencies and every algorithm of an RSA key', async () => {
    const key = ['--agency', agency.code, '--algorithm', 'RSASSA_PSS_SHA_384'];
    const csr = await requested(...key, '--new', 'RSA_2048');
    await imported(await issued(csr, agency.name), ...key);
    expect((await stores.directory.agency(agency.code)).seal.key.algorithm).toBe('RSASSA_PSS_SHA_384');
  });

  it('enters an official whom the directory does not know', async () => {
    const entry = join(folder, 'entry.json');
    const { key: _, ...rest } = { ...official, id: 'moi', name: 'Y Moan Êban' };
    await writeFile(entry, JSON.stringify(rest));
    const asked = ['--official', 'moi', '--entry', entry];
    await expect(requested('--official', 'moi')).rejects.toThrow(/Danh bạ không có[^]*does not know/);
    const csr = await requested(...asked, '--new', 'ECC_NIST_P384');
    await imported(await issued(csr, rest.name), ...asked);
    expect(await stores.directory.official('moi')).toMatchObject({
      ...rest,
      key: { algorithm: 'ECDSA_SHA_384' },
    });
  });

  it('lists who must renew, and is stopped by no entry that cannot be read', async () => {
    const asked = ['--official', official.id];
    const soon = await issued(await requested(...asked), official.name, new Date('2026-12-01T02:00:00Z'));
    await imported(soon, ...asked);
    await stores.directory.putOfficial({ ...official, id: 'hong' });
    const lines = await listKeys(stores.directory, clock);
    const of = (id: string) => lines.find((line) => line.includes(` ${id} `));
    expect(of(official.id)).toMatch(/2026-12-01 {5}7 ngày\/days {2}H’Yim Kđoh .*RENEW NOW.*\(\+3 cũ/);
    expect(of(agency.code)).not.toMatch(/!/);
    expect(of('hong')).toMatch(/certificate unreadable/);
  });
});

describe('a key file', () => {
  // The files' certificates begin when the files were made.
  const later = () => new Date('2028-01-01T00:00:00Z');
  const file = join(import.meta.dirname, '../../functions/signing/testing/key-files/legacy-rsa.p12');
  const kept = (passphrase: string, path = file) =>
    keepKeyFile(stores, command<'file'>('file', path, '--official', 'so-nho'), passphrase, later);

  it('is refused with another passphrase, from a stranger, or when it is none', async () => {
    await stores.directory.putOfficial({ ...official, id: 'so-nho' });
    await expect(kept('sai')).rejects.toThrow('key-file-passphrase');
    await expect(kept(PASSPHRASE, join(folder, 'none'))).rejects.toThrow('key-file-damaged');
    await expect(kept(PASSPHRASE)).rejects.toThrow('certificate-name-differs');
  });

  it('is kept under seal for its holder alone, and its passphrase nowhere', async () => {
    const opened = openKeyFile(keyFile('legacy-rsa'), PASSPHRASE);
    const root = opened.ok ? opened.value.chain[1]! : new Uint8Array();
    await stores.directory.putTrustAnchors({ roots: [pem(root, 'CERTIFICATE')] });
    await stores.directory.putOfficial({ ...official, id: 'so-nho', name: 'Nguyễn Văn Hoà' });
    expect(await kept(PASSPHRASE)).toContain('RSASSA_PKCS1_V1_5_SHA_256');
    const { key } = await stores.directory.official('so-nho');
    expect(JSON.stringify(key)).not.toContain(PASSPHRASE);
    const secret = key.route === 'pkcs12' ? key.secret : '';
    expect(Buffer.from(await buckets.work.get(secret)).toString()).not.toContain(PASSPHRASE);
    expect(await secrets.openKeyFile(secret, 'official/so-nho')).toMatchObject({
      passphrase: PASSPHRASE,
    });
    await expect(secrets.openKeyFile(secret, 'official/khac')).rejects.toHaveProperty(
      'name',
      'SecretSealBroken',
    );
    await stores.directory.putTrustAnchors({ roots: [pem(authority.certificate, 'CERTIFICATE')] });
  });

  it('cannot be changed for another beside the same passphrase', async () => {
    const key = await secrets.keepKeyFile({ file: keyFile('aes-ec'), passphrase: PASSPHRASE }, 'agency/H1');
    const record = JSON.parse(Buffer.from(await buckets.work.get(key)).toString()) as object;
    const other = { ...record, file: Buffer.from(keyFile('legacy-ec')).toString('base64') };
    await buckets.work.replace(key, Buffer.from(JSON.stringify(other)), 'application/json');
    await expect(secrets.openKeyFile(key, 'agency/H1')).rejects.toHaveProperty('name', 'SecretSealBroken');
  });
});

describe('a remote signing service', () => {
  let csc: Csc;
  const access = JSON.stringify({ ...cscClient, pin: '123456' });
  const entered = (given: string, ...more: string[]) =>
    enterService(
      stores,
      command<'service'>('service', csc.url, '--official', 'tu-xa', ...more),
      given,
      clock,
    );

  beforeAll(async () => {
    await stores.directory.putOfficial({ ...official, id: 'tu-xa' });
    const credentials = await Promise.all(
      ['a', 'b'].map(async (id) => {
        const { KeyMetadata } = await stores.kms.send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P384' }));
        const keyId = KeyMetadata!.KeyId!;
        const { PublicKey } = await stores.kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
        const subject = id === 'a' ? official.name : 'Người khác';
        const certificate = await authority.certify({ subject }, PublicKey!);
        return { id, keyId, certificates: [pem(certificate, 'CERTIFICATE')], pin: '123456', multisign: 1 };
      }),
    );
    csc = await startCsc({ port: 0, kms: stores.kms, credentials });
  });
  afterAll(() => csc.close());

  it('is entered with its certificate, its access under seal', async () => {
    expect(await entered(access, '--credential', 'a')).toContain('ECDSA_SHA_384');
    const { key } = await stores.directory.official('tu-xa');
    expect(key).toMatchObject({ route: 'csc', service: csc.url, credentialId: 'a' });
    expect(JSON.stringify(key)).not.toContain(cscClient.clientSecret);
    const secret = key.route === 'csc' ? key.secret : '';
    expect(await secrets.openCredentials(secret, 'official/tu-xa')).toEqual(JSON.parse(access));
    expect(csc.calls).not.toContain('credentials/authorize');
  });

  it('is refused with several credentials and none chosen, another’s, or access nobody has', async () => {
    await expect(entered(access)).rejects.toThrow(/--credential: a, b/);
    await expect(entered(access, '--credential', 'b')).rejects.toThrow('certificate-name-differs');
    await expect(entered('{}')).rejects.toThrow(/must be JSON/);
    const stranger = JSON.stringify({ clientId: 'x', clientSecret: 'y' });
    await expect(entered(stranger)).rejects.toThrow(/invalid_client/);
  });
});

describe('the key ceremony refuses', () => {
  it('a certificate for another key, and changes nothing', async () => {
    const before = await stores.directory.official(official.id);
    const other = await requested(
      '--official',
      official.id,
      '--key',
      'alias/other',
      '--new',
      'ECC_NIST_P256',
    );
    const file = await issued(other, official.name);
    await expect(imported(file, '--official', official.id)).rejects.toThrow(/cho khóa khác[^]*another key/);
    expect(await stores.directory.official(official.id)).toEqual(before);
  });

  it('another person’s certificate', async () => {
    const file = await issued(await requested('--official', official.id), 'Ai Khác');
    await expect(imported(file, '--official', official.id)).rejects.toThrow('certificate-name-differs');
  });

  it('a file that holds no certificate, or is not there', async () => {
    const file = join(folder, 'note.txt');
    await writeFile(file, 'xin chào');
    for (const bad of [file, join(folder, 'none')]) {
      await expect(imported(bad, '--official', official.id)).rejects.toThrow('certificate-unreadable');
    }
  });

  it('a key of another stage', async () => {
    const Tags = [
      { TagKey: 'ket-qua:signs-for', TagValue: 'official' },
      { TagKey: 'ket-qua:stage', TagValue: 'prod' },
    ];
    const { KeyMetadata } = await stores.kms.send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', Tags }));
    const csr = requested('--official', official.id, '--key', KeyMetadata!.KeyId!);
    await expect(csr).rejects.toThrow(/lacks the tag ket-qua:stage=dev:/);
  });

  it('a key that is not there, or that the functions may not sign with', async () => {
    const csr = (key: string) => requested('--official', official.id, '--key', key);
    await expect(csr('alias/none')).rejects.toThrow(/KMS has no signing key/);
    const { KeyMetadata } = await stores.kms.send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256' }));
    await expect(csr(KeyMetadata!.KeyId!)).rejects.toThrow(
      /lacks the tag ket-qua:signs-for=official, ket-qua:stage=dev:/,
    );
  });

  it.each([
    [[]],
    [['csr']],
    [['csr', '--official', 'a', '--agency', 'b']],
    [['import', '--official', 'a']],
    [['csr', '--official', 'a', '--algorithm', 'MD5']],
    [['list', 'x', 'y']],
    [['list', '--who', 'x']],
  ])('a command line of %j', (argv) => {
    expect(() => keysArguments(argv)).toThrow(KeysUsageInvalid);
    expect(() => keysArguments(argv)).toThrow(/Cách dùng \/ usage/);
  });
});

describe('npm run keys', () => {
  const run = (argv: string[], env: Record<string, string>) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const child = execFile(process.execPath, ['infra/keys/cli.ts', ...argv], { env }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });

  it('goes wherever the SDK’s own variables point', async () => {
    const config = await table.table.client.config.endpoint?.();
    const env = {
      TABLE_NAME: 'ket-qua',
      AWS_REGION: place.region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_KMS: kms.url,
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${config?.port}`,
    };
    const listed = await run(['list'], env);
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toContain(`official ${official.id}`);
    const refused = await run(['csr', '--official', 'ai-do'], env);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/Danh bạ không có/);
  });

  it('says how it is used, and ends with 2', async () => {
    expect(await run(['what'], {})).toMatchObject({
      code: 2,
      err: expect.stringContaining('usage') as string,
    });
  });
});
