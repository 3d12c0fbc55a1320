import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { contextConstructed, contextPrimitive, integer, sequence } from '../cms/der.ts';
import type { Signer } from '../signers/signer.ts';
import { type TestAuthority, createTestAuthority } from '../testing/test-keys.ts';
import {
  type TestList,
  type TestOcsp,
  extension,
  refusedOcsp,
  testList,
  testOcsp,
} from '../testing/test-status.ts';
import { type CertificateStatus, type StatusRequest, certificateStatus } from './certificate-status.ts';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const LIST = 'http://crl.test/issuing.crl';
const at = new Date('2026-11-24T02:00:00Z');
const freshness = { maximalAgeMs: 48 * 3_600_000 };
let authority: TestAuthority;
let stranger: TestAuthority;
let certificate: Uint8Array;
let other: Uint8Array;
let responder: Signer;

function hours(count: number): Date {
  return new Date(at.getTime() + count * 3_600_000);
}

async function responderOf(by: TestAuthority, change: object = {}): Promise<Signer> {
  const wanted = { subject: 'Trạng thái', key: 'p256', extendedKeyUsage: OCSP_SIGNING, needsNoCheck: true };
  const issued = await by.issue({ ...wanted, key: 'p256', ...change });
  return issued.signer('ECDSA_SHA_256');
}

beforeAll(async () => {
  authority = await createTestAuthority('Cơ quan cấp');
  stranger = await createTestAuthority('Cơ quan cấp');
  const leaf = { subject: 'Nguyễn Văn Hoà', key: 'p256', statusAt: { crl: LIST } } as const;
  certificate = (await authority.issue(leaf)).certificate;
  other = (await authority.issue({ subject: 'Người khác', key: 'p256' })).certificate;
  responder = await responderOf(authority);
});

async function ocsp(change: Partial<TestOcsp> = {}): Promise<Uint8Array> {
  const issuer = authority.certificate;
  return testOcsp({ certificate, issuer, signer: responder, thisUpdate: hours(-1), ...change });
}

async function list(change: Partial<TestList> = {}): Promise<Uint8Array> {
  return testList({ signer: authority.signer, thisUpdate: hours(-1), ...change });
}

function statusOf(request: Partial<StatusRequest>): CertificateStatus {
  const issuer = authority.certificate;
  return certificateStatus({ certificate, issuer, ocsps: [], crls: [], at, freshness, ...request });
}

async function byOcsp(change: Partial<TestOcsp>, request: Partial<StatusRequest> = {}) {
  return statusOf({ ocsps: [await ocsp(change)], ...request });
}

async function byList(change: Partial<TestList>, request: Partial<StatusRequest> = {}) {
  return statusOf({ crls: [await list(change)], ...request });
}

function unknown(...faults: string[]) {
  return { status: 'unknown', faults };
}

