import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Pki, startPki } from '../../../infra/local/pki/server.ts';
import { freePort } from '../../../infra/local/state/ports.ts';
import { derOfPem } from '../certificates/pem.ts';
import { memberAt, readElement, readMembers } from '../cms/der-reader.ts';
import { type TestAuthority, createTestAuthority } from '../testing/test-keys.ts';
import { type TestOcsp, refusedOcsp, testList, testOcsp } from '../testing/test-status.ts';
import type { Issued } from './certificate-id.ts';
import { certificateStatus } from './certificate-status.ts';
import { collectRevocation } from './collect-revocation.ts';
import { HttpRevocationSource, type RevocationSettings } from './http-revocation-source.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const freshness = { maximalAgeMs: 8 * 24 * HOUR };
const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  type: 'spki',
  format: 'der',
});
let pki: Pki;
let people = 0;

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'revocation-'));
  pki = await startPki({ directory, port: await freePort(0) });
});
beforeEach(() => {
  for (const service of ['ocsp', 'crl'] as const) {
    pki.switches.set(service, { mood: 'answer', clockOffsetSeconds: 0 });
  }
});
afterAll(() => pki.close());

function source(change: Partial<RevocationSettings> = {}): HttpRevocationSource {
  const clock = () => new Date();
  return new HttpRevocationSource({ clock, freshness, rememberMs: 0, answerMs: 1_000, ...change });
}

async function someone(): Promise<{ issued: Issued; serialNumber: string }> {
  people += 1;
  const pems = await pki.certify({ organisation: 'UBND', commonName: `Người ${people}` }, spki);
  const [certificate = new Uint8Array(), issuer = new Uint8Array()] = derOfPem(pems);
  const serial = Buffer.from(readMembers(memberAt(readElement(certificate), 0))[1]!.content);
  return { issued: { certificate, issuer }, serialNumber: serial.toString('hex') };
}

function own(name: 'root' | 'issuing' | 'timestamp'): Uint8Array {
  return new Uint8Array(pki.certificates[name].rawData);
}

