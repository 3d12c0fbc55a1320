/** Whether hash, scheme and key of a signature are ones to rely on (ETSI TS 119 312). */
import { parsedCertificate } from '../../certificates/parsed-certificate.ts';
import { memberAt, readObjectIdentifier, readWhole } from '../../cms/der-reader.ts';
import { OID } from '../../cms/object-identifiers.ts';
import type { SignedData } from '../../cms/read-cms.ts';
import { signatureAlgorithmOf } from '../../cms/verify-cms.ts';

const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'MD5',
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  [OID.sha256]: 'SHA-256',
  [OID.sha384]: 'SHA-384',
  [OID.sha512]: 'SHA-512',
};
const SCHEMES: Readonly<Record<string, string>> = {
  'rsa-pkcs1': 'RSA PKCS#1 v1.5',
  'rsa-pss': 'RSA-PSS',
  ecdsa: 'ECDSA',
};
const MINIMAL_RSA_BITS = 2048;
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

export interface SignatureStrength {
  /** In words, for people. */
  readonly algorithm: string;
  readonly isEnough: boolean;
}

/** @throws {MalformedDer} */
export function signatureStrength(cms: SignedData, certificate: Uint8Array): SignatureStrength {
  const hash = HASHES[cms.signer.digestAlgorithm] ?? cms.signer.digestAlgorithm;
  const key = parsedCertificate(certificate).publicKey;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const isKeyEnough =
    modulusLength === undefined
      ? namedCurve !== undefined && CURVES.has(namedCurve)
      : modulusLength >= MINIMAL_RSA_BITS;
  const known = signatureAlgorithmOf(cms);
  const scheme = known?.scheme ?? readObjectIdentifier(memberAt(readWhole(cms.signer.signatureAlgorithm), 0));
  const size = modulusLength ?? namedCurve ?? key.asymmetricKeyType;
  return {
    algorithm: `${SCHEMES[scheme] ?? scheme}, ${String(size)}, ${hash}`,
    isEnough: known !== undefined && isKeyEnough,
  };
}
