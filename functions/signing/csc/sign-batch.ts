/**
 * A batch of values from a remote signing service. Each value is verified before it counts, and belongs to the hash
 * it verifies for, wherever it stood in the answer. One that fails costs the others nothing.
 */
import { Buffer } from 'node:buffer';
import { integer, sequence } from '../cms/der.ts';
import type { SignatureAlgorithm } from '../cms/signature-algorithm.ts';
import { SignatureValueWrong } from '../pdf/complete-signature.ts';
import { type ToBeSigned, SigningKeyRefused } from '../signers/signer.ts';
import { isSignatureOf } from '../signers/verify-signature-value.ts';
import { canSign, cscAlgorithm, derOfEcdsa } from './csc-algorithm.ts';
import { SignatureOutcomeUnknown, SigningServiceUnavailable } from './csc-failures.ts';
import type { CredentialInfo } from './csc-messages.ts';
import type { CscService, HashesToSign } from './csc-service.ts';

export interface RemoteKey {
  readonly credentialId: string;
  readonly algorithm: SignatureAlgorithm;
  /** The certificate in DER that the directory has. */
  readonly certificate: Uint8Array;
}

/** A value, or why there is none, in the order of what was to be signed. */
export type BatchAnswer = readonly (Uint8Array | Error)[];

/** @throws {SigningServiceUnavailable} {SigningServiceRefused} {SigningKeyRefused} before anything is signed */
export async function signBatch(
  service: CscService,
  key: RemoteKey,
  wanted: readonly ToBeSigned[],
): Promise<BatchAnswer> {
  const { multisign } = await usableCredential(service, key);
  const answers: (Uint8Array | Error)[] = [];
  for (let start = 0; start < wanted.length; start += multisign) {
    answers.push(...(await signPart(service, key, wanted.slice(start, start + multisign))));
  }
  return answers;
}

/** The state of the credential, which must be that of the directory's certificate. */
async function usableCredential(service: CscService, key: RemoteKey): Promise<CredentialInfo> {
  const info = await service.credential(key.credentialId);
  const [certificate] = info.cert.certificates ?? [];
  if (info.key.status !== 'enabled') throw new SigningKeyRefused(`the remote key is ${info.key.status}`);
  if (info.cert.status !== undefined && info.cert.status !== 'valid') {
    throw new SigningKeyRefused(`the remote certificate is ${info.cert.status}`);
  }
  if (!canSign(info.key.algo, key.algorithm)) throw new SigningKeyRefused(`no ${key.algorithm} by this key`);
  if (certificate !== undefined && !Buffer.from(certificate, 'base64').equals(key.certificate)) {
    throw new SigningKeyRefused('the remote certificate is not the one registered');
  }
  return info;
}

/** What one authorisation covers. Its failure is each one's failure, and not that of the parts before. */
async function signPart(
  service: CscService,
  key: RemoteKey,
  wanted: readonly ToBeSigned[],
): Promise<BatchAnswer> {
  const hashes = wanted.map(({ digest }) => digest);
  const request = { ...cscAlgorithm(key.algorithm), credentialId: key.credentialId, hashes };
  try {
    return matched(key, wanted, await signKnowingly(service, key, request));
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    return wanted.map(() => failure);
  }
}

/** No answer is *unknown*: the state is asked, then authorised afresh, once. The SAD before is not used again. */
async function signKnowingly(
  service: CscService,
  key: RemoteKey,
  request: HashesToSign,
): Promise<Uint8Array[]> {
  const first = await signOrUnknown(service, request);
  return first ?? signAfresh(service, key, request);
}

/** From here on a failure is no longer one before anything was signed, whatever the service says. */
async function signAfresh(service: CscService, key: RemoteKey, request: HashesToSign): Promise<Uint8Array[]> {
  try {
    await usableCredential(service, key);
    const second = await signOrUnknown(service, request);
    if (second) return second;
  } catch (error) {
    if (!(error instanceof SigningServiceUnavailable)) throw error;
  }
  throw new SignatureOutcomeUnknown('asked to sign, the service did not answer, nor when asked afresh');
}

async function signOrUnknown(service: CscService, request: HashesToSign): Promise<Uint8Array[] | undefined> {
  const sad = await service.authorise(request);
  try {
    return await service.signHashes(request, sad);
  } catch (error) {
    if (error instanceof SigningServiceUnavailable) return undefined;
    throw error;
  }
}

function matched(key: RemoteKey, wanted: readonly ToBeSigned[], values: readonly Uint8Array[]): BatchAnswer {
  const own = values.map((value) =>
    key.algorithm.startsWith('ECDSA') ? derOfEcdsa(value, (r, s) => sequence(integer(r), integer(s))) : value,
  );
  return wanted.map(({ message }, position) => {
    const { algorithm, certificate } = key;
    const fits = (signature: Uint8Array) => isSignatureOf({ algorithm, certificate, message, signature });
    const value = own.slice(position, position + 1).find(fits) ?? own.find(fits);
    return value ?? new SignatureValueWrong('no value of the service fits this hash');
  });
}
