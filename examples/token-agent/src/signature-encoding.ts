/** What goes into a token and what comes out of it, beside what the protocol speaks of. */

/** DER of DigestInfo up to the digest (RFC 8017, section 9.2, note 1), by the digest's length in octets. */
const DIGEST_INFO: Readonly<Record<number, string>> = {
  32: '3031300d060960864801650304020105000420',
  48: '3041300d060960864801650304020205000430',
  64: '3051300d060960864801650304020305000440',
};

/** PKCS#11 pads (CKM_RSA_PKCS) what it is given, so that the DigestInfo has to be there already. */
export function digestInfo(digest: Uint8Array): Buffer {
  const prefix = DIGEST_INFO[digest.length];
  if (prefix === undefined) throw new RangeError('no hash of this protocol has that length');
  return Buffer.concat([Buffer.from(prefix, 'hex'), digest]);
}

/** r and s side by side, as CKM_ECDSA gives them, as ECDSA-Sig-Value (RFC 3279, section 2.2.3). */
export function ecdsaSigValue(raw: Uint8Array): Buffer {
  const half = raw.length / 2;
  return tlv(0x30, Buffer.concat([integer(raw.subarray(0, half)), integer(raw.subarray(half))]));
}

/** The shortest two's complement of an unsigned number. */
function integer(octets: Uint8Array): Buffer {
  const first = octets.findIndex((octet) => octet !== 0);
  const significant = Buffer.from(first < 0 ? [0] : octets.subarray(first));
  const signed = (significant[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), significant]) : significant;
  return tlv(0x02, signed);
}

/** No value of P-256 or P-384 reaches the length of two octets. */
function tlv(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}
