/** PKCS#12 files as no tool writes them any more, or none should: made for tests. */
import { type KeyObject, createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as der from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';
import { PURPOSE, bmpPassphrase, deriveOctets } from '../pkcs12/key-derivation.ts';

export const PASSPHRASE = 'Mật khẩu 1';

/** A file of `key-files/`. */
export function keyFile(name: string): Uint8Array {
  return readFileSync(new URL(`./key-files/${name}.p12`, import.meta.url));
}

/** A file of so many new keys without certificates. */
export function fileOfKeys(count: number): Uint8Array {
  const bags = Array.from({ length: count }, () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const secret = { cipher: 'aes-256-cbc', passphrase: PASSPHRASE };
    return privateKey.export({ type: 'pkcs8', format: 'der', ...secret });
  }).map((info) =>
    der.sequence(
      der.objectIdentifier('1.2.840.113549.1.12.10.1.2'),
      der.contextConstructed(0, new Uint8Array(info)),
    ),
  );
  return fileOf(der.sequence(...bags));
}

/** A file of one key with its certificates, in DER. */
export function fileOfKey(
  key: KeyObject,
  certificates: readonly Uint8Array[],
  passphrase = PASSPHRASE,
): Uint8Array {
  const secret = { cipher: 'aes-256-cbc', passphrase };
  const info = new Uint8Array(key.export({ type: 'pkcs8', format: 'der', ...secret }));
  const keyBag = der.sequence(
    der.objectIdentifier('1.2.840.113549.1.12.10.1.2'),
    der.contextConstructed(0, info),
  );
  const bags = certificates.map((certificate) =>
    der.sequence(
      der.objectIdentifier('1.2.840.113549.1.12.10.1.3'),
      der.contextConstructed(
        0,
        der.sequence(
          der.objectIdentifier('1.2.840.113549.1.9.22.1'),
          der.contextConstructed(0, der.octetString(certificate)),
        ),
      ),
    ),
  );
  return fileOf(der.sequence(keyBag, ...bags), passphrase);
}

/** A file around safe contents that are not encrypted themselves. */
export function fileOf(contents: Uint8Array, passphrase = PASSPHRASE): Uint8Array {
  const authSafe = der.sequence(data(contents));
  const salt = randomBytes(8);
  const derivation = { hash: 'sha256', passphrase: bmpPassphrase(passphrase), salt, iterations: 2 } as const;
  const mac = createHmac('sha256', deriveOctets(derivation, PURPOSE.mac, 32))
    .update(authSafe)
    .digest();
  const algorithm = der.sequence(der.objectIdentifier(OID.sha256), der.nullValue());
  return der.sequence(
    der.integer(3),
    data(authSafe),
    der.sequence(der.sequence(algorithm, der.octetString(mac)), der.octetString(salt), der.integer(2)),
  );
}

function data(content: Uint8Array): Uint8Array {
  return der.sequence(der.objectIdentifier(OID.data), der.contextConstructed(0, der.octetString(content)));
}
