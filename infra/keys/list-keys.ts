import { X509Certificate } from 'node:crypto';
import type { Agency, Directory, Official } from '../../functions/directory/index.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import { type CertificateExpiry, certificateExpiry, commonName } from '../../functions/signing/index.ts';

/** `list`: who holds a key, until when, and which to renew now. One line a holder. */
export async function listKeys(directory: Directory, clock: Clock): Promise<string[]> {
  const { agencies, officials } = await directory.keyHolders();
  const now = clock();
  return [
    ...agencies.map(({ code, seal }) => line(`agency ${code}`, seal, now)),
    ...officials.map((each) => line(`official ${each.id}`, each, now)),
  ];
}

type Held = Pick<Official, 'key' | 'formerCertificates'> | Agency['seal'];

function line(holder: string, { key, formerCertificates = [] }: Held, now: Date): string {
  const expiry = certificateExpiry(key.certificates, now);
  const parts = [
    holder.padEnd(36),
    key.route.padEnd(8),
    key.algorithm.padEnd(25),
    ...(expiry
      ? readable(key.certificates[0] ?? '', expiry)
      : ['!! chứng thư hỏng / certificate unreadable']),
    ...(formerCertificates.length > 0 ? [`(+${formerCertificates.length} cũ / former)`] : []),
  ];
  return parts.join('  ');
}

function readable(certificate: string, { notAfter, daysLeft, warning }: CertificateExpiry): string[] {
  return [
    `${notAfter.toISOString().slice(0, 10)} ${String(daysLeft).padStart(5)} ngày/days`,
    commonName(new X509Certificate(certificate)),
    ...(warning === undefined ? [] : [daysLeft < 0 ? '!! HẾT HẠN / EXPIRED' : '! GIA HẠN NGAY / RENEW NOW']),
  ];
}
