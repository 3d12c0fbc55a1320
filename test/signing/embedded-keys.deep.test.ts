import { CreateKeyCommand, GetPublicKeyCommand, KMSClient, type KeySpec } from '@aws-sdk/client-kms';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  KmsSigner,
  type SignatureAlgorithm,
  derOfPem,
  validateResult,
} from '../../functions/signing/index.ts';
import { completeSignature } from '../../functions/signing/pdf/complete-signature.ts';
import type { PreparedSignature } from '../../functions/signing/pdf/prepare-signature.ts';
import { prepareAgency, prepareOfficial } from '../../functions/signing/testing/signing-desk.ts';
import { unsignedResult } from '../../functions/signing/testing/unsigned-result.ts';
import { systemClock } from '../../functions/platform/clock.ts';
import { HttpTimestampAuthority } from '../../functions/signing/timestamps/http-timestamp-authority.ts';
import { freePort } from '../../infra/local/state/ports.ts';
import { startKms } from '../../infra/local/kms/server.ts';
import { type Pki, startPki } from '../../infra/local/pki/server.ts';

let folder: string;
let pki: Pki;
let kms: { readonly url: string; close(): Promise<void> };
let client: KMSClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ket-qua-keys-'));
  pki = await startPki({ directory: join(folder, 'pki'), port: await freePort(0) });
  const place = { region: 'ap-southeast-1', accountId: '000000000000' };
  kms = await startKms({ directory: join(folder, 'kms'), port: 0, ...place });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new KMSClient({ endpoint: kms.url, region: place.region, credentials });
});
afterAll(async () => {
  client.destroy();
  await Promise.all([pki.close(), kms.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** A new key in KMS with a certificate of the development authority. */
async function keyOf(spec: KeySpec, algorithm: SignatureAlgorithm): Promise<KmsSigner> {
  const created = await client.send(new CreateKeyCommand({ KeySpec: spec, KeyUsage: 'SIGN_VERIFY' }));
  const keyId = created.KeyMetadata!.KeyId!;
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const subject = { organisation: 'UBND phường Buôn Ma Thuột', commonName: `Khóa ${algorithm}` };
  return new KmsSigner(client, { keyId, algorithm, chain: derOfPem(await pki.certify(subject, PublicKey!)) });
}

async function finish(prepared: PreparedSignature, signer: KmsSigner): Promise<Uint8Array> {
  const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
  const authority = new HttpTimestampAuthority(
    [pki.timestampUrl],
    async () => derOfPem([pki.rootPem]),
    systemClock,
  );
  return completeSignature(prepared, value, (await authority.timestamp(value)).token);
}

const KEYS: readonly [KeySpec, SignatureAlgorithm][] = [
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256'],
  ['RSA_3072', 'RSASSA_PKCS1_V1_5_SHA_384'],
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512'],
  ['RSA_2048', 'RSASSA_PSS_SHA_256'],
  ['RSA_3072', 'RSASSA_PSS_SHA_384'],
  ['RSA_2048', 'RSASSA_PSS_SHA_512'],
  ['ECC_NIST_P256', 'ECDSA_SHA_256'],
  ['ECC_NIST_P384', 'ECDSA_SHA_384'],
];

describe.each(KEYS)('a %s key in KMS with %s', (spec, algorithm) => {
  it('signs for official and agency, under an intermediate authority, and is valid', async () => {
    const signer = await keyOf(spec, algorithm);
    const signed = await finish(prepareOfficial(await unsignedResult({ compressed: false }), signer), signer);
    const sealed = await finish(prepareAgency(signed, signer), signer);
    expect(validateResult(sealed, { roots: derOfPem([pki.rootPem]) })).toMatchObject({
      valid: true,
      findings: [],
    });
  });
});
