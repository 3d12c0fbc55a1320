import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { X509Certificate, X509Crl } from './x509.ts';
import { OctetString } from 'asn1js';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../state/ports.ts';
import { PkiAddressChanged } from './authority.ts';
import { startPki } from './server.ts';
import type { Pki } from './server.ts';

const run = promisify(execFile);
const subject = { organisation: 'UBND phường Tân Lập', title: 'Chủ tịch', commonName: 'Y Thông Niê Kđăm' };
const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  type: 'spki',
  format: 'der',
});
let directory: string;
let port: number;
let pki: Pki;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pki-'));
  port = await freePort(0);
  pki = await startPki({ directory, port });
});
afterAll(() => pki.close());

async function openssl(...args: string[]): Promise<string> {
  const { stdout, stderr } = await run('openssl', args);
  return stdout + stderr;
}

async function askTimestamp(body: Uint8Array): Promise<pkijs.TimeStampResp> {
  const answer = await fetch(pki.timestampUrl, { method: 'POST', body: new Uint8Array(body) });
  return pkijs.TimeStampResp.fromBER(await answer.arrayBuffer());
}

function question(change: (request: pkijs.TimeStampReq) => void = () => undefined): Uint8Array {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new OctetString({ valueHex: createHash('sha256').update('x').digest() }),
    }),
    certReq: true,
  });
  change(request);
  return new Uint8Array(request.toSchema().toBER(false));
}

async function tokenOf(certReq: boolean): Promise<pkijs.SignedData> {
  const response = await askTimestamp(question((request) => void (request.certReq = certReq)));
  expect(response.status.status).toBe(0);
  return new pkijs.SignedData({ schema: response.timeStampToken!.content });
}

describe('certificates', () => {
  it('name the subject in UTF-8 and chain to the root', async () => {
    const [pem, issuing] = await pki.certify(subject, spki);
    const files = { leaf: join(directory, 'leaf.pem'), issuing: join(directory, 'issuing.pem') };
    await writeFile(files.leaf, pem!);
    await writeFile(files.issuing, issuing!);
    const root = join(directory, 'root.pem');
    const verified = await openssl(
      'verify',
      '-x509_strict',
      '-CAfile',
      root,
      '-untrusted',
      files.issuing,
      files.leaf,
    );
    expect(verified).toContain('OK');
    const text = await openssl(
      'x509',
      '-in',
      files.leaf,
      '-noout',
      '-text',
      '-nameopt',
      'utf8,show_type,sep_comma_plus,sname',
    );
    expect(text).toContain('CN=UTF8STRING:Y Thông Niê Kđăm');
    expect(text).toContain('Digital Signature, Non Repudiation');
    expect(text).toContain(`http://127.0.0.1:${port}/issuing/ocsp`);
  });

  it('are issued once for a subject and key, also after a restart', async () => {
    const before = await pki.certify(subject, spki);
    await pki.close();
    pki = await startPki({ directory, port });
    expect(await pki.certify(subject, spki)).toEqual(before);
  });

  it('refuse to be served from another address', async () => {
    await expect(startPki({ directory, port: port + 1 })).rejects.toThrow(PkiAddressChanged);
  });
});

describe('the timestamp authority', () => {
  it('answers openssl, which verifies the token to the root', async () => {
    const data = join(directory, 'data');
    await writeFile(data, 'Giấy phép');
    await openssl('ts', '-query', '-data', data, '-sha256', '-cert', '-out', `${data}.tsq`);
    const answer = await fetch(pki.timestampUrl, {
      method: 'POST',
      body: new Uint8Array(await readFile(`${data}.tsq`)),
    });
    await writeFile(`${data}.tsr`, new Uint8Array(await answer.arrayBuffer()));
    const root = join(directory, 'root.pem');
    const checked = await openssl(
      'ts',
      '-verify',
      '-queryfile',
      `${data}.tsq`,
      '-in',
      `${data}.tsr`,
      '-CAfile',
      root,
    );
    expect(checked).toContain('Verification: OK');
  });

  it('leaves certificates out unless asked for them', async () => {
    // Whoever trusts the root has it: a token carries what leads there.
    expect((await tokenOf(true)).certificates).toHaveLength(2);
    expect((await tokenOf(false)).certificates).toBeUndefined();
  });

  it('refuses a foreign policy, a short digest and what is no question, by PKIStatus', async () => {
    const policy = await askTimestamp(question((request) => void (request.reqPolicy = '1.2.3.4')));
    expect(policy.status.status).toBe(2);
    const foreignHash = await askTimestamp(
      question((request) => void (request.messageImprint.hashAlgorithm.algorithmId = '1.3.14.3.2.26')),
    );
    expect(foreignHash.status.status).toBe(2);
    expect((await askTimestamp(Buffer.from('không phải'))).status.status).toBe(2);
  });

  it('can be told to fail', async () => {
    pki.switches.set('tsa', { mood: 'fail' });
    const answer = await fetch(pki.timestampUrl, { method: 'POST', body: new Uint8Array(question()) });
    expect(answer.status).toBe(503);
    pki.switches.set('tsa', { mood: 'answer' });
  });
});

async function statusOf(leaf: pkijs.Certificate, issuer: pkijs.Certificate): Promise<number> {
  const request = new pkijs.OCSPRequest();
  await request.createForCertificate(leaf, { hashAlgorithm: 'SHA-256', issuerCertificate: issuer });
  const body = request.toSchema(true).toBER(false);
  const answer = await fetch(`${pki.url}/issuing/ocsp`, { method: 'POST', body });
  const response = pkijs.OCSPResponse.fromBER(await answer.arrayBuffer());
  const basic = pkijs.BasicOCSPResponse.fromBER(
    response.responseBytes!.response.valueBlock.valueHexView.slice(),
  );
  const root = new X509Certificate(pki.rootPem);
  expect(await basic.verify({ trustedCerts: [pkijs.Certificate.fromBER(root.rawData), issuer] })).toBe(true);
  return (await basic.getCertificateStatus(leaf, issuer)).status;
}

