/**
 * Reads certificate revocation lists (RFC 5280 §5) in DER. A list may hold half a million entries: they are left
 * as they are, to be looked up once the signature over them holds.
 */
import { type Extension, readExtensionList } from '../certificates/extension-list.ts';
import { type DerElement, MalformedDer, readElement, readWhole, tagged } from '../cms/der-reader.ts';
import { readTime } from '../cms/der-time.ts';
import { type SignedPart, signedPart } from './signed-part.ts';

const [INTEGER, SEQUENCE, UTC_TIME, GENERALIZED_TIME] = [0x02, 0x30, 0x17, 0x18];
const CONTEXT_0 = 0xa0;
const MAX_MEMBERS = 8;

export interface RevocationList {
  readonly part: SignedPart;
  /** AlgorithmIdentifier inside the signed part, which must be the one outside (§5.1.1.2). */
  readonly algorithm: Uint8Array;
  /** Name, whole element. */
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: readonly Extension[];
  /** The entries, one after another. */
  readonly entries: Uint8Array;
}

/** @throws {MalformedDer} */
export function readRevocationList(bytes: Uint8Array): RevocationList {
  const members = fewMembers(tagged(readWhole(bytes), SEQUENCE));
  const all = fewMembers(tagged(members[0], SEQUENCE));
  const [algorithm, issuer, thisUpdate, ...rest] = all[0]?.tag === INTEGER ? all.slice(1) : all;
  const nextUpdate = rest.find(({ tag }) => tag === UTC_TIME || tag === GENERALIZED_TIME);
  const extra = rest.find(({ tag }) => tag === CONTEXT_0);
  if (thisUpdate === undefined) throw new MalformedDer('list without a time');
  return {
    part: signedPart(members),
    algorithm: tagged(algorithm, SEQUENCE).encoded,
    issuer: tagged(issuer, SEQUENCE).encoded,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: nextUpdate && readTime(nextUpdate),
    extensions: extra === undefined ? [] : readExtensionList(readWhole(extra.content)),
    entries: rest.find(({ tag }) => tag === SEQUENCE)?.content ?? new Uint8Array(),
  };
}

/** The members of a structure that has few: what goes on without end is none. */
function fewMembers(parent: DerElement): DerElement[] {
  const members: DerElement[] = [];
  for (let offset = 0; offset < parent.content.length;) {
    if (members.length === MAX_MEMBERS) throw new MalformedDer('more members than a list has');
    const member = readElement(parent.content, offset);
    members.push(member);
    offset += member.encoded.length;
  }
  return members;
}
