/**
 * The document security store (ETSI EN 319 142-1 §5.4.2): certificates, OCSP answers and CRLs, so that a verifier
 * needs no network and no issuer that is still there. There is no VRI: it adds nothing, and validators disagree on it.
 */
import { Buffer } from 'node:buffer';
import { sha256 } from '../../platform/digest.ts';
import type { RevocationEvidence } from '../revocation/revocation-source.ts';
import { decodeStream } from './decode-stream.ts';
import { PdfFile } from './pdf-file.ts';
import {
  MalformedPdf,
  type PdfObject,
  PdfRef,
  PdfStream,
  dict,
  isDict,
  name,
  withEntries,
} from './pdf-object.ts';
import { Revision } from './revision.ts';

const KEYS = { certificates: 'Certs', ocsps: 'OCSPs', crls: 'CRLs' } as const;
const KINDS = ['certificates', 'ocsps', 'crls'] as const satisfies readonly (keyof RevocationEvidence)[];

/** What the file's store holds; empty where it has none. */
export function storedEvidence(file: PdfFile): RevocationEvidence {
  const store = file.resolve(file.catalog.get('DSS'));
  const stored = (kind: keyof RevocationEvidence): Uint8Array[] => {
    const list = isDict(store) ? store.get(KEYS[kind]) : undefined;
    return list === undefined ? [] : file.array(list).map((member) => decodeStream(file.stream(member)));
  };
  return { certificates: stored('certificates'), ocsps: stored('ocsps'), crls: stored('crls') };
}

/**
 * The file with one more revision that adds what its store does not hold yet, nothing twice; the file as it is
 * where there is nothing to add. The same file and material give the same bytes.
 */
export function addEvidence(pdf: Uint8Array, material: RevocationEvidence): Uint8Array {
  const file = new PdfFile(pdf);
  const held = storedEvidence(file);
  const revision = new Revision(file);
  const store = file.resolve(file.catalog.get('DSS'));
  const before = isDict(store) ? store : dict({ Type: name('DSS') });
  const changed: Record<string, PdfObject> = {};
  for (const kind of KINDS) {
    const added = missing(material[kind], held[kind]).map((der) =>
      revision.add(new PdfStream(dict({}), der)),
    );
    const present = before.get(KEYS[kind]);
    if (added.length > 0) changed[KEYS[kind]] = [...(present ? file.array(present) : []), ...added];
  }
  if (Object.keys(changed).length === 0) return pdf;
  placeStore(revision, withEntries(before, changed));
  return revision.write().pdf;
}

function placeStore(revision: Revision, store: PdfObject): void {
  const { file } = revision;
  const present = file.catalog.get('DSS');
  if (present instanceof PdfRef) {
    revision.replace(present, store);
    return;
  }
  const root = file.trailer.get('Root');
  if (!(root instanceof PdfRef)) throw new MalformedPdf('trailer without Root');
  revision.replace(root, withEntries(file.catalog, { DSS: revision.add(store) }));
}

function missing(wanted: readonly Uint8Array[], held: readonly Uint8Array[]): Uint8Array[] {
  const known = new Set(held.map((der) => sha256(der)));
  return wanted
    .filter((der) => {
      const hash = sha256(der);
      const isNew = !known.has(hash);
      known.add(hash);
      return isNew;
    })
    .map((der) => Buffer.from(der));
}