describe('an OCSP response', () => {
  it.each([
    ['from a responder the issuer has delegated to', async () => ({})],
    ['from the issuer itself', async () => ({ signer: authority.signer, carried: [] })],
    ['that names its responder by key', async () => ({ byKey: true })],
    ['that names the certificate by SHA-256', async () => ({ hash: 'sha256' as const })],
    ['with fractions of seconds', async () => ({ fraction: '125' })],
    ['without nextUpdate, young enough', async () => ({ nextUpdate: null })],
  ])('%s tells that a certificate is good', async (_, change) => {
    expect(await byOcsp(await change())).toMatchObject({
      status: 'good',
      revokedLater: undefined,
      evidence: { kind: 'ocsp' },
    });
  });

  it('names its responder, so that a DSS can hold that certificate too', async () => {
    const status = await byOcsp({});
    const named = status.status === 'good' ? status.evidence.responder : undefined;
    expect(Buffer.from(named ?? [])).toEqual(Buffer.from(responder.certificateChain()[0] ?? []));
  });

  it('is read with a responder’s certificate from elsewhere, when it carries none', async () => {
    expect(await byOcsp({ carried: [] })).toEqual(unknown('signature'));
    const certificates = responder.certificateChain();
    expect(await byOcsp({ carried: [] }, { certificates })).toHaveProperty('status', 'good');
  });

  it.each([
    [
      'signed by another key',
      'signature',
      async () => ({ signer: mixed(responder, await responderOf(authority)) }),
    ],
    [
      'from a responder whose certificate does not allow it',
      'responder-unauthorised',
      async () => ({ signer: await responderOf(authority, { extendedKeyUsage: undefined }) }),
    ],
    [
      'from a responder of another authority of the same name',
      'responder-unauthorised',
      async () => ({ signer: await responderOf(stranger) }),
    ],
    [
      'from a responder whose certificate had expired',
      'responder-expired',
      async () => ({ signer: await responderOf(authority, { notAfter: hours(-2) }) }),
    ],
    ['about another certificate', 'other-certificate', async () => ({ certificate: other })],
    [
      'about a certificate of another authority',
      'other-certificate',
      async () => ({ issuer: stranger.certificate }),
    ],
    ['that does not know the certificate', 'unknown', async () => ({ status: 'unknown' as const })],
    ['with an unknown critical extension', 'critical-extension', async () => ({ strangeExtension: true })],
    ['after its nextUpdate', 'stale', async () => ({ thisUpdate: hours(-3), nextUpdate: hours(-2) })],
    [
      'older than allowed, though its nextUpdate is to come',
      'stale',
      async () => ({ thisUpdate: hours(-49), nextUpdate: hours(100) }),
    ],
    ['of the future', 'not-yet', async () => ({ thisUpdate: hours(1) })],
    ['signed in the future', 'not-yet', async () => ({ producedAt: hours(1) })],
    ['about later than it was signed', 'malformed', async () => ({ producedAt: hours(-2) })],
  ])('%s says nothing', async (_, fault, change) => {
    expect(await byOcsp(await change())).toEqual(unknown(fault));
  });

  it('to another question says nothing', async () => {
    const nonce = Buffer.alloc(32, 1);
    expect(await byOcsp({ nonce }, { nonce })).toHaveProperty('status', 'good');
    expect(await byOcsp({}, { nonce })).toHaveProperty('status', 'good');
    expect(await byOcsp({ nonce: Buffer.alloc(32, 2) }, { nonce })).toEqual(unknown('nonce'));
  });

  it.each([1, 2, 3, 5, 6])('that refuses with status %i says nothing', (status) => {
    expect(statusOf({ ocsps: [refusedOcsp(status)] })).toEqual(unknown('refused'));
  });

  it('cut short anywhere, or with one bit changed, never says good', async () => {
    const whole = await ocsp();
    for (let length = 0; length < whole.length; length += 7) {
      expect(statusOf({ ocsps: [whole.subarray(0, length)] })).toHaveProperty('status', 'unknown');
    }
    const signedUntil = whole.length - (responder.certificateChain()[0]?.length ?? 0) - 8;
    for (let position = 0; position < signedUntil; position += 3) {
      const changed = Buffer.from(whole);
      changed[position] = (changed[position] ?? 0) ^ 1;
      expect(statusOf({ ocsps: [changed] }), `${position}`).toHaveProperty('status', 'unknown');
    }
  });
});

/** Says it is one responder, and signs with the key of another. */
function mixed(claimed: Signer, actual: Signer): Signer {
  return { ...actual, certificateChain: () => claimed.certificateChain(), sign: (what) => actual.sign(what) };
}

describe('a responder that may have been revoked itself', () => {
  it('counts once a list says that it was not', async () => {
    const asked = await responderOf(authority, { needsNoCheck: false, statusAt: { crl: LIST } });
    const [own = new Uint8Array()] = asked.certificateChain();
    const ocsps = [await ocsp({ signer: asked })];
    expect(statusOf({ ocsps })).toEqual(unknown('responder-status-unknown'));
    const good = await list({ thisUpdate: hours(-2) });
    const revoked = await list({ entries: [{ certificate: own, at: hours(-9) }], thisUpdate: hours(-2) });
    expect(statusOf({ ocsps, crls: [good] })).toMatchObject({ status: 'good' });
    const status = statusOf({ ocsps, crls: [revoked] });
    expect(status).toMatchObject({ status: 'good', evidence: { kind: 'crl' } });
  });
});

