import { randomBytes } from 'node:crypto';
import { ContentInfo, SignedData, TimeStampReq } from 'pkijs';
import { buildCms, der } from '../../../functions/signing/index.ts';
import type { Signer } from '../../../functions/signing/index.ts';
import type { Authority } from './authority.ts';
import { signMessage } from './signing-key.ts';

/** The policy the development timestamp authority works under: an arc of no organisation. */
export const timestampPolicy = '1.3.6.1.4.1.99999.8317.1';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const digestLength: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.2.1': 32,
  '2.16.840.1.101.3.4.2.2': 48,
  '2.16.840.1.101.3.4.2.3': 64,
};

/** PKIFailureInfo bits of RFC 3161 §2.4.2. */
const failure = { badAlg: 0, badRequest: 2, badDataFormat: 5, unacceptedPolicy: 15, unacceptedExtension: 16 };

/**
 * Answers a TimeStampReq (RFC 3161): a token when it may be given, else a rejection with the reason.
 * The token's accuracy is one second; genTime has whole seconds.
 */
export async function timestampResponse(
  authority: Authority,
  body: Uint8Array,
  now: Date,
): Promise<Uint8Array> {
  const request = parse(body);
  if (request === undefined) return rejection(failure.badDataFormat, 'The request is no TimeStampReq.');
  const refused = refusal(request);
  if (refused !== undefined) return refused;
  const token = await buildCms({
    eContentType: TST_INFO,
    eContent: tstInfo(request, now),
    signer: timestampSigner(authority),
  });
  return der.sequence(
    der.sequence(der.integer(0)),
    request.certReq === true ? token : withoutCertificates(token),
  );
}

function parse(body: Uint8Array): TimeStampReq | undefined {
  try {
    return TimeStampReq.fromBER(new Uint8Array(body));
  } catch {
    return undefined;
  }
}

function refusal(request: TimeStampReq): Uint8Array | undefined {
  const imprint = request.messageImprint;
  const length = digestLength[imprint.hashAlgorithm.algorithmId];
  if (request.version !== 1) return rejection(failure.badRequest, 'Only version 1 is known.');
  if (length === undefined) return rejection(failure.badAlg, 'The hash must be SHA-256, SHA-384 or SHA-512.');
  if (imprint.hashedMessage.valueBlock.valueHexView.length !== length) {
    return rejection(failure.badDataFormat, 'The digest does not have the length of its algorithm.');
  }
  if (request.reqPolicy !== undefined && request.reqPolicy !== timestampPolicy) {
    return rejection(failure.unacceptedPolicy, `The only policy here is ${timestampPolicy}.`);
  }
  if (request.extensions !== undefined && request.extensions.length > 0) {
    return rejection(failure.unacceptedExtension, 'No extension is known.');
  }
  return undefined;
}

function tstInfo(request: TimeStampReq, now: Date): Uint8Array {
  const serial = randomBytes(16);
  return der.sequence(
    der.integer(1),
    der.objectIdentifier(timestampPolicy),
    new Uint8Array(request.messageImprint.toSchema().toBER(false)),
    der.integer(serial),
    der.generalizedTime(new Date(Math.floor(now.getTime() / 1000) * 1000)),
    der.sequence(der.integer(1)),
    ...(request.nonce === undefined ? [] : [new Uint8Array(request.nonce.toBER(false))]),
  );
}

/** Its answers carry the way to the root, and not the root, which nobody trusts for being in there. */
function timestampSigner({ timestamp, issuing }: Authority): Signer {
  return {
    algorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    certificateChain: () => [timestamp, issuing].map((member) => new Uint8Array(member.certificate.rawData)),
    sign: async ({ message }) => signMessage(timestamp.key, message),
  };
}

/** Without certReq the token carries no certificates (RFC 3161 §2.4.1). */
function withoutCertificates(token: Uint8Array): Uint8Array {
  const content = ContentInfo.fromBER(new Uint8Array(token));
  const signed = new SignedData({ schema: content.content });
  delete signed.certificates;
  content.content = signed.toSchema(true);
  return new Uint8Array(content.toSchema().toBER(false));
}

function rejection(bit: number, reason: string): Uint8Array {
  const octets = Buffer.alloc(Math.floor(bit / 8) + 1);
  octets[octets.length - 1] = 0x80 >> (bit % 8);
  const bitString = der.element(0x03, Buffer.of(7 - (bit % 8)), octets);
  const text = der.sequence(der.element(0x0c, Buffer.from(reason)));
  return der.sequence(der.sequence(der.integer(2), text, bitString));
}
