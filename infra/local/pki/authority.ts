import { X509Certificate } from './x509.ts';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { readJsonFile } from '../state/read-json.ts';
import { issue, selfSigned, spki, yearsFromNow } from './certificate.ts';
import type { CertificateUse } from './certificate.ts';
import { newSigningKey, signingKeyOf } from './signing-key.ts';
import type { AuthorityKeyKind, SigningKey } from './signing-key.ts';
import type { Subject } from './subject.ts';

const member = z.object({ key: z.string(), certificate: z.string() });
const authorityRecord = z.object({
  port: z.number(),
  root: member,
  issuing: member,
  timestamp: member,
  ocspRoot: member,
  ocspIssuing: member,
});

/** The data folder's certificates carry another address than the one asked for. */
export class PkiAddressChanged extends Error {
  override readonly name = 'PkiAddressChanged';
}

/** One certificate of the PKI with its key. */
export interface Member {
  readonly subject: Subject;
  readonly certificate: X509Certificate;
  readonly key: SigningKey;
}

/** The development PKI: a root, an issuing authority, a timestamp authority and two OCSP responders. */
export interface Authority {
  readonly port: number;
  readonly root: Member;
  readonly issuing: Member;
  readonly timestamp: Member;
  readonly ocspRoot: Member;
  readonly ocspIssuing: Member;
}

const organisation = 'Kết quả (môi trường phát triển)';
export const subjects = {
  root: { organisation, commonName: 'Gốc phát triển Kết quả' },
  issuing: { organisation, commonName: 'Cơ quan cấp chứng thư phát triển Kết quả' },
  timestamp: { organisation, commonName: 'Dấu thời gian phát triển Kết quả' },
  ocspRoot: { organisation, commonName: 'Trạng thái chứng thư gốc phát triển Kết quả' },
  ocspIssuing: { organisation, commonName: 'Trạng thái chứng thư phát triển Kết quả' },
} as const satisfies Record<string, Subject>;

const fileName = 'authority.json';

/** The address its certificates carry, once there are any. */
export async function storedPort(directory: string): Promise<number | undefined> {
  return (await readJsonFile(join(directory, fileName), authorityRecord))?.port;
}

/**
 * Reads the PKI, or makes it, in one file, whole or not at all. Throws PkiAddressChanged when its
 * certificates carry another port than `port`.
 */
export async function openAuthority(directory: string, port: number): Promise<Authority> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, fileName);
  const stored = await readJsonFile(path, authorityRecord);
  if (stored === undefined) {
    const made = await makeAuthority(port);
    await store(directory, made);
    await writeFileAtomically(join(directory, 'root.pem'), made.root.certificate.toString('pem'));
    return made;
  }
  if (stored.port !== port) {
    throw new PkiAddressChanged(
      `Chứng thư trong thư mục dữ liệu này mang cổng ${stored.port}, không phải ${port}. / ` +
        `The certificates in this data folder carry port ${stored.port}, not ${port}.`,
    );
  }
  return {
    port,
    root: await memberOf(subjects.root, stored.root),
    issuing: await memberOf(subjects.issuing, stored.issuing),
    timestamp: await memberOf(subjects.timestamp, stored.timestamp),
    ocspRoot: await memberOf(subjects.ocspRoot, stored.ocspRoot),
    ocspIssuing: await memberOf(subjects.ocspIssuing, stored.ocspIssuing),
  };
}

/**
 * The PKI with another timestamp authority in place of its own, as an authority goes on under a new key before its
 * certificate ends: a longer key, and two years more.
 */
export async function succeedTimestamp(directory: string, authority: Authority): Promise<Authority> {
  const key = await newSigningKey('RSA-3072');
  const subject = subjects.timestamp;
  const order = { subject, publicKey: new Uint8Array(await spki(key)), use: 'timestamp' } as const;
  const issuerAddress = `http://127.0.0.1:${authority.port}/issuing`;
  const certificate = await issue({ ...order, validity: yearsFromNow(12), issuerAddress }, authority.issuing);
  const succeeded = { ...authority, timestamp: { subject, key, certificate } };
  await store(directory, succeeded);
  return succeeded;
}

async function store(directory: string, authority: Authority): Promise<void> {
  const text = JSON.stringify(recordOf(authority), null, 2);
  await writeFileAtomically(join(directory, fileName), text, 0o600);
}

async function makeAuthority(port: number): Promise<Authority> {
  const [rootKey, issuingKey, timestampKey, ocspRootKey, ocspIssuingKey] = await Promise.all(
    (['RSA-3072', 'P-256', 'RSA-2048', 'P-256', 'P-256'] satisfies AuthorityKeyKind[]).map(newSigningKey),
  );
  if (!rootKey || !issuingKey || !timestampKey || !ocspRootKey || !ocspIssuingKey)
    throw new Error('No keys.');
  const root = await rootOf(rootKey);
  const under = async (
    issuer: Member,
    name: string,
    subject: Subject,
    key: SigningKey,
    use: CertificateUse,
  ) => ({
    subject,
    key,
    certificate: await issue(
      {
        subject,
        publicKey: new Uint8Array(await spki(key)),
        use,
        validity: yearsFromNow(use === 'ca' ? 15 : 10),
        issuerAddress: `http://127.0.0.1:${port}/${name}`,
      },
      issuer,
    ),
  });
  const issuing = await under(root, 'root', subjects.issuing, issuingKey, 'ca');
  return {
    port,
    root,
    issuing,
    timestamp: await under(issuing, 'issuing', subjects.timestamp, timestampKey, 'timestamp'),
    ocspRoot: await under(root, 'root', subjects.ocspRoot, ocspRootKey, 'ocsp'),
    ocspIssuing: await under(issuing, 'issuing', subjects.ocspIssuing, ocspIssuingKey, 'ocsp'),
  };
}

async function rootOf(key: SigningKey): Promise<Member> {
  return { subject: subjects.root, key, certificate: await selfSigned(subjects.root, key) };
}

function recordOf(authority: Authority): z.infer<typeof authorityRecord> {
  return {
    port: authority.port,
    root: memberRecord(authority.root),
    issuing: memberRecord(authority.issuing),
    timestamp: memberRecord(authority.timestamp),
    ocspRoot: memberRecord(authority.ocspRoot),
    ocspIssuing: memberRecord(authority.ocspIssuing),
  };
}

function memberRecord(from: Member): z.infer<typeof member> {
  return { key: from.key.pem, certificate: from.certificate.toString('pem') };
}

async function memberOf(subject: Subject, stored: z.infer<typeof member>): Promise<Member> {
  return {
    subject,
    key: await signingKeyOf(stored.key),
    certificate: new X509Certificate(stored.certificate),
  };
}
