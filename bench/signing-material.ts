/** What every signer of the benchmark signs: one result of 80 KB, with one key for all of them. */
import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { PdfStream, dict, name } from '../functions/signing/pdf/pdf-object.ts';
import { completeSignature } from '../functions/signing/pdf/complete-signature.ts';
import { openKeyFile } from '../functions/signing/pkcs12/open-key-file.ts';
import type { SignatureAlgorithm } from '../functions/signing/index.ts';
import { KeyFileSigner } from '../functions/signing/signers/key-file-signer.ts';
import type { Signer } from '../functions/signing/signers/signer.ts';
import { updated } from '../functions/signing/testing/archived-result.ts';
import { PASSPHRASE, keyFile } from '../functions/signing/testing/pkcs12-file.ts';
import { prepareOfficialSignature } from '../functions/signing/decree-order.ts';
import { SIGNED_AT } from '../functions/signing/testing/signing-desk.ts';
import { testPicture } from '../functions/signing/testing/test-picture.ts';
import { unsignedResult } from '../functions/signing/testing/unsigned-result.ts';
import type { PkiDesk } from '../test/support/pki-desk.ts';
import { UsageError } from '../infra/demo/arguments.ts';

const RESULT_BYTES = 80 * 1024;
const HANDWRITING = testPicture(90, 35, [0, 40, 200]);

export interface BenchKey {
  readonly key: KeyObject;
  readonly signer: Signer;
}

/** A key file of the tests, made by OpenSSL: what others read as well as we do. */
export function benchKey(file: 'legacy-rsa' | 'legacy-ec', algorithm: SignatureAlgorithm): BenchKey {
  const opened = openKeyFile(keyFile(file), PASSPHRASE);
  if (!opened.ok) throw new UsageError(opened.code);
  const { key, chain } = opened.value;
  const secret = async () => ({ file: keyFile(file), passphrase: PASSPHRASE });
  return { key, signer: new KeyFileSigner({ algorithm, chain, secret }) };
}

/** The same key with a certificate of the desk's authority, which can be asked for its status. */
export async function certifiedBy(desk: PkiDesk, { key, signer }: BenchKey): Promise<Signer> {
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  const chain = await desk.chainFor('Người ký', spki);
  return {
    algorithm: signer.algorithm,
    certificateChain: () => chain,
    sign: signer.sign.bind(signer),
  };
}

/** A draft with fields to sign, filled up to 80 KB. */
export async function resultToSign(): Promise<Uint8Array> {
  const draft = await unsignedResult({ compressed: true });
  return updated(draft, (revision) => {
    const filling = randomBytes(RESULT_BYTES - draft.length - 400);
    revision.add(new PdfStream(dict({ Type: name('EmbeddedFile') }), filling));
  });
}

/** Our own B-B: the revision, the picture, the attributes, the value, the check of it, the CMS. */
export async function signBasic(pdf: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const prepared = prepareOfficialSignature(pdf, {
    algorithm: signer.algorithm,
    chain: signer.certificateChain(),
    signerName: 'Nguyễn Văn Hoà',
    authority: ['CHỦ TỊCH'],
    signedAt: SIGNED_AT,
    tokenBytes: 0,
    handwriting: HANDWRITING,
  });
  const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
  return completeSignature(prepared, value);
}
