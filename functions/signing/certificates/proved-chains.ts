/** The certificate chains a file's signatures and their timestamps stand on. */
import type { AlgorithmName } from '../../platform/algorithm-ends.ts';
import { MalformedDer } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';
import { type SignedData, readCms, signerCertificate } from '../cms/read-cms.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { verifyTimestamp } from '../timestamps/verify-timestamp.ts';
import { placedSignatures } from '../validation/placed-signature.ts';
import { certificatePath } from './certificate-path.ts';
import { usedAlgorithms } from './used-algorithms.ts';

/** A signature's chain cannot be built: what it stands on cannot be kept for later. */
export class ChainMissing extends Error {
  override readonly name = 'ChainMissing';
}

export interface ProvedChain {
  /** In DER, from the signer's or authority's own to the root, both included. */
  readonly path: Uint8Array[];
  /** When it was used, as the timestamp proves. */
  readonly at: Date;
  /** Hashes and keys it stands on; undefined where one is none that is known here. */
  readonly algorithms: AlgorithmName[] | undefined;
}

/**
 * Each chain from its own certificate to the root, both included: every signer's and every timestamp authority's,
 * as they were at the time the timestamp proves.
 *
 * @throws {ChainMissing} where a signature, its timestamp or a chain does not hold
 */
export function provedChains(file: PdfFile, roots: readonly Uint8Array[]): ProvedChain[] {
  return placedSignatures(file).flatMap((place) => {
    if (!place.ok) throw new ChainMissing(`${place.field}: ${place.detail}`);
    const { field, cms } = place.signature;
    try {
      return chainsOf(readCms(cms), roots, field.name);
    } catch (error) {
      if (error instanceof MalformedDer) throw new ChainMissing(`${field.name}: ${error.message}`);
      throw error;
    }
  });
}

function chainsOf(cms: SignedData, roots: readonly Uint8Array[], field: string): ProvedChain[] {
  const token = cms.signer.unsigned.get(OID.signatureTimeStampToken)?.encoded;
  const leaf = signerCertificate(cms);
  if (token === undefined || leaf === undefined) throw new ChainMissing(`${field}: no timestamp or signer`);
  const stamp = verifyTimestamp({ token, stamped: cms.signer.signature, roots });
  if (!stamp.ok) throw new ChainMissing(`${field}: ${stamp.fault}`);
  const at = stamp.time;
  const signer = certificatePath({ leaf, intermediates: cms.certificates, roots, at });
  if (signer === undefined) throw new ChainMissing(`${field}: the signer leads to no configured root`);
  return [
    { path: signer, at, algorithms: usedAlgorithms(cms, signer) },
    { path: stamp.path, at, algorithms: stamp.algorithms },
  ];
}
