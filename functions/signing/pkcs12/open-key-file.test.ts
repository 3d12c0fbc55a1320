import { X509Certificate, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as der from '../cms/der.ts';
import { readElement, readMembers } from '../cms/der-reader.ts';
import { openingOf } from '../testing/opening-of.ts';
import { PASSPHRASE, fileOf, fileOfKeys, keyFile } from '../testing/pkcs12-file.ts';
import { openKeyFile } from './open-key-file.ts';

function opened(file: Uint8Array, passphrase = PASSPHRASE) {
  const outcome = openKeyFile(file, passphrase);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

/** The same element written as Firefox does: lengths left open, octet strings in pieces. */
function inPieces(bytes: Uint8Array): Uint8Array {
  const { tag, content } = readElement(bytes);
  const end = Buffer.alloc(2);
  if ((tag & 0x20) !== 0) {
    const members = readMembers(readElement(bytes)).map(({ encoded }) => inPieces(encoded));
    return Buffer.concat([Buffer.of(tag, 0x80), ...members, end]);
  }
  if (tag !== 0x04) return bytes;
  const half = Math.ceil(content.length / 2);
  const pieces = [content.subarray(0, half), content.subarray(half)].map((each) => der.octetString(each));
  return Buffer.concat([Buffer.of(0x24, 0x80), ...pieces, end]);
}

describe.each([
  ['aes-rsa', 'rsa'],
  ['aes-ec', 'ec'],
  ['legacy-rsa', 'rsa'],
  ['legacy-ec', 'ec'],
])('the key file %s', (name, kind) => {
  it('opens with its key and the certificates that belong to it, as they were issued', () => {
    const { key, chain } = opened(keyFile(name));
    const [own, issuer, ...more] = chain.map((certificate) => new X509Certificate(certificate));
    expect(key.asymmetricKeyType).toBe(kind);
    expect(own!.publicKey.equals(createPublicKey(key))).toBe(true);
    expect(own!.verify(issuer!.publicKey)).toBe(true);
    expect(own!.subject).toContain('CN=Nguyễn Văn Hoà');
    expect(more).toEqual([]);
  });

  it('opens however its passphrase was typed', () => {
    expect(openingOf(keyFile(name), PASSPHRASE.normalize('NFD'))).toBe('opened');
  });

  it('opens when it is written in pieces', () => {
    expect(openingOf(inPieces(keyFile(name)))).toBe('opened');
  });

  it.each(['', 'mật khẩu 1', `${PASSPHRASE} `, 'Mat khau 1'])('stays shut to %j', (wrong) => {
    expect(openingOf(keyFile(name), wrong)).toBe('key-file-passphrase');
  });
});

describe('a key file', () => {
  it('with an empty passphrase opens', () => {
    expect(openingOf(keyFile('empty-passphrase'), '')).toBe('opened');
  });

  it('without a key is refused', () => {
    expect(openingOf(keyFile('no-key'))).toBe('key-file-no-key');
    expect(openingOf(fileOf(der.sequence()))).toBe('key-file-no-key');
  });

  it('with two keys is refused: nobody could say which one signs', () => {
    expect(openingOf(fileOfKeys(2))).toBe('key-file-several-keys');
  });

  it('without the key’s certificate is refused', () => {
    expect(openingOf(fileOfKeys(1))).toBe('key-file-no-certificate');
  });

  it('that is none is refused', () => {
    expect(openingOf(Buffer.from('xin chào'))).toBe('key-file-damaged');
    expect(openingOf(new Uint8Array())).toBe('key-file-damaged');
    expect(openingOf(Buffer.alloc(300_000))).toBe('key-file-damaged');
  });

  it('nested without end is refused', () => {
    const nested = Buffer.alloc(20_000, Buffer.of(0x30, 0x80));
    expect(openingOf(nested)).toBe('key-file-damaged');
  });

  it('that asks for work without end is refused', () => {
    const bags = readMembers(readElement(fileOfKeys(1)));
    const count = der.integer(2_000_000_000);
    const mac = der.sequence(
      ...readMembers(bags[2]!)
        .slice(0, 2)
        .map(({ encoded }) => encoded),
      count,
    );
    const file = der.sequence(bags[0]!.encoded, bags[1]!.encoded, mac);
    expect(openingOf(file)).toBe('key-file-damaged');
  });
});
