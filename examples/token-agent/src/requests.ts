import { Fault } from './fault.ts';
import { ALGORITHMS, digestLength, type Algorithm, type DigestToSign } from './token.ts';

/** What one call may hold. */
export const LIMITS = { digests: 100, bytes: 65_536 } as const;

/** The code a person typed into the page. */
export function pairingCode(body: unknown): string {
  const { code } = members(body, ['code']);
  if (typeof code !== 'string' || !/^\d{8}$/.test(code)) throw invalid('code is eight digits');
  return code;
}

export function emptyBody(body: unknown): void {
  members(body, []);
}

/** A batch to be signed, checked to its last octet: a digest of another length would sign something else. */
export function signatureBatch(body: unknown): {
  readonly thumbprint: string;
  readonly algorithm: Algorithm;
  readonly digests: readonly DigestToSign[];
} {
  const { certificate, algorithm: name, digests } = members(body, ['certificate', 'algorithm', 'digests']);
  if (typeof certificate !== 'string' || !/^[0-9a-f]{64}$/.test(certificate)) {
    throw invalid('certificate is a SHA-256 in hexadecimal');
  }
  const algorithm = ALGORITHMS.find((each) => each === name);
  if (algorithm === undefined) throw new Fault('algorithm-unsupported', 'no algorithm of this protocol');
  if (!Array.isArray(digests) || digests.length === 0) throw invalid('digests is a list');
  if (digests.length > LIMITS.digests) throw new Fault('too-large', `at most ${LIMITS.digests} digests`);
  const read = digests.map((each: unknown) => digestToSign(each, digestLength(algorithm)));
  if (new Set(read.map(({ id }) => id)).size !== read.length) throw invalid('an id stands twice');
  return { thumbprint: certificate, algorithm, digests: read };
}

function digestToSign(value: unknown, length: number): DigestToSign {
  const { id, digest, label } = members(value, ['id', 'digest', 'label']);
  if (typeof id !== 'string' || id === '' || id.length > 100) throw invalid('id is a short text');
  if (typeof digest !== 'string' || !new RegExp(`^[0-9a-f]{${length * 2}}$`).test(digest)) {
    throw invalid(`digest is ${length} octets in hexadecimal`);
  }
  if (label !== undefined && (typeof label !== 'string' || label.length > 200)) {
    throw invalid('label is a text of at most 200 characters');
  }
  return { id, digest: new Uint8Array(Buffer.from(digest, 'hex')), label: printable(label ?? '') };
}

/** A label goes to the person's screen: nothing in it may move the cursor or hide what follows. */
function printable(label: string): string {
  return label.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}

/** The members of an object that has no others. */
function members(value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('not an object');
  const strange = Object.keys(value).find((name) => !names.includes(name));
  if (strange !== undefined) throw invalid(`unknown member ${strange}`);
  return Object.fromEntries(Object.entries(value));
}

function invalid(message: string): Fault {
  return new Fault('request-invalid', message);
}
