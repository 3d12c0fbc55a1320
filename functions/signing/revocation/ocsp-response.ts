/** Reads OCSP responses (RFC 6960 §4.2.1) in DER; what they say is checked elsewhere. */
import { readExtensionList, unknownCritical } from '../certificates/extension-list.ts';
import {
  type DerElement,
  MalformedDer,
  memberAt,
  readElement,
  readGeneralizedTime,
  readMembers,
  readObjectIdentifier,
  readWhole,
  tagged,
} from '../cms/der-reader.ts';
import { type SignedPart, signedPart } from './signed-part.ts';
import { type Reading, type Revocation, fails, reasonOf } from './statement.ts';

const OID = { basic: '1.3.6.1.5.5.7.48.1.1', nonce: '1.3.6.1.5.5.7.48.1.2', cutoff: '1.3.6.1.5.5.7.48.1.6' };
const INVALIDITY_DATE = '2.5.29.24';
const UNDERSTOOD = new Set([OID.nonce, OID.cutoff, INVALIDITY_DATE]);
const [ENUMERATED, OCTET_STRING, SEQUENCE] = [0x0a, 0x04, 0x30];
const [CONTEXT_0, CONTEXT_1, CONTEXT_2] = [0xa0, 0xa1, 0xa2];
const [GOOD, UNKNOWN] = [0x80, 0x82];
const SUCCESSFUL = 0;

export interface OcspResponse {
  readonly part: SignedPart;
  readonly responder: ResponderId;
  readonly producedAt: Date;
  readonly certificates: readonly Uint8Array[];
  /** Content of the nonce's OCTET STRING. */
  readonly nonce: Uint8Array | undefined;
  /** One for each certificate it is about, not read yet. */
  readonly singles: readonly DerElement[];
  readonly hasUnknownCritical: boolean;
}

export type ResponderId =
  | { readonly by: 'name'; readonly name: Uint8Array }
  | { readonly by: 'key'; readonly sha1: Uint8Array };

export interface SingleResponse {
  readonly status: 'good' | 'unknown' | Revocation;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly keptSince: Date | undefined;
  readonly hasUnknownCritical: boolean;
}

/** @throws {MalformedDer} */
export function readOcspResponse(bytes: Uint8Array): Reading<OcspResponse> {
  const [status, answer] = readMembers(tagged(readWhole(bytes), SEQUENCE));
  if (tagged(status, ENUMERATED).content[0] !== SUCCESSFUL) return fails('refused');
  const [type, basic] = readMembers(tagged(memberAt(tagged(answer, CONTEXT_0), 0), SEQUENCE));
  if (type === undefined || readObjectIdentifier(type) !== OID.basic) return fails('malformed');
  const members = readMembers(tagged(readWhole(tagged(basic, OCTET_STRING).content), SEQUENCE));
  const certificates = members[3];
  return {
    ok: true,
    value: {
      part: signedPart(members),
      ...readResponseData(tagged(members[0], SEQUENCE)),
      certificates:
        certificates === undefined
          ? []
          : readMembers(memberAt(tagged(certificates, CONTEXT_0), 0)).map(({ encoded }) => encoded),
    },
  };
}

function readResponseData(data: DerElement) {
  const all = readMembers(data);
  const [responder, producedAt, singles, extra] = all[0]?.tag === CONTEXT_0 ? all.slice(1) : all;
  const extensions = extra === undefined ? [] : readExtensionList(memberAt(tagged(extra, CONTEXT_1), 0));
  const nonce = extensions.find(({ oid }) => oid === OID.nonce);
  return {
    responder: readResponder(responder),
    producedAt: timeIn(producedAt),
    nonce: nonce && tagged(readWhole(nonce.value), OCTET_STRING).content,
    singles: readMembers(tagged(singles, SEQUENCE)),
    hasUnknownCritical: unknownCritical(extensions, UNDERSTOOD).length > 0,
  };
}

function readResponder(responder: DerElement | undefined): ResponderId {
  if (responder?.tag === CONTEXT_1) return { by: 'name', name: memberAt(responder, 0).encoded };
  const key = tagged(memberAt(tagged(responder, CONTEXT_2), 0), OCTET_STRING);
  return { by: 'key', sha1: key.content };
}

/** The CertID of a SingleResponse. */
export function idOf(single: DerElement): DerElement {
  return tagged(readElement(single.content), SEQUENCE);
}

/** @throws {MalformedDer} */
export function readSingle(single: DerElement): SingleResponse {
  const [, status, thisUpdate, ...optional] = readMembers(single);
  const next = optional.find(({ tag }) => tag === CONTEXT_0);
  const extra = optional.find(({ tag }) => tag === CONTEXT_1);
  const extensions = extra === undefined ? [] : readExtensionList(memberAt(extra, 0));
  const timeOf = (oid: string) => {
    const found = extensions.find((extension) => extension.oid === oid);
    return found && readGeneralizedTime(readWhole(found.value));
  };
  return {
    status: readStatus(status, timeOf(INVALIDITY_DATE)),
    thisUpdate: timeIn(thisUpdate),
    nextUpdate: next && readGeneralizedTime(memberAt(next, 0)),
    keptSince: timeOf(OID.cutoff),
    hasUnknownCritical: unknownCritical(extensions, UNDERSTOOD).length > 0,
  };
}

function readStatus(status: DerElement | undefined, doubtfulSince?: Date): SingleResponse['status'] {
  if (status?.tag === GOOD) return 'good';
  if (status?.tag === UNKNOWN) return 'unknown';
  const [time, reason] = readMembers(tagged(status, CONTEXT_1));
  const code = reason && tagged(memberAt(tagged(reason, CONTEXT_0), 0), ENUMERATED).content[0];
  return { since: earlierOf(timeIn(time), doubtfulSince), reason: reasonOf(code) };
}

function timeIn(element: DerElement | undefined): Date {
  if (element === undefined) throw new MalformedDer('time is missing');
  return readGeneralizedTime(element);
}

/** When a certificate stopped being good: invalidityDate may lie before its revocation (RFC 5280 §5.3.2). */
export function earlierOf(revoked: Date, doubtful: Date | undefined): Date {
  return doubtful !== undefined && doubtful < revoked ? doubtful : revoked;
}
