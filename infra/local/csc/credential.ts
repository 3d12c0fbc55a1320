import { X509Certificate } from 'node:crypto';
import {
  GetPublicKeyCommand,
  SignCommand,
  type KMSClient,
  type SigningAlgorithmSpec,
} from '@aws-sdk/client-kms';
import { signatureAlgorithm } from '../../../functions/directory/index.ts';

/** A signing credential of the embedded service: a key in KMS with its certificates. */
export interface CscCredential {
  readonly id: string;
  readonly keyId: string;
  /** in PEM, the key's own first */
  readonly certificates: readonly string[];
  readonly pin: string;
  /** how many hashes one authorisation covers */
  readonly multisign: number;
}

const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA_256',
  '2.16.840.1.101.3.4.2.2': 'SHA_384',
  '2.16.840.1.101.3.4.2.3': 'SHA_512',
};
const PKCS1 = /^1\.2\.840\.113549\.1\.1\.(1|11|12|13)$/u;
const PSS = '1.2.840.113549.1.1.10';

/** KMS's name of an algorithm that a request names by two OIDs; undefined for one nobody has. */
export function kmsAlgorithm(signAlgo: string, hashOid: string): SigningAlgorithmSpec | undefined {
  const hash = HASHES[hashOid];
  const scheme = PKCS1.test(signAlgo) ? 'RSASSA_PKCS1_V1_5' : signAlgo === PSS ? 'RSASSA_PSS' : 'ECDSA';
  return signatureAlgorithm.options.find((name) => name === `${scheme}_${hash}`);
}

export async function signWith(
  kms: KMSClient,
  { keyId }: CscCredential,
  SigningAlgorithm: SigningAlgorithmSpec,
  hash: string,
): Promise<string> {
  const Message = Buffer.from(hash, 'base64');
  const { Signature = new Uint8Array() } = await kms.send(
    new SignCommand({ KeyId: keyId, Message, MessageType: 'DIGEST', SigningAlgorithm }),
  );
  return Buffer.from(Signature).toString('base64');
}

/** The answer of credentials/info (CSC API §11.5). */
export async function describeCredential(kms: KMSClient, credential: CscCredential): Promise<object> {
  const { KeySpec = '' } = await kms.send(new GetPublicKeyCommand({ KeyId: credential.keyId }));
  const isRsa = KeySpec.startsWith('RSA');
  return {
    key: {
      status: 'enabled',
      algo: isRsa ? ['1.2.840.113549.1.1.1', PSS] : ['1.2.840.10045.2.1'],
      len: Number(/\d+$/u.exec(KeySpec)?.[0] ?? 0),
    },
    cert: {
      status: 'valid',
      certificates: credential.certificates.map((pem) => new X509Certificate(pem).raw.toString('base64')),
    },
    auth: { mode: 'explicit', expression: 'PIN', objects: [{ type: 'Password', id: 'PIN', format: 'N' }] },
    SCAL: '2',
    multisign: credential.multisign,
  };
}
