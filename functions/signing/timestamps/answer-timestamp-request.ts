/** The authority's half of RFC 3161, with which the development authority and the tests answer. */
import { buildCms } from '../cms/build-cms.ts';
import { generalizedTime, integer, objectIdentifier, sequence } from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';
import type { Signer } from '../signers/signer.ts';
import { decodeTimestampRequest } from './timestamp-request.ts';

export interface TimestampAnswer {
  /** Holds the authority's key; its certificate allows timeStamping alone, as a critical extension. */
  readonly signer: Signer;
  /** Dotted identifier of the policy the authority works under. */
  readonly policy: string;
  /** Never used before by this authority. */
  readonly serialNumber: Uint8Array;
  readonly time: Date;
}

/**
 * A TimeStampResp with status granted.
 *
 * @param request a TimeStampReq in DER
 * @throws {MalformedDer} where it is none
 */
export async function answerTimestampRequest(
  request: Uint8Array,
  answer: TimestampAnswer,
): Promise<Uint8Array> {
  const { messageImprint, nonce } = decodeTimestampRequest(request);
  const tstInfo = sequence(
    integer(1),
    objectIdentifier(answer.policy),
    messageImprint,
    integer(answer.serialNumber),
    generalizedTime(answer.time),
    ...(nonce === undefined ? [] : [nonce]),
  );
  const token = await buildCms({ eContentType: OID.tstInfo, eContent: tstInfo, signer: answer.signer });
  return sequence(sequence(integer(0)), token);
}
