import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { signatureAlgorithm, type SignatureAlgorithm } from '../../functions/directory/index.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import { canSign, CscService } from '../../functions/signing/index.ts';
import type { KeysCommand } from './arguments.ts';
import { findHolder } from './holder.ts';
import { CeremonyRefused } from './refusal.ts';
import { enterKey, requireRegistrable } from './register-key.ts';
import type { CeremonyStores } from './stores.ts';

type Asked = Extract<KeysCommand, { command: 'service' }>;

const access = z.object({ clientId: z.string(), clientSecret: z.string(), pin: z.string().optional() });

/**
 * `service`: asks a remote signing service for its credential, checks the certificate as any other, keeps the access
 * under seal and enters the key. Nothing is signed.
 * @param given JSON of clientId, clientSecret and pin
 * @throws {CeremonyRefused}
 */
export async function enterService(
  { directory, secrets }: CeremonyStores,
  asked: Asked,
  given: string,
  clock: Clock,
): Promise<string> {
  const holder = await findHolder(directory, asked.holder, asked);
  const credentials = accessOf(given);
  const { credentialId, certificates, algo } = await remoteKeyOf(asked, credentials);
  const algorithm = asked.algorithm ?? signatureAlgorithm.options.find((name) => canSign(algo, name));
  const [own] = certificates;
  if (own === undefined || algorithm === undefined || !canSign(algo, algorithm)) throw unusable(credentialId);
  const publicKey = own.publicKey.export({ type: 'spki', format: 'der' });
  const chain = certificates
    .filter((each, position) => position === 0 || !each.checkIssued(each))
    .map(String);
  const now = clock();
  const fitting = curveAlgorithm(own, algorithm);
  await requireRegistrable(directory, holder, { publicKey, algorithm: fitting, certificates: chain }, now);
  const owner = `${asked.holder.kind}/${asked.holder.id}`;
  const secret = await secrets().keepCredentials(credentials, asked.service, owner);
  const { service } = asked;
  const key = {
    route: 'csc',
    service,
    credentialId,
    secret,
    algorithm: fitting,
    certificates: chain,
  } as const;
  return enterKey(holder, key, now);
}

/** Services name an EC key's kind, not its curve, which fixes the hash. */
function curveAlgorithm(certificate: X509Certificate, algorithm: SignatureAlgorithm): SignatureAlgorithm {
  const curve = certificate.publicKey.asymmetricKeyDetails?.namedCurve;
  if (curve === undefined) return algorithm;
  return curve === 'secp384r1' ? 'ECDSA_SHA_384' : 'ECDSA_SHA_256';
}

async function remoteKeyOf(asked: Asked, credentials: z.infer<typeof access>) {
  try {
    const service = new CscService({ service: asked.service, credentials });
    const [only, ...others] = await service.credentialIds();
    const credentialId = asked.credential ?? (others.length === 0 ? only : undefined);
    if (credentialId === undefined) throw ambiguous([only ?? [], others].flat());
    const { key, cert } = await service.credential(credentialId);
    const certificates = (cert.certificates ?? []).map(
      (der) => new X509Certificate(Buffer.from(der, 'base64')),
    );
    return { credentialId, certificates, algo: key.algo };
  } catch (error) {
    if (error instanceof CeremonyRefused) throw error;
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new CeremonyRefused({
      vi: `Dịch vụ ký từ xa không trả lời như mong đợi: ${reason}`,
      en: `The signing service did not answer as expected: ${reason}`,
    });
  }
}

function accessOf(text: string): z.infer<typeof access> {
  try {
    return access.parse(JSON.parse(text));
  } catch {
    throw new CeremonyRefused({
      vi: 'Đầu vào chuẩn phải là JSON: {"clientId": …, "clientSecret": …, "pin": …}.',
      en: 'Standard input must be JSON: {"clientId": …, "clientSecret": …, "pin": …}.',
    });
  }
}

function ambiguous(ids: readonly string[]): CeremonyRefused {
  return new CeremonyRefused({
    vi: `Hãy chọn bằng --credential: ${ids.join(', ') || 'không có'}`,
    en: `Choose one with --credential: ${ids.join(', ') || 'there is none'}`,
  });
}

function unusable(id: string): CeremonyRefused {
  return new CeremonyRefused({
    vi: `Chứng thư ${id} của dịch vụ không dùng được với thuật toán nào của hệ thống.`,
    en: `The service’s credential ${id} can do no algorithm of the product.`,
  });
}
