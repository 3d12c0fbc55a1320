/** Password-based encryption of what a PKCS#12 file holds: PBES2 (RFC 8018) and PKCS#12's own (RFC 7292 app. C). */
import { Buffer } from 'node:buffer';
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import {
  type DerElement,
  MalformedDer,
  memberAt,
  readMembers,
  readObjectIdentifier,
} from '../cms/der-reader.ts';
import { PURPOSE, bmpPassphrase, deriveOctets } from './key-derivation.ts';
import { decryptRc2 } from './rc2.ts';

/** The file is encrypted in a way this product does not read. */
export class EncryptionUnknown extends Error {
  override readonly name = 'EncryptionUnknown';
}

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';

const PRF: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const CIPHER: Readonly<Record<string, readonly [string, number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};
const LEGACY: Readonly<Record<string, readonly ['3des' | 'rc2', number]>> = {
  '1.2.840.113549.1.12.1.3': ['3des', 24],
  '1.2.840.113549.1.12.1.5': ['rc2', 16],
  '1.2.840.113549.1.12.1.6': ['rc2', 5],
};

/** More would be meant to keep us busy; today's files have a few thousand, the most careful a million. */
const MAX_ITERATIONS = 2_000_000;

/** A count of iterations. */
export function iterationsOf(element: DerElement | undefined): number {
  const count =
    element?.tag === 0x02 ? Number(`0x${Buffer.from(element.content).toString('hex')}`) : Number.NaN;
  if (!(count >= 1 && count <= MAX_ITERATIONS)) throw new MalformedDer('iterations expected');
  return count;
}

/**
 * @param algorithm AlgorithmIdentifier
 * @throws {EncryptionUnknown} {MalformedDer} or node:crypto's error where padding shows another passphrase
 */
export function decryptContent(
  algorithm: DerElement,
  ciphertext: Uint8Array,
  passphrase: string,
): Uint8Array {
  const oid = readObjectIdentifier(memberAt(algorithm, 0));
  const parameters = memberAt(algorithm, 1);
  return oid === PBES2
    ? decryptPbes2(parameters, ciphertext, passphrase)
    : decryptLegacy(oid, parameters, ciphertext, passphrase);
}

/** The passphrase goes in as UTF-8 here, unlike everywhere else in the file. */
function decryptPbes2(parameters: DerElement, ciphertext: Uint8Array, passphrase: string): Uint8Array {
  const [derivation, scheme] = [memberAt(parameters, 0), memberAt(parameters, 1)];
  const cipher = CIPHER[readObjectIdentifier(memberAt(scheme, 0))];
  if (readObjectIdentifier(memberAt(derivation, 0)) !== PBKDF2 || cipher === undefined) {
    throw new EncryptionUnknown('PBES2 with another derivation or cipher');
  }
  const [salt, iterations, ...rest] = readMembers(memberAt(derivation, 1));
  const named = rest.find(({ tag }) => tag === 0x30);
  const prf = named === undefined ? 'sha1' : PRF[readObjectIdentifier(memberAt(named, 0))];
  if (salt === undefined || prf === undefined) throw new EncryptionUnknown('PBKDF2 with another function');
  const [name, length] = cipher;
  const key = pbkdf2Sync(passphrase, salt.content, iterationsOf(iterations), length, prf);
  return finish(name, key, memberAt(scheme, 1).content, ciphertext);
}

function decryptLegacy(
  oid: string,
  parameters: DerElement,
  ciphertext: Uint8Array,
  passphrase: string,
): Uint8Array {
  const legacy = LEGACY[oid];
  if (legacy === undefined) throw new EncryptionUnknown(`encryption ${oid}`);
  const [kind, length] = legacy;
  const derivation = {
    hash: 'sha1',
    passphrase: bmpPassphrase(passphrase),
    salt: memberAt(parameters, 0).content,
    iterations: iterationsOf(memberAt(parameters, 1)),
  } as const;
  const key = deriveOctets(derivation, PURPOSE.key, length);
  const iv = deriveOctets(derivation, PURPOSE.iv, 8);
  return kind === 'rc2'
    ? decryptRc2(key, iv, length * 8, ciphertext)
    : finish('des-ede3-cbc', key, iv, ciphertext);
}

function finish(cipher: string, key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(cipher, key, iv);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}
