/** A prepared signature as it is kept in the work bucket, one object, until the value arrives. */
import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { SIGNATURE_ALGORITHM_NAMES } from './cms/signature-algorithm.ts';
import type { PreparedSignature } from './pdf/prepare-signature.ts';
import { SAFE_TOKEN_BYTES } from './pdf/signature-room.ts';

const bytes = z.codec(z.base64(), z.instanceof(Uint8Array), {
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
  encode: (octets) => Buffer.from(octets).toString('base64'),
});

const preparedRecord = z.object({
  v: z.literal(1),
  field: z.string(),
  algorithm: z.enum(SIGNATURE_ALGORITHM_NAMES),
  chain: z.array(bytes).min(1),
  // records of earlier versions name none: each kept this much
  tokenBytes: z.number().default(SAFE_TOKEN_BYTES),
  byteRange: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  attributes: bytes,
  digest: bytes,
  pdf: bytes,
});

export function encodePrepared(prepared: PreparedSignature): Uint8Array {
  const { field, algorithm, chain, tokenBytes, byteRange, attributes, digest, pdf } = prepared;
  const record = z.encode(preparedRecord, {
    v: 1,
    field,
    algorithm,
    chain: chain.map((certificate) => new Uint8Array(certificate)),
    tokenBytes,
    byteRange: [...byteRange],
    attributes: new Uint8Array(attributes),
    digest: new Uint8Array(digest),
    pdf: new Uint8Array(pdf),
  });
  return Buffer.from(JSON.stringify(record));
}

/** @throws {z.ZodError} where the object is none of ours */
export function decodePrepared(record: Uint8Array): PreparedSignature {
  return preparedRecord.parse(JSON.parse(Buffer.from(record).toString()));
}
