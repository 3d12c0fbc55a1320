/** The authority's half of RFC 3161, for tests. */
import { buildCms } from '../cms/build-cms.ts';
import { generalizedTime, integer, objectIdentifier, sequence } from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';
import type { Signer } from '../signers/signer.ts';
import { MalformedDer, memberAt, readElement, readMembers } from '../cms/der-reader.ts';

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

/** What an authority copies into its answer, as whole DER elements. */
interface TimestampRequest {
  readonly messageImprint: Uint8Array;
  readonly nonce: Uint8Array | undefined;
}

/** @throws {MalformedDer} where the bytes are no TimeStampReq of version 1 */
function decodeTimestampRequest(request: Uint8Array): TimestampRequest {
  const question = readElement(request);
  const [version, imprint, ...optional] = readMembers(question);
  if (version?.content[0] !== 1 || imprint === undefined) throw new MalformedDer('no TimeStampReq');
  const digest = memberAt(imprint, 1);
  if (imprint.tag !== 0x30 || digest.tag !== 0x04) throw new MalformedDer('no messageImprint');
  return {
    messageImprint: imprint.encoded,
    nonce: optional.find((member) => member.tag === 0x02)?.encoded,
  };
}
