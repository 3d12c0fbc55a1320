import { beforeAll, describe, expect, it } from 'vitest';
import { certificateParts } from '../certificates/certificate-parts.ts';
import {
  contextConstructed,
  contextPrimitive,
  element,
  generalizedTime,
  integer,
  objectIdentifier,
  octetString,
  sequence,
} from '../cms/der.ts';
import { type TestAuthority, createTestAuthority } from '../testing/test-keys.ts';
import { type TestList, testList } from '../testing/test-status.ts';
import { type CertificateStatus, type StatusRequest, certificateStatus } from './certificate-status.ts';

const at = new Date('2026-11-24T02:00:00Z');
const freshness = { maximalAgeMs: 48 * 3_600_000 };
let authority: TestAuthority;
let certificate: Uint8Array;

beforeAll(async () => {
  authority = await createTestAuthority('Cơ quan cấp');
  certificate = (await authority.issue({ subject: 'Nguyễn Văn Hoà', key: 'p256' })).certificate;
});

function hours(count: number): Date {
  return new Date(at.getTime() + count * 3_600_000);
}

async function list(change: Partial<TestList>): Promise<Uint8Array> {
  return testList({ signer: authority.signer, thisUpdate: hours(-1), ...change });
}

function statusOf(evidence: Partial<StatusRequest>): CertificateStatus {
  const issuer = authority.certificate;
  return certificateStatus({ certificate, issuer, ocsps: [], crls: [], at, freshness, ...evidence });
}

/** Processor time of this process: what others do on the machine does not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

describe('evidence made to be long', () => {
  it('about a thousand other certificates costs little', async () => {
    const { serialNumber } = certificateParts(certificate);
    const [hash, sha1] = [octetString(Buffer.alloc(20)), sequence(objectIdentifier('1.3.14.3.2.26'))];
    const id = sequence(sha1, hash, hash, element(0x02, serialNumber));
    const single = sequence(id, contextPrimitive(0, new Uint8Array()));
    const singles = Buffer.alloc(60_000 - (60_000 % single.length), Buffer.from(single));
    const [produced, name] = [generalizedTime(at), sequence()];
    const data = sequence(contextConstructed(1, name), produced, sequence(singles));
    const basic = sequence(data, sequence(), element(0x03, Buffer.from([0, 0])));
    const type = objectIdentifier('1.3.6.1.5.5.7.48.1.1');
    const bytes = contextConstructed(0, sequence(type, octetString(basic)));
    const piece = sequence(element(0x0a, Buffer.of(0)), bytes);
    const started = cpuMs();
    expect(statusOf({ ocsps: Array<Uint8Array>(200).fill(piece) })).toMatchObject({
      faults: { 0: 'other-certificate', 127: 'other-certificate', 128: 'too-many' },
    });
    expect(cpuMs() - started).toBeLessThan(2_000);
  });

  it('with millions of members costs little', async () => {
    const filling = Buffer.alloc(9 * 1024 * 1024, Buffer.from([0x05, 0x00]));
    const crls = [sequence(filling), sequence(sequence(filling)), await list({ filling })];
    const started = cpuMs();
    expect(statusOf({ crls })).toMatchObject({ status: 'good' });
    expect(cpuMs() - started).toBeLessThan(2_000);
  });

  it('is found behind three hundred thousand other entries', async () => {
    const entry = Buffer.from(
      sequence(integer(Buffer.alloc(9, 7)), Buffer.from('170d3236313130313030303030305a', 'hex')),
    );
    const filling = Buffer.alloc(entry.length * 300_000, entry);
    const crl = await list({ entries: [{ certificate, at: hours(-5) }], filling });
    const started = cpuMs();
    expect(statusOf({ crls: [crl] })).toHaveProperty('status', 'revoked');
    expect(cpuMs() - started).toBeLessThan(2_000);
  });
});
