import { createHash, createHmac, createPublicKey, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AwsServiceError } from '../http/aws-json.ts';
import type { AwsOperation } from '../http/aws-json.ts';
import { algorithms, keySpecs, keyUsage } from './key-spec.ts';
import { kmsTag } from './key-store.ts';
import type { KeyStore, KmsKey } from './key-store.ts';
import { decrypt, encrypt } from './encrypt.ts';
import { usableKey } from './usable-key.ts';
import { hashOf, signDigest } from './sign-digest.ts';

const byKey = z.object({ KeyId: z.string().min(1).max(2048) });
const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const signInput = byKey.extend({
  Message: base64.refine((message) => message.length >= 1 && message.length <= 4096),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.string(),
});
const macInput = byKey.extend({ Message: base64, MacAlgorithm: z.string() });
const createKeyInput = z.object({
  KeySpec: z.enum(keySpecs),
  KeyUsage: z.string().optional(),
  Description: z.string().max(8192).default(''),
  Tags: z.array(kmsTag).max(50).default([]),
});
const aliasInput = z.object({
  AliasName: z.string().regex(/^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/u),
  TargetKeyId: z.string(),
});

/** The operations of AWS KMS that the application and the embedded stack use. */
export function kmsOperations(store: KeyStore): Map<string, AwsOperation> {
  return new Map<string, AwsOperation>([
    ['CreateKey', (input) => createKey(store, input)],
    ['DescribeKey', (input) => ({ KeyMetadata: metadata(store.find(byKey.parse(input).KeyId)) })],
    [
      'ListKeys',
      () => ({ Keys: store.list().map((k) => ({ KeyId: k.keyId, KeyArn: k.arn })), Truncated: false }),
    ],
    ['ListResourceTags', (input) => ({ Tags: store.find(byKey.parse(input).KeyId).tags, Truncated: false })],
    ['CreateAlias', (input) => createAlias(store, input)],
    ['ListAliases', (input) => listAliases(store, input)],
    ['GetPublicKey', (input) => publicKey(store, input)],
    ['Sign', (input) => sign(store, input)],
    ['Encrypt', (input) => encrypt(store, input)],
    ['Decrypt', (input) => decrypt(store, input)],
    ['GenerateMac', (input) => generateMac(store, input)],
    ['VerifyMac', (input) => verifyMac(store, input)],
  ]);
}

async function createKey(store: KeyStore, input: unknown): Promise<unknown> {
  const request = createKeyInput.parse(input);
  if (request.KeyUsage !== undefined && request.KeyUsage !== keyUsage(request.KeySpec)) {
    throw new AwsServiceError(
      'ValidationException',
      `KeyUsage ${request.KeyUsage} is not compatible with KeySpec ${request.KeySpec}`,
    );
  }
  const key = await store.create({
    spec: request.KeySpec,
    description: request.Description,
    tags: request.Tags,
  });
  return { KeyMetadata: metadata(key) };
}

async function createAlias(store: KeyStore, input: unknown): Promise<undefined> {
  const { AliasName, TargetKeyId } = aliasInput.parse(input);
  await store.alias(AliasName, TargetKeyId);
}

function listAliases(store: KeyStore, input: unknown): unknown {
  const { KeyId } = byKey.partial().parse(input);
  const wanted = KeyId === undefined ? undefined : store.find(KeyId).keyId;
  const rows = store.aliases().filter((alias) => wanted === undefined || alias.keyId === wanted);
  return {
    Aliases: rows.map((alias) => ({
      AliasName: alias.name,
      AliasArn: alias.arn,
      TargetKeyId: alias.keyId,
      CreationDate: alias.createdAt,
    })),
    Truncated: false,
  };
}

const algorithmsField = {
  SIGN_VERIFY: 'SigningAlgorithms',
  GENERATE_VERIFY_MAC: 'MacAlgorithms',
  ENCRYPT_DECRYPT: 'EncryptionAlgorithms',
} as const;

function metadata(key: KmsKey): unknown {
  const usage = keyUsage(key.spec);
  return {
    AWSAccountId: key.arn.split(':')[4],
    KeyId: key.keyId,
    Arn: key.arn,
    CreationDate: key.createdAt,
    Enabled: true,
    Description: key.description,
    KeyUsage: usage,
    KeyState: 'Enabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    MultiRegion: false,
    [algorithmsField[usage]]: algorithms(key.spec),
  };
}

function publicKey(store: KeyStore, input: unknown): unknown {
  const key = usableKey(store, byKey.parse(input).KeyId, 'SIGN_VERIFY');
  const der = createPublicKey(key.material).export({ type: 'spki', format: 'der' });
  return {
    KeyId: key.arn,
    PublicKey: der.toString('base64'),
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    KeyUsage: 'SIGN_VERIFY',
    SigningAlgorithms: algorithms(key.spec),
  };
}

function sign(store: KeyStore, input: unknown): unknown {
  const request = signInput.parse(input);
  const key = usableKey(store, request.KeyId, 'SIGN_VERIFY', request.SigningAlgorithm);
  const hash = hashOf[request.SigningAlgorithm];
  if (hash === undefined) throw new AwsServiceError('ValidationException', 'Unknown signing algorithm');
  const digest =
    request.MessageType === 'DIGEST'
      ? request.Message
      : createHash(hash.name).update(request.Message).digest();
  if (digest.length !== hash.length) {
    throw new AwsServiceError(
      'ValidationException',
      `Digest is invalid length for algorithm ${request.SigningAlgorithm}.`,
    );
  }
  return {
    KeyId: key.arn,
    Signature: signDigest(key.material, request.SigningAlgorithm, digest).toString('base64'),
    SigningAlgorithm: request.SigningAlgorithm,
  };
}

function generateMac(store: KeyStore, input: unknown): unknown {
  const request = macInput.parse(input);
  const key = usableKey(store, request.KeyId, 'GENERATE_VERIFY_MAC', request.MacAlgorithm);
  return { KeyId: key.arn, Mac: mac(key, request.Message).toString('base64'), MacAlgorithm: 'HMAC_SHA_256' };
}

function verifyMac(store: KeyStore, input: unknown): unknown {
  const request = macInput.extend({ Mac: base64 }).parse(input);
  const key = usableKey(store, request.KeyId, 'GENERATE_VERIFY_MAC', request.MacAlgorithm);
  const expected = mac(key, request.Message);
  if (expected.length !== request.Mac.length || !timingSafeEqual(expected, request.Mac)) {
    throw new AwsServiceError('KMSInvalidMacException', 'The MAC does not match.');
  }
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: 'HMAC_SHA_256' };
}

function mac(key: KmsKey, message: Buffer): Buffer {
  return createHmac('sha256', Buffer.from(key.material, 'base64')).update(message).digest();
}
