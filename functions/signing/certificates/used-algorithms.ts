/** Which hashes and keys a signature and its certificates stand on: the first to fall takes the proof along. */
import type { AlgorithmName } from '../../platform/algorithm-ends.ts';
import { memberAt, readMembers, readObjectIdentifier, readWhole } from '../cms/der-reader.ts';
import { OID } from '../cms/object-identifiers.ts';
import type { SignedData } from '../cms/read-cms.ts';
import {
  type HashName,
  SIGNATURE_ALGORITHMS,
  SIGNATURE_ALGORITHM_NAMES,
} from '../cms/signature-algorithm.ts';
import { digestAlgorithmOf } from '../cms/verify-cms.ts';
import { parsedCertificate } from './parsed-certificate.ts';

const HASHES = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;
const CURVES: Readonly<Record<string, AlgorithmName>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};
const ECDSA_WITH_SHA512 = '1.2.840.10045.4.3.4';

/**
 * Sorted, each once. A root's own signature proves nothing, so that its hash does not count; its key does.
 *
 * @param path from the signer's certificate to the root, both included
 * @returns undefined where one of them is none that is known here
 * @throws {MalformedDer}
 */
export function usedAlgorithms(
  cms: SignedData,
  path: readonly Uint8Array[],
  hashes: readonly HashName[] = [],
): AlgorithmName[] | undefined {
  const own = digestAlgorithmOf(cms);
  const used = [
    own && HASHES[own],
    ...hashes.map((hash) => HASHES[hash]),
    ...path.map(keyOf),
    ...path.slice(0, -1).map(signatureHashOf),
  ];
  const known = used.filter((name) => name !== undefined);
  return known.length === used.length ? [...new Set(known)].toSorted() : undefined;
}

function keyOf(certificate: Uint8Array): AlgorithmName | undefined {
  const { asymmetricKeyDetails } = parsedCertificate(certificate).publicKey;
  const { modulusLength, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (modulusLength === undefined) return CURVES[namedCurve];
  if (modulusLength >= 4096) return 'RSA-4096';
  if (modulusLength >= 3072) return 'RSA-3072';
  return modulusLength >= 2048 ? 'RSA-2048' : undefined;
}

/** The hash under the issuer's signature (RFC 5280 §4.1.1.2). */
function signatureHashOf(certificate: Uint8Array): AlgorithmName | undefined {
  const algorithm = memberAt(readWhole(certificate), 1);
  const identifier = readObjectIdentifier(memberAt(algorithm, 0));
  if (identifier === OID.rsassaPss) return pssHashOf(algorithm.encoded);
  if (identifier === ECDSA_WITH_SHA512) return 'SHA-512';
  const name = SIGNATURE_ALGORITHM_NAMES.find((each) => SIGNATURE_ALGORITHMS[each].oid === identifier);
  return name && HASHES[SIGNATURE_ALGORITHMS[name].hash];
}

/** RSASSA-PSS names its hash in its parameters; without one it is SHA-1 (RFC 4055 §3.1). */
function pssHashOf(algorithm: Uint8Array): AlgorithmName | undefined {
  const parameters = readMembers(readWhole(algorithm))[1];
  const explicit = parameters && readMembers(parameters).find(({ tag }) => tag === 0xa0);
  const hash = explicit && readObjectIdentifier(memberAt(memberAt(explicit, 0), 0));
  const names = ['sha256', 'sha384', 'sha512'] as const;
  const name = names.find((each) => OID[each] === hash);
  return name && HASHES[name];
}