describe('a revocation list', () => {
  it('tells that a certificate not listed is good', async () => {
    const status = await byList({ entries: [{ certificate: other, at: hours(-5), reason: 1 }] });
    expect(status).toMatchObject({ status: 'good', evidence: { kind: 'crl', responder: undefined } });
  });

  it('tells when and why one was revoked', async () => {
    const status = await byList({ entries: [{ certificate, at: hours(-5), reason: 4 }] });
    expect(status).toMatchObject({
      status: 'revoked',
      revocation: { since: hours(-5), reason: 'superseded' },
    });
  });

  const deltaIndicator = extension('2.5.29.27', integer(1), true);
  const point = (...members: Uint8Array[]) => extension('2.5.29.28', sequence(...members), true);
  const named = (address: string) =>
    contextConstructed(0, contextConstructed(0, contextPrimitive(6, Buffer.from(address))));
  const yes = (number: number) => contextPrimitive(number, Buffer.of(0xff));

  it.each([
    ['after its nextUpdate', 'stale', async () => ({ thisUpdate: hours(-30), nextUpdate: hours(-6) })],
    ['of another authority of the same name', 'signature', async () => ({ signer: stranger.signer })],
    ['that is indirect', 'indirect', async () => ({ extensions: [point(yes(4))] })],
    ['of changes only', 'delta', async () => ({ extensions: [deltaIndicator] })],
    ['of authorities only', 'scope', async () => ({ extensions: [point(yes(2))] })],
    ['of some reasons only', 'scope', async () => ({ extensions: [point(yes(3))] })],
    ['of another address', 'scope', async () => ({ extensions: [point(named('http://crl.test/2.crl'))] })],
    [
      'with an unknown critical extension',
      'critical-extension',
      async () => ({ extensions: [extension('1.2.3.4', integer(1), true)] }),
    ],
    [
      'with an entry that is not understood, whosever it is',
      'critical-extension',
      async () => ({ entries: [{ certificate: other, at: hours(-5), strange: true }] }),
    ],
  ])('%s says nothing', async (_, fault, change) => {
    expect(await byList(await change())).toEqual(unknown(fault));
  });

  it('of people, at the certificate’s own address, counts', async () => {
    const status = await byList({ extensions: [point(named(LIST), yes(1))] });
    expect(status).toHaveProperty('status', 'good');
  });

  it('by an authority that may not sign lists says nothing', async () => {
    const issuer = await authority.issue({ subject: 'Cơ quan cấp', key: 'p256' });
    const signer = issuer.signer('ECDSA_SHA_256');
    const leaf = { certificate, issuer: issuer.certificate };
    expect(statusOf({ ...leaf, crls: [await list({ signer })] })).toEqual(unknown('issuer-usage'));
  });
});