describe('revocation', () => {
  it('is told by OCSP and by the list', async () => {
    const pems = await pki.certify({ ...subject, commonName: 'Người sẽ bị thu hồi' }, spki);
    const [leaf, issuer] = pems.map((pem) => new X509Certificate(pem));
    const parsed = [leaf!, issuer!].map((certificate) => pkijs.Certificate.fromBER(certificate.rawData));
    expect(await statusOf(parsed[0]!, parsed[1]!)).toBe(0);
    await pki.revoke(leaf!.serialNumber, 1);
    expect(await statusOf(parsed[0]!, parsed[1]!)).toBe(1);
    const crl = new X509Crl(await (await fetch(`${pki.url}/issuing.crl`)).arrayBuffer());
    expect(await crl.verify({ publicKey: issuer!.publicKey })).toBe(true);
    expect(crl.findRevoked(leaf!.serialNumber)?.reason).toBe(1);
  });

  it('is unknown for another issuer’s certificate', async () => {
    const root = pkijs.Certificate.fromBER(new X509Certificate(pki.rootPem).rawData);
    const [, issuing] = await pki.certify(subject, spki);
    const issuer = pkijs.Certificate.fromBER(new X509Certificate(issuing!).rawData);
    const request = new pkijs.OCSPRequest();
    await request.createForCertificate(issuer, { hashAlgorithm: 'SHA-1', issuerCertificate: root });
    const answer = await fetch(`${pki.url}/issuing/ocsp`, {
      method: 'POST',
      body: request.toSchema(true).toBER(false),
    });
    const response = pkijs.OCSPResponse.fromBER(await answer.arrayBuffer());
    const basic = pkijs.BasicOCSPResponse.fromBER(
      response.responseBytes!.response.valueBlock.valueHexView.slice(),
    );
    expect((await basic.getCertificateStatus(issuer, root)).status).toBe(2);
  });

  it('reaches authorities, timestamps and responders, on the list of whoever issued them', async () => {
    const listed = async (name: string) => {
      const crl = new X509Crl(await (await fetch(`${pki.url}/${name}.crl`)).arrayBuffer());
      return crl.entries.map(({ serialNumber }) => serialNumber);
    };
    const { issuing, ocspRoot, timestamp, ocspIssuing } = pki.certificates;
    for (const { serialNumber } of [issuing, ocspRoot, timestamp, ocspIssuing]) {
      await pki.revoke(serialNumber, 4, new Date('2026-02-01T00:00:00Z'));
    }
    expect((await listed('root')).toSorted()).toEqual(
      [issuing.serialNumber, ocspRoot.serialNumber].toSorted(),
    );
    expect(await listed('issuing')).toEqual(
      expect.arrayContaining([timestamp.serialNumber, ocspIssuing.serialNumber]),
    );
    for (const { serialNumber } of [issuing, ocspRoot, timestamp, ocspIssuing]) {
      await pki.reinstate(serialNumber);
    }
    expect(await listed('root')).toEqual([]);
  });
});

describe('a certificate of a given validity', () => {
  it('is another than the usual one', async () => {
    const validity = {
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2021-01-01T00:00:00Z'),
    };
    const [expired] = await pki.certify(subject, spki, validity);
    const [usual] = await pki.certify(subject, spki);
    expect(new X509Certificate(expired!)).toMatchObject(validity);
    expect(new X509Certificate(usual!).notAfter.getTime()).toBeGreaterThan(Date.now());
  });
});

describe('a clock that is off', () => {
  it('shows in what the service says', async () => {
    pki.switches.set('crl', { clockOffsetSeconds: -30 * 86_400 });
    const crl = new X509Crl(await (await fetch(`${pki.url}/root.crl`)).arrayBuffer());
    expect(crl.nextUpdate!.getTime()).toBeLessThan(Date.now());
    pki.switches.set('crl', { clockOffsetSeconds: 0 });
  });
});

describe('a timestamp authority that goes on under a new key', () => {
  it('is another member of the same PKI, ends later, and is the same after a restart', async () => {
    const place = { directory: await mkdtemp(join(tmpdir(), 'pki-')), port: await freePort(0) };
    const first = await startPki(place);
    const before = first.certificates.timestamp;
    await first.succeedTimestamp();
    const { timestamp, issuing } = first.certificates;
    expect(timestamp.serialNumber).not.toBe(before.serialNumber);
    expect(timestamp.notAfter > before.notAfter).toBe(true);
    expect(await timestamp.verify({ publicKey: issuing.publicKey, date: new Date() })).toBe(true);
    const answer = await fetch(first.timestampUrl, { method: 'POST', body: new Uint8Array(question()) });
    const { timeStampToken } = pkijs.TimeStampResp.fromBER(await answer.arrayBuffer());
    const { certificates = [] } = new pkijs.SignedData({ schema: timeStampToken!.content });
    const serials = certificates.map((each) =>
      Buffer.from((each as pkijs.Certificate).serialNumber.valueBlock.valueHexView).toString('hex'),
    );
    expect(serials).toContain(timestamp.serialNumber);
    await first.close();
    const second = await startPki(place);
    expect(second.certificates.timestamp.serialNumber).toBe(timestamp.serialNumber);
    await second.close();
  });
});
