/** Certificates, OCSP answers and CRLs that come with a file: nothing is fetched, and nothing believed for lying there. */
import { Buffer } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import { certificateParts } from '../../certificates/certificate-parts.ts';
import { MalformedPdf, PdfStream, isArray, isDict } from '../../pdf/pdf-object.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';

export interface EvidencePool {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/** No honest store holds more; each costs a parse. */
const MAX_PIECES = 512;
const MAX_CERTIFICATES = 128;
/** As many as a path may try (certificate-path.ts). */
const MAX_ISSUERS = 8;

/** What the document security store holds (ISO 32000-2 §12.8.4.3). What cannot be read in it is left out. */
export function storedEvidence(file: PdfFile): EvidencePool {
  const store = file.resolve(file.catalog.get('DSS'));
  const pieces = (key: string): Uint8Array[] => {
    const list = isDict(store) ? file.resolve(store.get(key)) : null;
    if (!isArray(list)) return [];
    return list.slice(0, MAX_PIECES).flatMap((member) => {
      const stream = file.resolve(member);
      return stream instanceof PdfStream ? decoded(file, stream) : [];
    });
  };
  return {
    certificates: pieces('Certs').slice(0, MAX_CERTIFICATES).filter(isCertificate),
    ocsps: pieces('OCSPs'),
    crls: pieces('CRLs'),
  };
}

function decoded(file: PdfFile, stream: PdfStream): Uint8Array[] {
  try {
    return [file.decode(stream)];
  } catch (error) {
    if (error instanceof MalformedPdf) return [];
    throw error;
  }
}

export function withCertificates(pool: EvidencePool, certificates: readonly Uint8Array[]): EvidencePool {
  return {
    ...pool,
    certificates: [...certificates.slice(0, MAX_CERTIFICATES).filter(isCertificate), ...pool.certificates],
  };
}

/** Whether node can read it: what it cannot read, no path can use. */
export function isCertificate(der: Uint8Array): boolean {
  try {
    return new X509Certificate(der).subject !== undefined && certificateParts(der).subject.length > 0;
  } catch {
    return false;
  }
}

/** Certificates that can lie above this one, by their names alone: a store holds those of all signers. */
export function possibleIssuers(leaf: Uint8Array, certificates: readonly Uint8Array[]): Uint8Array[] {
  const found = new Map<string, Uint8Array>();
  let names = new Set([hex(certificateParts(leaf).issuer)]);
  while (names.size > 0 && found.size < MAX_ISSUERS) {
    const issuers = certificates.filter((each) => {
      return names.has(hex(certificateParts(each).subject)) && !found.has(hex(each));
    });
    for (const issuer of issuers.slice(0, MAX_ISSUERS - found.size)) found.set(hex(issuer), issuer);
    names = new Set(issuers.map((issuer) => hex(certificateParts(issuer).issuer)));
  }
  return [...found.values()];
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