describe('time', () => {
  const revoked = (hour: number, reason: number) => ({ status: { at: hours(hour), reason } });

  it('revoked before signing is revoked, and the reason is told', async () => {
    const status = await byOcsp(revoked(-5, 1));
    expect(status).toMatchObject({ status: 'revoked', revocation: { reason: 'keyCompromise' } });
  });

  it('revoked after signing is not revoked then', async () => {
    const change = { ...revoked(5, 1), thisUpdate: hours(6) };
    expect(await byOcsp(change, { seenAt: hours(7) })).toMatchObject({
      status: 'good',
      revokedLater: { since: hours(5), reason: 'keyCompromise' },
    });
  });

  it('revoked after signing is revoked then, where it was doubtful before', async () => {
    const status = { at: hours(5), reason: 1, doubtfulSince: hours(-1) };
    const change = { status, thisUpdate: hours(6) };
    expect(await byOcsp(change, { seenAt: hours(7) })).toHaveProperty('status', 'revoked');
    const entries = [{ certificate, ...status }];
    const listed = await byList({ entries, thisUpdate: hours(6) }, { seenAt: hours(7) });
    expect(listed).toMatchObject({ status: 'revoked', revocation: { since: hours(-1) } });
  });

  it('good said after signing, however much, is good then', async () => {
    const change = { thisUpdate: hours(5_000) };
    expect(await byOcsp(change, { seenAt: hours(5_001) })).toHaveProperty('status', 'good');
  });

  it('good said after the certificate expired is nothing, unless expired ones are kept', async () => {
    const change = { thisUpdate: new Date('2029-06-01T00:00:00Z') };
    const seenAt = new Date('2029-06-02T00:00:00Z');
    const signer = await responderOf(authority, { notAfter: new Date('2030-01-01T00:00:00Z') });
    expect(await byOcsp({ ...change, signer }, { seenAt })).toEqual(unknown('after-expiry'));
    const cutoff = new Date('2026-06-01T00:00:00Z');
    expect(await byOcsp({ ...change, signer, cutoff }, { seenAt })).toHaveProperty('status', 'good');
  });

  it('an old revocation stays one, an old hold does not', async () => {
    const old = { thisUpdate: hours(-100), nextUpdate: hours(-90) };
    expect(await byOcsp({ ...revoked(-200, 5), ...old })).toHaveProperty('status', 'revoked');
    expect(await byOcsp({ ...revoked(-200, 6), ...old })).toEqual(unknown('stale'));
    const onHold = await byOcsp(revoked(-2, 6));
    expect(onHold).toMatchObject({ status: 'revoked', revocation: { reason: 'certificateHold' } });
  });

  it('a revocation counts against any number of good answers', async () => {
    const ocsps = [await ocsp(), await ocsp({ thisUpdate: hours(0) })];
    const crls = [await list({ entries: [{ certificate, at: hours(-5), reason: 1 }] })];
    expect(statusOf({ ocsps, crls })).toHaveProperty('status', 'revoked');
  });

  it('of a clock a little fast is forgiven', async () => {
    const soon = new Date(at.getTime() + 60_000);
    expect(await byOcsp({ thisUpdate: soon })).toHaveProperty('status', 'good');
  });
});

describe('hostile evidence', () => {
  it('is nothing where it is larger than any honest one', () => {
    const request = { ocsps: [new Uint8Array(64 * 1024 + 1)], crls: [new Uint8Array(10 * 1024 * 1024 + 1)] };
    expect(statusOf(request)).toEqual(unknown('too-large', 'too-large'));
  });

  it('is not read to the end where there is too much of it', async () => {
    const forged = await ocsp({ signer: mixed(responder, await responderOf(authority)) });
    const status = statusOf({ ocsps: Array<Uint8Array>(1_000).fill(forged) });
    expect(status).toEqual(unknown(...Array<string>(16).fill('signature'), 'too-many'));
  });

  it('among good evidence takes nothing from it', async () => {
    const [own = new Uint8Array()] = responder.certificateChain();
    const certificates = [Buffer.from('3003020101', 'hex'), new Uint8Array(), own];
    const ocsps = [new Uint8Array(), await ocsp({ carried: [] })];
    expect(statusOf({ ocsps, certificates, crls: [sequence()] })).toHaveProperty('status', 'good');
  });

  it('in any form makes nothing but a status', async () => {
    const [whole, listed] = [await ocsp(), await list({ entries: [{ certificate: other, at: hours(-5) }] })];
    const anyPiece = fc.constantFrom(whole, listed);
    fc.assert(
      fc.property(
        anyPiece,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(),
        (piece, where, flip, cut) => {
          const changed = Buffer.from(piece);
          const position = where % changed.length;
          changed[position] = (changed[position] ?? 0) ^ flip;
          const cutOff = changed.subarray(cut % changed.length);
          const { status } = statusOf({ ocsps: [changed, cutOff], crls: [changed, cutOff] });
          return status === 'unknown' || status === 'good';
        },
      ),
      { numRuns: 400 },
    );
  });
});
