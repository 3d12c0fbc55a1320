import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import path from 'node:path';
import { KmsSigner } from '../../../functions/signing/index.ts';
import { CscSigner } from '../../../functions/signing/signers/csc-signer.ts';
import { KEY_SPECS } from '../../../functions/signing/testing/signing-profile.ts';
import { cscClient, startCsc } from '../../../infra/local/csc/server.ts';
import { startKms } from '../../../infra/local/kms/server.ts';
import type { PkiDesk } from '../../support/pki-desk.ts';
import { forEachKey, type ProfileSigner } from './profile-keys.ts';

const PIN = '123456';
const place = { region: 'ap-southeast-1', accountId: '000000000000' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Keys in AWS KMS, and the same keys behind a remote signing service under certificates of their own. */
export async function openKmsAndRemote(
  desk: PkiDesk,
  folder: string,
): Promise<{ kms: ProfileSigner; csc: ProfileSigner; close: () => Promise<void> }> {
  const kms = await startKms({ directory: path.join(folder, 'kms'), port: 0, ...place });
  const client = new KMSClient({ endpoint: kms.url, region: place.region, credentials });
  const keys = await forEachKey(async (spec) => {
    const { KeyMetadata } = await client.send(new CreateKeyCommand({ KeySpec: spec }));
    const keyId = KeyMetadata?.KeyId ?? '';
    const { PublicKey = new Uint8Array() } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
    const chain = await desk.chainFor(`Khoá KMS ${spec}`, PublicKey);
    return { keyId, chain, remoteChain: await desk.chainFor(`Khoá từ xa ${spec}`, PublicKey) };
  });
  const offered = KEY_SPECS.map((id) => {
    const { keyId, remoteChain } = keys(id);
    return { id, keyId, certificates: remoteChain.map(pemOf), pin: PIN, multisign: 1 };
  });
  const service = await startCsc({ port: 0, kms: client, credentials: offered });
  const secret = async () => ({ ...cscClient, pin: PIN });
  return {
    kms: ({ spec, algorithm }) => {
      const { keyId, chain } = keys(spec);
      return new KmsSigner(client, { keyId, chain, algorithm });
    },
    csc: ({ spec, algorithm }) => {
      const { remoteChain: chain } = keys(spec);
      return new CscSigner({ service: service.url, credentialId: spec, algorithm, chain, secret });
    },
    close: async () => {
      client.destroy();
      await service.close();
      await kms.close();
    },
  };
}

function pemOf(certificate: Uint8Array): string {
  const body = Buffer.from(certificate).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}
