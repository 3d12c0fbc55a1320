/**
 * The two signatures of a result, in the order of Decree 30/2020/NĐ-CP (art. 13–18): the competent person
 * signs first; number and date are then filled in by the same revision that carries the agency's signature.
 */
import type { SignatureAlgorithm } from './cms/signature-algorithm.ts';
import { type PreparedSignature, prepareSignature } from './pdf/prepare-signature.ts';
import { printedDate } from './printed-date.ts';
import { FIELD, LOCKED_FIELDS } from './result-fields.ts';

interface SigningKey {
  readonly algorithm: SignatureAlgorithm;
  /** Certificates in DER, the signer's own first. */
  readonly chain: readonly Uint8Array[];
  readonly signerName: string;
  readonly signedAt: Date;
  /** Octets kept for a timestamp token with its certificates; 0 where there will be none (B-B). */
  readonly tokenBytes: number;
}

export interface OfficialSignatureRequest extends SigningKey {
  /** Quyền hạn, chức vụ as printed: the signature says itself in which capacity it was given. */
  readonly authority: readonly string[];
  /** Blue handwriting as transparent PNG; no text beside it (annex I, ô 7c). */
  readonly handwriting: Uint8Array;
}

/** One line, as viewers show a reason (ISO 32000-2, table 255). */
function reasonOf({ authority }: OfficialSignatureRequest): string {
  return ['Ký ban hành', ...authority].join(' - ');
}

/** The competent person's certification signature (chữ ký số của người có thẩm quyền). */
export function prepareOfficialSignature(
  pdf: Uint8Array,
  request: OfficialSignatureRequest,
): PreparedSignature {
  return prepareSignature(pdf, {
    ...request,
    field: FIELD.official,
    reason: reasonOf(request),
    permissions: { kind: 'certify' },
    picture: { png: request.handwriting, blend: 'Normal' },
    texts: [],
  });
}

export interface AgencySignatureRequest extends SigningKey {
  /** Red seal as transparent PNG, shown in real size (annex I, ô 8). */
  readonly seal: Uint8Array;
  /** Number and symbol as printed, such as `07/GPXD-UBND`. */
  readonly number: string;
  /** Day in Vietnam, `YYYY-MM-DD`. */
  readonly date: string;
}

/** Number, date and the agency's signature (chữ ký số của cơ quan, tổ chức) in one revision. */
export function prepareAgencySignature(pdf: Uint8Array, request: AgencySignatureRequest): PreparedSignature {
  return prepareSignature(pdf, {
    ...request,
    field: FIELD.agency,
    reason: 'Cấp số và phát hành',
    permissions: { kind: 'lock', fields: LOCKED_FIELDS },
    picture: { png: request.seal, blend: 'Multiply' },
    texts: [
      { field: FIELD.number, value: request.number },
      { field: FIELD.date, value: printedDate(request.date) },
    ],
  });
}
