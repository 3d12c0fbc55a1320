/** A result signed and sealed in tests, what the validator says of it, and ways to make it otherwise. */
import { sha256 } from '../../platform/digest.ts';
import { completeSignature } from '../pdf/complete-signature.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import { dict, name } from '../pdf/pdf-object.ts';
import type { PreparedSignature, SignatureRequest } from '../pdf/prepare-signature.ts';
import { Revision } from '../pdf/revision.ts';
import { SAFE_TOKEN_BYTES } from '../pdf/signature-room.ts';
import type { Signer } from '../signers/signer.ts';
import type { FindingCode, ValidationReport } from '../validation/report.ts';
import { type ValidationRequest, validateResult } from '../validation/validate-result.ts';
import { DATE, NUMBER, SIGNED_AT, type SigningDesk, openSigningDesk } from './signing-desk.ts';
import { testPicture } from './test-picture.ts';
import { unsignedResult } from './unsigned-result.ts';

type Expected = NonNullable<ValidationRequest['expected']>;

export interface SealedResult {
  readonly desk: SigningDesk;
  readonly draft: Uint8Array;
  readonly signed: Uint8Array;
  readonly sealed: Uint8Array;
  /** What the validator says, with the desk's root, number and date expected. */
  readonly validate: (pdf: Uint8Array, expected?: Expected) => ValidationReport;
  readonly codes: (pdf: Uint8Array, expected?: Expected) => FindingCode[];
}

export async function sealedResult(): Promise<SealedResult> {
  const desk = await openSigningDesk();
  const draft = await unsignedResult({ compressed: false });
  const signed = await desk.signAsOfficial(draft);
  const sealed = await desk.sealAsAgency(signed);
  const validate = (pdf: Uint8Array, expected: Expected = {}) =>
    validateResult(pdf, {
      roots: [desk.authority.certificate],
      expected: { number: NUMBER, date: DATE, ...expected },
    });
  const codes = (pdf: Uint8Array, expected?: Expected) => {
    return validate(pdf, expected).findings.map(({ code }) => code);
  };
  return { desk, draft, signed, sealed, validate, codes };
}

/** SHA-256 of a signer's own certificate. */
export function fingerprint(signer: Signer): string {
  return sha256(signer.certificateChain()[0] ?? '');
}

/** An agency's request that fills in nothing, to be changed where a test wants it. */
export function plainRequest(signer: Signer): SignatureRequest {
  return {
    field: 'agency',
    algorithm: signer.algorithm,
    chain: signer.certificateChain(),
    signerName: 'Người khác',
    reason: 'Thử',
    signedAt: SIGNED_AT,
    permissions: { kind: 'lock', fields: ['number', 'date', 'official', 'agency'] },
    picture: { png: testPicture(10, 10, [0, 0, 0]), blend: 'Normal' },
    texts: [],
    tokenBytes: SAFE_TOKEN_BYTES,
  };
}

/** The file with one more revision, which adds an object nothing refers to. */
export function appended(pdf: Uint8Array): Uint8Array {
  const revision = new Revision(new PdfFile(pdf));
  revision.add(dict({ Type: name('Metadata') }));
  return revision.write().pdf;
}

/** Signs what was prepared, with a timestamp token of the test's choice. */
export async function finishWith(
  prepared: PreparedSignature,
  signer: Signer,
  token: (value: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
  return completeSignature(prepared, value, await token(value));
}
