/** What a person is told whose certificate may not sign now. */
import { type Outcome, type Refusal, accept, refuse } from '../platform/refusal.ts';
import { type FitnessDependencies, type Unfitness, unfitness } from './fit-certificate.ts';
import { RevocationUnavailable } from './revocation/revocation-source.ts';

/** Whether the certificate may sign now; a status that nobody can tell is a reason to wait, not to accept. */
export async function acceptCertificate(
  deps: FitnessDependencies,
  chain: readonly Uint8Array[],
): Promise<Outcome<true>> {
  try {
    const found = await unfitness(deps, chain);
    return found === undefined ? accept(true) : refusalOf(found);
  } catch (error) {
    if (error instanceof RevocationUnavailable) return statusUnknown();
    throw error;
  }
}

function refusalOf(found: Unfitness): Refusal {
  if (found.fault === 'revoked') {
    return found.revocation.reason === 'certificateHold' ? onHold() : revoked();
  }
  return found.fault === 'expired' ? expired() : unfit();
}

function expired() {
  return refuse(422, 'certificate-expired', {
    vi: 'Chứng thư số của Ông/Bà đã hết hạn. Hãy gia hạn chứng thư và đăng ký lại với quản trị, rồi ký lại.',
    en: 'Your certificate has expired. Have it renewed and registered with the administrator, then sign again.',
  });
}

function unfit() {
  return refuse(422, 'certificate-unfit', {
    vi: 'Chứng thư số không dùng được để ký: chưa đến ngày có hiệu lực, không cấp cho mục đích ký, hoặc không do cơ quan được tin cậy cấp. Hãy liên hệ quản trị.',
    en: 'This certificate cannot sign: it is not valid yet, not issued for signing, or not from a trusted authority. Ask the administrator.',
  });
}

function onHold() {
  return refuse(422, 'certificate-on-hold', {
    vi: 'Chứng thư số của Ông/Bà đang bị tạm dừng. Hãy đề nghị cơ quan cấp chứng thư cho hoạt động trở lại, rồi ký lại.',
    en: 'Your certificate is on hold. Have its authority lift the hold, then sign again.',
  });
}

function revoked() {
  return refuse(422, 'certificate-revoked', {
    vi: 'Chứng thư số của Ông/Bà đã bị thu hồi, chữ ký không có giá trị. Hãy đề nghị cấp chứng thư mới.',
    en: 'Your certificate has been revoked; signatures made with it do not count. Have a new one issued.',
  });
}

function statusUnknown() {
  return refuse(409, 'certificate-status-unknown', {
    vi: 'Chưa kiểm tra được tình trạng chứng thư số vì cơ quan cấp chứng thư không trả lời. Hãy nộp lại chữ ký sau ít phút; không cần ký lại.',
    en: 'The status of your certificate could not be checked: its authority does not answer. Hand the signature in again in a few minutes; you need not sign again.',
  });
}

/** Every one of them, for the documentation. */
export const certificateRefusals: readonly Refusal[] = [
  expired(),
  unfit(),
  onHold(),
  revoked(),
  statusUnknown(),
];
