/** The signature dictionary of PAdES baseline (ISO 32000-1 §12.8.1, ETSI EN 319 142-1 §6.3). */
import { type PdfDict, type PdfObject, PdfString, dict, name } from './pdf-object.ts';
import { roomEntries } from './signature-room.ts';

/** What later revisions may still change. */
export type Permissions =
  /** Certification: DocMDP with P=2, filling in of fields and signing alone (§12.8.2.2). */
  | { readonly kind: 'certify' }
  /** Approval that locks the named fields: FieldMDP (§12.8.2.4). Never all: that forbids archive timestamps. */
  | { readonly kind: 'lock'; readonly fields: readonly string[] };

export interface SignatureEntries {
  readonly signerName: string;
  readonly reason: string;
  readonly signedAt: Date;
  readonly permissions: Permissions;
}

/**
 * @param root reference to the catalog
 * @param capacity octets reserved for the CMS
 */
export function signatureDictionary(entries: SignatureEntries, root: PdfObject, capacity: number): PdfDict {
  return dict({
    Type: name('Sig'),
    ...roomEntries(capacity),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    M: PdfString.ofAscii(pdfDate(entries.signedAt)),
    Name: PdfString.ofText(entries.signerName),
    Reason: PdfString.ofText(entries.reason),
    Reference: [signatureReference(entries.permissions, root)],
  });
}

function signatureReference(permissions: Permissions, root: PdfObject): PdfDict {
  const common = { Type: name('TransformParams'), V: name('1.2') };
  if (permissions.kind === 'certify') {
    return dict({
      Type: name('SigRef'),
      TransformMethod: name('DocMDP'),
      TransformParams: dict({ ...common, P: 2 }),
    });
  }
  const fields = permissions.fields.map((field) => PdfString.ofAscii(field));
  return dict({
    Type: name('SigRef'),
    TransformMethod: name('FieldMDP'),
    Data: root,
    TransformParams: dict({ ...common, Action: name('Include'), Fields: fields }),
  });
}

/** `D:YYYYMMDDHHmmSSZ`, in UTC (§7.9.4). */
export function pdfDate(moment: Date): string {
  return `D:${moment.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;
}
