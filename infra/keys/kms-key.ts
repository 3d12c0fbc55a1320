import {
  GetPublicKeyCommand,
  ListResourceTagsCommand,
  DescribeKeyCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { signatureAlgorithm, type SignatureAlgorithm } from '../../functions/directory/index.ts';
import { signsForTag, stageTag } from '../key-tags.ts';
import type { HolderName } from './arguments.ts';
import { CeremonyRefused } from './refusal.ts';
import type { CeremonyStores } from './stores.ts';

/** Where keys are, and for which stage. */
type Keys = Pick<CeremonyStores, 'kms' | 'stage'>;

/** A key in KMS that may sign for a holder. */
export interface CeremonyKey {
  readonly keyId: string;
  /** SubjectPublicKeyInfo in DER */
  readonly publicKey: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
}

/** Where a holder's key is found unless another is named. */
export function aliasOf({ kind, id }: HolderName): string {
  return `alias/ket-qua/${kind}/${id.replaceAll('.', '-')}`;
}

/** What makes a key the holder's: the functions' rights hang on the first two of these. */
export function tagsOf({ kind, id }: HolderName, stage: string): Readonly<Record<string, string>> {
  return { [signsForTag]: kind, [stageTag]: stage, [`ket-qua:${kind}`]: id };
}

/**
 * The key, its public half, and the algorithm it is to be used with: the one asked for, else the first KMS names.
 * @throws {CeremonyRefused} for a key that is not there, is not the holder's kind, or cannot do the algorithm
 */
export async function findKey(
  keys: Keys,
  holder: HolderName,
  keyId: string,
  wanted: SignatureAlgorithm | undefined,
): Promise<CeremonyKey> {
  const { PublicKey, SigningAlgorithms = [] } = await publicKey(keys.kms, keyId);
  await requireTags(keys, holder, keyId);
  const able = SigningAlgorithms.flatMap((name) => signatureAlgorithm.safeParse(name).data ?? []);
  const algorithm = wanted ?? preferred(able);
  if (PublicKey === undefined || algorithm === undefined || !able.includes(algorithm)) {
    throw new CeremonyRefused({
      vi: `Khóa ${keyId} không ký được bằng ${wanted ?? 'thuật toán nào của hệ thống'}.`,
      en: `The key ${keyId} cannot sign with ${wanted ?? 'any algorithm of the product'}.`,
    });
  }
  return { keyId, publicKey: PublicKey, algorithm };
}

/** PKCS#1 v1.5 with SHA-256 is what every reader of today knows. */
function preferred(able: readonly SignatureAlgorithm[]): SignatureAlgorithm | undefined {
  return able.find((algorithm) => algorithm === 'RSASSA_PKCS1_V1_5_SHA_256') ?? able[0];
}

async function publicKey(kms: KMSClient, keyId: string) {
  try {
    return await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (!/NotFound|InvalidKeyUsage|UnsupportedOperation|InvalidState|Disabled/.test(name)) throw error;
    throw new CeremonyRefused({
      vi: `KMS không có khóa ký ${keyId} (${name}). Tạo khóa mới bằng --new, ví dụ --new RSA_3072.`,
      en: `KMS has no signing key ${keyId} (${name}). Make one with --new, such as --new RSA_3072.`,
    });
  }
}

/** Tags are asked for by the key's own id: KMS takes no alias there. */
async function requireTags({ kms, stage }: Keys, holder: HolderName, keyId: string): Promise<void> {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyId }));
  const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId: KeyMetadata?.KeyId }));
  const wanted = { [signsForTag]: holder.kind, [stageTag]: stage() };
  const lacks = Object.entries(wanted)
    .filter(([key, value]) => !Tags.some(({ TagKey, TagValue }) => TagKey === key && TagValue === value))
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
  if (lacks === '') return;
  throw new CeremonyRefused({
    vi: `Khóa ${keyId} thiếu thẻ ${lacks}, nên hệ thống không được phép ký bằng khóa này.`,
    en: `The key ${keyId} lacks the tag ${lacks}: the functions may not sign with it.`,
  });
}
