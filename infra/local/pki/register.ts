import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { readJsonFile } from '../state/read-json.ts';
import type { Authority } from './authority.ts';
import { issue } from './certificate.ts';
import type { Subject } from './subject.ts';
import type { X509Certificate } from './x509.ts';

const revocations = z.record(z.string(), z.object({ at: z.iso.datetime(), reason: z.number().int() }));

/** A revoked certificate's entry: RFC 5280 §5.3.1 names the reasons. */
export interface Revocation {
  readonly serialNumber: string;
  readonly at: Date;
  readonly reason: number;
}

/** What the issuing authority has issued and revoked. */
export interface CertificateRegister {
  /**
   * The certificate of a subject's public key (SubjectPublicKeyInfo, DER), and the issuing authority's,
   * both PEM: issued once, the same one ever after.
   */
  readonly certify: (subject: Subject, publicKey: Uint8Array) => Promise<string[]>;
  readonly revoke: (serialNumber: string, reason: number) => Promise<void>;
  readonly revoked: (serialNumber: string) => Revocation | undefined;
  readonly revocations: () => Revocation[];
}

/** Opens the register's folder. */
export async function openRegister(directory: string, authority: Authority): Promise<CertificateRegister> {
  await mkdir(join(directory, 'issued'), { recursive: true });
  const revokedFile = join(directory, 'revoked.json');
  let revoked = (await readJsonFile(revokedFile, revocations)) ?? {};
  const list = (): Revocation[] =>
    Object.entries(revoked).map(([serialNumber, { at, reason }]) => ({
      serialNumber,
      at: new Date(at),
      reason,
    }));
  return {
    revocations: list,
    revoked: (serialNumber) => list().find((entry) => entry.serialNumber === serialNumber),
    revoke: async (serialNumber, reason) => {
      const at = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
      revoked = { ...revoked, [serialNumber]: { at, reason } };
      await writeFileAtomically(revokedFile, JSON.stringify(revoked, null, 2));
    },
    certify: async (subject, publicKey) => {
      const identity = createHash('sha256').update(JSON.stringify(subject)).update(publicKey).digest('hex');
      const path = join(directory, 'issued', `${identity}.pem`);
      const present = await readFile(path, 'utf8').catch(() => undefined);
      const pem = present ?? (await issueSignatureCertificate(subject, publicKey, authority)).toString('pem');
      if (present === undefined) await writeFileAtomically(path, pem);
      return [pem, authority.issuing.certificate.toString('pem')];
    },
  };
}

function issueSignatureCertificate(
  subject: Subject,
  publicKey: Uint8Array,
  authority: Authority,
): Promise<X509Certificate> {
  const issuerAddress = `http://127.0.0.1:${authority.port}/issuing`;
  return issue({ subject, publicKey, use: 'signature', years: 3, issuerAddress }, authority.issuing);
}
