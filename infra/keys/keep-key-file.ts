import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SignatureAlgorithm } from '../../functions/directory/index.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import type { Message } from '../../functions/platform/refusal.ts';
import { type KeyFileProblem, openKeyFile } from '../../functions/signing/index.ts';
import type { KeysCommand } from './arguments.ts';
import { findHolder } from './holder.ts';
import { CeremonyRefused } from './refusal.ts';
import { enterKey, requireRegistrable } from './register-key.ts';
import type { CeremonyStores } from './stores.ts';

const PROBLEMS: Readonly<Record<KeyFileProblem, Message>> = {
  'key-file-damaged': { vi: 'Tệp hỏng hoặc không phải PKCS#12.', en: 'The file is damaged, or no PKCS#12.' },
  'key-file-passphrase': {
    vi: 'Mật khẩu sai, hoặc tệp đã bị thay đổi.',
    en: 'The passphrase is wrong, or the file was changed.',
  },
  'key-file-encryption': {
    vi: 'Tệp được mã hóa theo cách hệ thống không đọc được.',
    en: 'The file is encrypted in a way the product does not read.',
  },
  'key-file-no-key': { vi: 'Tệp không có khóa bí mật.', en: 'The file holds no private key.' },
  'key-file-several-keys': {
    vi: 'Tệp có nhiều khóa; cần đúng một.',
    en: 'The file holds several keys; one it must be.',
  },
  'key-file-no-certificate': {
    vi: 'Tệp không có chứng thư của khóa.',
    en: 'The file holds no certificate of its key.',
  },
};

/**
 * `file`: a PKCS#12 file is opened, its certificate checked as any other, the file kept under seal and entered.
 * @throws {CeremonyRefused}
 */
export async function keepKeyFile(
  { directory, secrets }: CeremonyStores,
  asked: Extract<KeysCommand, { command: 'file' }>,
  passphrase: string,
  clock: Clock,
): Promise<string> {
  const holder = await findHolder(directory, asked.holder, asked);
  const file = await readFile(asked.file).catch(() => new Uint8Array());
  const opened = openKeyFile(file, passphrase);
  if (!opened.ok) {
    const { vi, en } = PROBLEMS[opened.code];
    throw new CeremonyRefused({ vi: `${vi} [${opened.code}]`, en: `${en} [${opened.code}]` });
  }
  const { key, chain } = opened.value;
  const known = chain.map((der) => new X509Certificate(der));
  const certificates = known
    .filter((each, position) => position === 0 || !each.checkIssued(each))
    .map(String);
  const algorithm = asked.algorithm ?? usual(key.asymmetricKeyDetails?.namedCurve);
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const now = clock();
  await requireRegistrable(directory, holder, { publicKey, algorithm, certificates }, now);
  const owner = `${asked.holder.kind}/${asked.holder.id}`;
  const secret = await secrets().keepKeyFile({ file, passphrase }, owner);
  return enterKey(holder, { route: 'pkcs12', secret, algorithm, certificates }, now);
}

function usual(curve: string | undefined): SignatureAlgorithm {
  if (curve === undefined) return 'RSASSA_PKCS1_V1_5_SHA_256';
  return curve === 'secp384r1' ? 'ECDSA_SHA_384' : 'ECDSA_SHA_256';
}
