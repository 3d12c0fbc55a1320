import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SigningDesk, openSigningDesk } from '../testing/signing-desk.ts';
import { KmsSigner } from './kms-signer.ts';

const client = new KMSClient({ region: 'ap-southeast-1' });
const kms = mockClient(client);
let desk: SigningDesk;

beforeAll(async () => {
  desk = await openSigningDesk();
});
beforeEach(() => {
  kms.reset();
});

function signer(): KmsSigner {
  const { algorithm } = desk.agency;
  const chain = desk.agency.certificateChain();
  return new KmsSigner(client, { keyId: 'alias/seal', algorithm, chain });
}

describe('a key in KMS', () => {
  it('is given the digest alone, and told so', async () => {
    kms.on(SignCommand).resolves({ Signature: new Uint8Array([1, 2, 3]) });
    const digest = new Uint8Array(32).fill(7);
    await expect(signer().sign({ message: new Uint8Array(9), digest })).resolves.toStrictEqual(
      new Uint8Array([1, 2, 3]),
    );
    expect(kms.commandCalls(SignCommand)[0]?.args[0].input).toStrictEqual({
      KeyId: 'alias/seal',
      Message: digest,
      MessageType: 'DIGEST',
      SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    });
  });

  it('that answers without a signature is an error', async () => {
    kms.on(SignCommand).resolves({});
    const request = { message: new Uint8Array(), digest: new Uint8Array(32) };
    await expect(signer().sign(request)).rejects.toHaveProperty('name', 'SignatureWithheld');
  });
});
