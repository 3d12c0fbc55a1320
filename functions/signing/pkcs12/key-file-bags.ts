/** What lies in a PKCS#12 file (RFC 7292 §4): its MAC is checked first, then its bags are opened. */
import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type DerElement,
  MalformedDer,
  memberAt,
  readElement,
  readMembers,
  readObjectIdentifier,
  readWhole,
  tagged,
} from '../cms/der-reader.ts';
import { derOfBer } from './ber.ts';
import { EncryptionUnknown, decryptContent, iterationsOf } from './decrypt-content.ts';
import { PURPOSE, bmpPassphrase, deriveOctets } from './key-derivation.ts';

/** The MAC does not fit: another passphrase, or a changed file. Which of the two, nobody can tell. */
export class PassphraseWrong extends Error {
  override readonly name = 'PassphraseWrong';
}

export interface KeyFileBags {
  /** PrivateKeyInfo in DER. */
  readonly keys: readonly Uint8Array[];
  /** Certificates in DER. */
  readonly certificates: readonly Uint8Array[];
}

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAG = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
};
const MAC_HASHES: Readonly<Record<string, 'sha1' | 'sha256' | 'sha384' | 'sha512'>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** @throws {MalformedDer} {PassphraseWrong} {EncryptionUnknown} */
export function keyFileBags(file: Uint8Array, passphrase: string): KeyFileBags {
  const [, authSafe, mac] = readMembers(tagged(readWhole(derOfBer(file)), 0x30));
  if (authSafe === undefined || mac === undefined) throw new MalformedDer('no MAC');
  const content = dataOf(authSafe);
  checkMac(mac, content, passphrase);
  const bags = readMembers(readWhole(derOfBer(content)))
    .map((info) => contentsOf(info, passphrase))
    .flatMap((contents) => readMembers(readElement(derOfBer(contents))));
  return {
    keys: bags.flatMap((bag) => keyOf(bag, passphrase)),
    certificates: bags.flatMap(certificateOf),
  };
}

/** Octets of a ContentInfo of type data. */
function dataOf(info: DerElement): Uint8Array {
  if (readObjectIdentifier(memberAt(info, 0)) !== DATA) throw new EncryptionUnknown('public-key mode');
  return tagged(memberAt(memberAt(info, 1), 0), 0x04).content;
}

function checkMac(mac: DerElement, content: Uint8Array, passphrase: string): void {
  const [info, salt, iterations] = readMembers(mac);
  if (info === undefined || salt === undefined) throw new MalformedDer('MAC cut short');
  const hash = MAC_HASHES[readObjectIdentifier(memberAt(memberAt(info, 0), 0))];
  if (hash === undefined) throw new EncryptionUnknown('MAC of another kind');
  const expected = memberAt(info, 1).content;
  const count = iterations === undefined ? 1 : iterationsOf(iterations);
  const fits = forms(passphrase).some((form) => {
    const derivation = { hash, passphrase: form, salt: salt.content, iterations: count };
    const key = deriveOctets(derivation, PURPOSE.mac, expected.length);
    const made = createHmac(hash, key).update(content).digest();
    return made.length === expected.length && timingSafeEqual(made, expected);
  });
  if (!fits) throw new PassphraseWrong('the MAC does not fit');
}

/** No passphrase is written in two ways: as an empty one, and as none at all. */
function forms(passphrase: string): Uint8Array[] {
  return [bmpPassphrase(passphrase), ...(passphrase === '' ? [new Uint8Array()] : [])];
}

function contentsOf(info: DerElement, passphrase: string): Uint8Array {
  if (readObjectIdentifier(memberAt(info, 0)) !== ENCRYPTED_DATA) return dataOf(info);
  const encrypted = memberAt(memberAt(memberAt(info, 1), 0), 1);
  const sealed = memberAt(encrypted, 2);
  // [0] IMPLICIT OCTET STRING, whole (0x80) or in pieces (0xA0).
  const ciphertext =
    sealed.tag === 0xa0 ? Buffer.concat(readMembers(sealed).map(({ content }) => content)) : sealed.content;
  return decryptContent(memberAt(encrypted, 1), ciphertext, passphrase);
}

function keyOf(bag: DerElement, passphrase: string): Uint8Array[] {
  const kind = readObjectIdentifier(memberAt(bag, 0));
  if (kind !== BAG.key && kind !== BAG.shroudedKey) return [];
  const value = memberAt(memberAt(bag, 1), 0);
  if (kind === BAG.key) return [value.encoded];
  return [decryptContent(memberAt(value, 0), memberAt(value, 1).content, passphrase)];
}

function certificateOf(bag: DerElement): Uint8Array[] {
  if (readObjectIdentifier(memberAt(bag, 0)) !== BAG.certificate) return [];
  const value = memberAt(memberAt(bag, 1), 0);
  return [tagged(memberAt(memberAt(value, 1), 0), 0x04).content];
}
