import { constants, createHash, createPrivateKey, privateEncrypt, randomBytes } from 'node:crypto';
import { p256, p384 } from '@noble/curves/nist.js';

/** Signing algorithms by KMS's names, with the hash each fixes. */
export const hashOf: Readonly<Record<string, { name: string; length: number; oid: string } | undefined>> =
  Object.fromEntries(
    [
      { suffix: 'SHA_256', name: 'sha256', length: 32, oid: '0609608648016503040201' },
      { suffix: 'SHA_384', name: 'sha384', length: 48, oid: '0609608648016503040202' },
      { suffix: 'SHA_512', name: 'sha512', length: 64, oid: '0609608648016503040203' },
    ].flatMap(({ suffix, ...hash }) =>
      ['RSASSA_PKCS1_V1_5', 'RSASSA_PSS', 'ECDSA'].map((scheme) => [`${scheme}_${suffix}`, hash]),
    ),
  );

/**
 * Signs a digest with a private key (PKCS#8 PEM), as KMS does for `MessageType: DIGEST`. node:crypto signs
 * messages only, so each scheme is completed here around its raw operation.
 */
export function signDigest(pem: string, algorithm: string, digest: Uint8Array): Buffer {
  const hash = hashOf[algorithm];
  if (hash === undefined || digest.length !== hash.length) throw new Error('Digest and algorithm differ.');
  if (algorithm.startsWith('ECDSA')) return ecdsa(pem, digest);
  if (algorithm.startsWith('RSASSA_PSS')) return pss(pem, hash.name, digest);
  const info = Buffer.concat([digestInfoPrefix(hash.oid, digest.length), digest]);
  return privateEncrypt({ key: pem, padding: constants.RSA_PKCS1_PADDING }, info);
}

/** DigestInfo of RFC 8017 §9.2 up to the digest itself. */
function digestInfoPrefix(oid: string, length: number): Buffer {
  const algorithm = `300d${oid}0500`;
  return Buffer.from(`30${(17 + length).toString(16)}${algorithm}04${length.toString(16)}`, 'hex');
}

/** ECDSA over the digest; the nonce carries fresh entropy, so that no two signatures are alike, as in KMS. */
function ecdsa(pem: string, digest: Uint8Array): Buffer {
  const jwk = createPrivateKey(pem).export({ format: 'jwk' });
  if (jwk.d === undefined) throw new Error('Not an EC private key.');
  const curve = jwk.crv === 'P-384' ? p384 : p256;
  const options = { prehash: false, lowS: false, extraEntropy: true, format: 'der' } as const;
  return Buffer.from(curve.sign(digest, Buffer.from(jwk.d, 'base64url'), options));
}

/** EMSA-PSS of RFC 8017 §9.1.1, salt as long as the hash, then the raw RSA operation. */
function pss(pem: string, hash: string, digest: Uint8Array): Buffer {
  const bits = createPrivateKey(pem).asymmetricKeyDetails?.modulusLength ?? 0;
  const length = Math.ceil((bits - 1) / 8);
  const salt = randomBytes(digest.length);
  const h = createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();
  const padding = Buffer.alloc(length - salt.length - h.length - 2);
  const block = Buffer.concat([padding, Buffer.of(1), salt]);
  const mask = mgf1(hash, h, block.length);
  const masked = block.map((byte, index) => byte ^ (mask[index] ?? 0));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - (bits - 1)));
  const encoded = Buffer.concat([masked, h, Buffer.of(0xbc)]);
  return privateEncrypt({ key: pem, padding: constants.RSA_NO_PADDING }, encoded);
}

function mgf1(hash: string, seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let made = 0; made < length; made += seed.length) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(blocks.length);
    blocks.push(createHash(hash).update(seed).update(counter).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}
