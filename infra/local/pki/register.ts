import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { readJsonFile } from '../state/read-json.ts';
import type { Authority } from './authority.ts';
import { issue, yearsFromNow } from './certificate.ts';
import type { Validity } from './certificate.ts';
import type { Subject } from './subject.ts';
import { X509Certificate } from './x509.ts';

const revocations = z.record(z.string(), z.object({ at: z.iso.datetime(), reason: z.number().int() }));

/** A revoked certificate's entry: RFC 5280 §5.3.1 names the reasons. */
export interface Revocation {
  readonly serialNumber: string;
  readonly at: Date;
  readonly reason: number;
}

/** What the authorities have issued and revoked. */
export interface CertificateRegister {
  /**
   * The certificate of a subject's public key (SubjectPublicKeyInfo, DER), and the issuing authority's,
   * both PEM: issued once, the same one ever after. Valid for three years, unless told otherwise.
   */
  readonly certify: (subject: Subject, publicKey: Uint8Array, validity?: Validity) => Promise<string[]>;
  /** Revokes any certificate of the PKI, its own authorities' too; from now on, unless told otherwise. */
  readonly revoke: (serialNumber: string, reason: number, at?: Date) => Promise<void>;
  /** Takes a revocation back, as the end of a hold does (reason 6). */
  readonly reinstate: (serialNumber: string) => Promise<void>;
  readonly revoked: (serialNumber: string) => Revocation | undefined;
  readonly revocations: () => Revocation[];
  /** Certificates issued to signers. */
  readonly issued: () => Promise<X509Certificate[]>;
}

/** Opens the register's folder. */
export async function openRegister(directory: string, authority: Authority): Promise<CertificateRegister> {
  const folder = join(directory, 'issued');
  await mkdir(folder, { recursive: true });
  return {
    ...(await openRevocations(join(directory, 'revoked.json'))),
    issued: async () => {
      const files = (await readdir(folder)).filter((file) => file.endsWith('.pem')).toSorted();
      const pems = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      return pems.map((pem) => new X509Certificate(pem));
    },
    certify: async (subject, publicKey, validity) => {
      const told = JSON.stringify(validity === undefined ? subject : [subject, validity]);
      const identity = createHash('sha256').update(told).update(publicKey).digest('hex');
      const path = join(folder, `${identity}.pem`);
      const present = await readFile(path, 'utf8').catch(() => undefined);
      const issuerAddress = `http://127.0.0.1:${authority.port}/issuing`;
      const order = { subject, publicKey, use: 'signature', issuerAddress } as const;
      const pem =
        present ??
        (await issue({ ...order, validity: validity ?? yearsFromNow(3) }, authority.issuing)).toString('pem');
      if (present === undefined) await writeFileAtomically(path, pem);
      return [pem, authority.issuing.certificate.toString('pem')];
    },
  };
}

async function openRevocations(file: string) {
  let revoked = (await readJsonFile(file, revocations)) ?? {};
  const list = (): Revocation[] =>
    Object.entries(revoked).map(([serialNumber, { at, reason }]) => ({
      serialNumber,
      at: new Date(at),
      reason,
    }));
  const write = async (next: typeof revoked) => {
    revoked = next;
    await writeFileAtomically(file, JSON.stringify(revoked, null, 2));
  };
  return {
    revocations: list,
    revoked: (serialNumber: string) => list().find((entry) => entry.serialNumber === serialNumber),
    revoke: async (serialNumber: string, reason: number, at = new Date()) => {
      const second = new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();
      await write({ ...revoked, [serialNumber]: { at: second, reason } });
    },
    reinstate: async (serialNumber: string) => {
      const { [serialNumber]: _lifted, ...others } = revoked;
      await write(others);
    },
  };
}