describe('a status over HTTP', () => {
  it('comes from the responder the certificate names', async () => {
    const { issued, serialNumber } = await someone();
    const checked = await source().check(issued);
    expect(checked).toMatchObject({ status: { status: 'good', evidence: { kind: 'ocsp' } }, crls: [] });
    expect(checked.certificates).toHaveLength(1);
    await pki.revoke(serialNumber, 4, new Date('2026-11-01T00:00:00Z'));
    await expect(source().check(issued)).resolves.toMatchObject({
      status: {
        status: 'revoked',
        revocation: { reason: 'superseded', since: new Date('2026-11-01T00:00:00Z') },
      },
    });
  });

  it('is told of authorities and timestamp authorities too', async () => {
    const issued = { certificate: own('timestamp'), issuer: own('issuing') };
    await expect(source().check(issued)).resolves.toHaveProperty('status.status', 'good');
    const authority = { certificate: own('issuing'), issuer: own('root') };
    const { serialNumber } = pki.certificates.issuing;
    await pki.revoke(serialNumber, 2);
    await expect(source().check(authority)).resolves.toHaveProperty('status.status', 'revoked');
    pki.switches.set('ocsp', { mood: 'fail' });
    await expect(source().check(authority)).resolves.toMatchObject({
      status: { status: 'revoked', evidence: { kind: 'crl' } },
    });
    await pki.reinstate(serialNumber);
  });

  it.each([
    ['fails', { mood: 'fail' }],
    ['never answers', { mood: 'stall' }],
    ['answers with old news', { clockOffsetSeconds: -3 * 24 * 3_600 }],
    ['answers with news of tomorrow', { clockOffsetSeconds: 24 * 3_600 }],
  ] as const)('comes from the list where the responder %s', async (_, behaviour) => {
    const { issued, serialNumber } = await someone();
    pki.switches.set('ocsp', behaviour);
    await expect(source({ answerMs: 300 }).check(issued)).resolves.toMatchObject({
      status: { status: 'good', evidence: { kind: 'crl' } },
      ocsps: [],
    });
    await pki.revoke(serialNumber, 1);
    await expect(source({ answerMs: 300 }).check(issued)).resolves.toHaveProperty('status.status', 'revoked');
  });

  it.each([
    ['stall', 'stall', 0, /TimeoutError|timeout/],
    ['fail', 'fail', 0, /status 503/],
    ['have old lists only', 'answer', -30 * 24 * 3_600, /stale/],
  ] as const)(
    'is unavailable, which is transient, where all %s',
    async (_, mood, clockOffsetSeconds, reason) => {
      const { issued } = await someone();
      for (const service of ['ocsp', 'crl'] as const) pki.switches.set(service, { mood, clockOffsetSeconds });
      const started = performance.now();
      await expect(source({ answerMs: 200 }).check(issued)).rejects.toMatchObject({
        name: 'RevocationUnavailable',
        message: expect.stringMatching(reason),
      });
      expect(performance.now() - started).toBeLessThan(2_000);
    },
  );

  it('has one deadline for all addresses', async () => {
    const { issued } = await someone();
    for (const service of ['ocsp', 'crl'] as const) pki.switches.set(service, { mood: 'stall' });
    const started = performance.now();
    const asked = source({ answerMs: 10_000, allAnswersMs: 300 }).check(issued);
    await expect(asked).rejects.toHaveProperty('name', 'RevocationUnavailable');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('an answer that serves again', () => {
  function silence(): void {
    for (const service of ['ocsp', 'crl'] as const) pki.switches.set(service, { mood: 'fail' });
  }

  it('does so for the time that is set, and no longer', async () => {
    const { issued } = await someone();
    let now = Date.now();
    const remembering = source({ clock: () => new Date(now), rememberMs: 10 * MINUTE });
    const first = await remembering.check(issued);
    silence();
    now += 9 * MINUTE;
    await expect(remembering.check(issued)).resolves.toBe(first);
    now += 2 * MINUTE;
    await expect(remembering.check(issued)).rejects.toHaveProperty('name', 'RevocationUnavailable');
  });

  it('never does so after its own nextUpdate', async () => {
    const { issued } = await someone();
    let now = Date.now();
    const remembering = source({ clock: () => new Date(now), rememberMs: 100 * HOUR });
    await remembering.check(issued);
    silence();
    now += 23 * HOUR;
    await expect(remembering.check(issued)).resolves.toHaveProperty('status.status', 'good');
    now += 2 * HOUR;
    await expect(remembering.check(issued)).rejects.toHaveProperty('name', 'RevocationUnavailable');
  });

  it('is never a hold, which may be lifted', async () => {
    const { issued, serialNumber } = await someone();
    const remembering = source({ rememberMs: HOUR });
    await pki.revoke(serialNumber, 6);
    await expect(remembering.check(issued)).resolves.toHaveProperty('status.status', 'revoked');
    await pki.reinstate(serialNumber);
    await expect(remembering.check(issued)).resolves.toHaveProperty('status.status', 'good');
  });
});

describe('evidence for whole chains', () => {
  it('holds every certificate and proof once, and proves all of them offline', async () => {
    const [one, two] = [await someone(), await someone()];
    const above = [own('issuing'), own('root')];
    const chains = [one.issued.certificate, two.issued.certificate, own('timestamp')].map((leaf) => [
      leaf,
      ...above,
    ]);
    const evidence = await collectRevocation(source(), [...chains, ...chains]);
    expect(evidence).toMatchObject({ ocsps: { length: 4 }, crls: { length: 0 } });
    // three leaves, two authorities, two responders
    expect(evidence.certificates).toHaveLength(7);
    for (const chain of chains) {
      const [certificate = new Uint8Array(), issuer = new Uint8Array()] = chain;
      const status = certificateStatus({ certificate, issuer, ...evidence, at: new Date(), freshness });
      expect(status).toHaveProperty('status', 'good');
    }
  });

  it('holds the list once where nobody answers by OCSP', async () => {
    pki.switches.set('ocsp', { mood: 'fail' });
    const { issued } = await someone();
    const chains = [[issued.certificate, own('issuing'), own('root')]];
    const evidence = await collectRevocation(source({ rememberMs: HOUR }), chains);
    expect(evidence).toMatchObject({ ocsps: [], crls: { length: 2 }, certificates: { length: 3 } });
  });
});

describe('a hostile or broken responder', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  type Answer = (response: ServerResponse, request: IncomingMessage) => void;

  async function serve(answer: Answer): Promise<string> {
    const server = createServer((request, response) => answer(response, request));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return `http://127.0.0.1:${address.port}/`;
  }

  async function asked(statusAt: {
    ocsp?: string;
    crl?: string;
  }): Promise<{ authority: TestAuthority; issued: Issued }> {
    const authority = await createTestAuthority('Cơ quan');
    const { certificate } = await authority.issue({ subject: 'Người', key: 'p256', statusAt });
    return { authority, issued: { certificate, issuer: authority.certificate } };
  }

  it.each<[string, RegExp, Answer]>([
    ['redirects', /fetch failed/, (response) => response.writeHead(302, { location: pki.url }).end()],
    ['sends without end', /more than 65536 bytes/, endless],
    ['sends a page', /expected|exceeds|cut short/, (response) => response.end('<html>')],
    ['sends nothing', /cut short/, (response) => response.end()],
    ['says try later', /refused/, (response) => response.end(refusedOcsp(3))],
    ['is not found', /status 404/, (response) => response.writeHead(404).end()],
  ])('that %s says nothing', async (_, reason, answer) => {
    const { issued } = await asked({ ocsp: await serve(answer) });
    await expect(source().check(issued)).rejects.toMatchObject({
      name: 'RevocationUnavailable',
      message: expect.stringMatching(reason),
    });
  });

  it.each(['ldap://127.0.0.1/cn=crl', 'file:///etc/passwd', 'không phải địa chỉ'])(
    'at %s is not asked',
    async (crl) => {
      const { issued } = await asked({ crl });
      await expect(source().check(issued)).rejects.toHaveProperty('name', 'RevocationUnavailable');
    },
  );

  it('is not all there is: a certificate that names nobody has no status', async () => {
    const { issued } = await asked({});
    await expect(source().check(issued)).rejects.toThrow('none is named');
  });

  it('that is asked again must not answer with an old answer', async () => {
    const held: { answer?: Uint8Array } = {};
    const { authority, issued } = await asked({ ocsp: await serve((response) => response.end(held.answer)) });
    const old: TestOcsp = { ...issued, signer: authority.signer, thisUpdate: new Date(), carried: [] };
    held.answer = await testOcsp({ ...old, nonce: Buffer.alloc(32, 7) });
    await expect(source().check(issued)).rejects.toThrow('nonce');
  });

  it('whose own status is asked brings the list along that tells it', async () => {
    const held: { answer?: Uint8Array; list?: Uint8Array } = {};
    const ocsp = await serve((response) => response.end(held.answer));
    const crl = await serve((response) => response.end(held.list));
    const { authority, issued } = await asked({ ocsp });
    const wanted = { subject: 'Trạng thái', key: 'p256', extendedKeyUsage: '1.3.6.1.5.5.7.3.9' } as const;
    const responder = await authority.issue({ ...wanted, statusAt: { crl } });
    const thisUpdate = new Date();
    held.answer = await testOcsp({ ...issued, signer: responder.signer('ECDSA_SHA_256'), thisUpdate });
    held.list = await testList({ signer: authority.signer, thisUpdate });
    const checked = await source().check(issued);
    expect(checked).toMatchObject({ ocsps: { length: 1 }, crls: { length: 1 }, certificates: { length: 1 } });
    const entries = [{ certificate: responder.certificate, at: new Date(thisUpdate.getTime() - HOUR) }];
    held.list = await testList({ signer: authority.signer, thisUpdate, entries });
    const told = await source().check(issued);
    expect(told).toMatchObject({ status: { evidence: { kind: 'crl' } }, ocsps: [], certificates: [] });
  });
});

function endless(response: ServerResponse): void {
  const more = () => {
    while (response.write(Buffer.alloc(16_384, 0x30)));
  };
  response.on('drain', more);
  more();
}
