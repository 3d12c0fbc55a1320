import type { DocumentReport, SignatureReport, Verdict } from '../../../functions/signing/index.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  valid: 'HỢP LỆ / VALID',
  'not-valid': 'KHÔNG HỢP LỆ / NOT VALID',
  'cannot-tell': 'KHÔNG KẾT LUẬN ĐƯỢC / CANNOT TELL',
};
const KINDS: Readonly<Record<SignatureReport['kind'], string>> = {
  approval: 'chữ ký / signature',
  certification: 'chữ ký xác nhận nội dung / certifying signature',
  timestamp: 'dấu thời gian tài liệu / document timestamp',
};
const COVERAGES: Readonly<Record<SignatureReport['coverage'], string>> = {
  'whole-file': 'toàn bộ tệp / the whole file',
  'whole-revision': 'toàn bộ bản lúc ký / the whole revision',
  unknown: 'không rõ / unknown',
};
const WORDS: Readonly<Record<string, string>> = {
  intact: 'nguyên vẹn / intact',
  broken: 'bị hỏng / broken',
  trusted: 'tin cậy / trusted',
  untrusted: 'không tin cậy / untrusted',
  good: 'còn hiệu lực lúc ký / good',
  revoked: 'đã bị thu hồi / revoked',
  'not-checked': 'chưa kiểm tra / not checked',
};
const CHANGES: Readonly<Record<SignatureReport['changes']['level'], string>> = {
  none: 'không có / none',
  lta: 'chỉ để lưu trữ lâu dài / for long-term preservation only',
  'form-filling': 'điền biểu mẫu, ký thêm / form filling, further signatures',
  other: 'KHÔNG GIẢI THÍCH ĐƯỢC / UNEXPLAINED',
};

/** A report for people: the verdict first, then each signature line by line. */
export function describeDocument(file: string, report: DocumentReport): string {
  const { verdict, sha256, findings, signatures, notChecked } = report;
  return [
    `${file}: ${VERDICTS[verdict]}`,
    `  SHA-256 ${sha256}`,
    ...findings.map(({ code, detail }) => `  ! ${code}: ${detail}`),
    ...signatures.flatMap((signature) => describeSignature(signature)),
    ...notChecked.map((what) => `  chưa kiểm tra / not checked: ${what}`),
  ].join('\n');
}

function describeSignature(signature: SignatureReport): string[] {
  const { signer, statedReason, provedTime, claimedTime, changes } = signature;
  const status = [signature.indication, signature.subIndication]
    .filter((part) => part !== undefined)
    .join(' ');
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['người ký / signer', [signer.name, signer.organisation].filter((part) => part !== undefined).join(', ')],
    ['lý do, quyền hạn / reason, capacity', statedReason],
    [
      'thời điểm chứng minh / proved time',
      provedTime && `${provedTime.time.toISOString()} (${provedTime.by})`,
    ],
    ['thời điểm khai / claimed time', claimedTime?.toISOString()],
    ['phạm vi / covers', COVERAGES[signature.coverage]],
    ['nội dung / integrity', WORDS[signature.integrity]],
    ['chuỗi chứng thư / chain', WORDS[signature.chain]],
    ['thu hồi / revocation', WORDS[signature.revocation]],
    ['mức / level', signature.level && `PAdES ${signature.level}`],
    ['thuật toán / algorithm', signature.algorithm],
    ['thay đổi sau khi ký / later changes', CHANGES[changes.level]],
  ];
  return [
    `  ${signature.field} · ${KINDS[signature.kind]} · ${status}`,
    ...lines.flatMap(([label, value]) =>
      value === undefined || value === '' ? [] : `      ${label}: ${value}`,
    ),
    ...changes.list.map((change) => `        - ${change}`),
    ...signature.findings.map(({ code, detail }) => `      ! ${code}: ${detail}`),
    ...signature.notChecked.map((what) => `      chưa kiểm tra / not checked: ${what}`),
  ];
}

/** 0 valid, 1 not shown to be valid, 2 not readable. */
export function exitCodeOf({ verdict, readable }: DocumentReport): 0 | 1 | 2 {
  if (!readable) return 2;
  return verdict === 'valid' ? 0 : 1;
}
