import { z } from '@hono/zod-openapi';
import { both } from '../docs/said.ts';

const party = { name: z.string().optional(), organisation: z.string().optional() };
const finding = z.object({ code: z.string(), detail: z.string() });
const notChecked = z
  .array(z.string())
  .meta({ description: both('Những gì không được kiểm tra', 'What was not checked') });

const signature = z
  .object({
    field: z.string(),
    kind: z.enum(['approval', 'certification', 'timestamp']),
    indication: z.enum(['TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE']).meta({
      description: both('Kết luận theo ETSI EN 319 102-1', 'Indication of ETSI EN 319 102-1'),
    }),
    subIndication: z.string().optional(),
    findings: z.array(finding),
    signer: z.object({ ...party, title: z.string().optional() }).meta({
      description: both(
        'Người ký theo chứng thư; chỉ đáng tin khi `chain` là `trusted`',
        'Who signed, by the certificate; vouched for only where `chain` is `trusted`',
      ),
    }),
    issuer: z.object(party).meta({
      description: both('Tổ chức cấp chứng thư', 'The authority that issued the certificate'),
    }),
    certificate: z
      .string()
      .optional()
      .meta({ description: both('SHA-256 của chứng thư', 'SHA-256 of the certificate') }),
    claimedTime: z.iso.datetime().optional(),
    provedTime: z
      .object({ time: z.iso.datetime(), by: z.string() })
      .optional()
      .meta({ description: both('Thời điểm được chứng minh, và bằng gì', 'The time proved, and by what') }),
    covers: z
      .array(z.number().int())
      .length(4)
      .optional()
      .meta({ description: both('Hai phần được ký của tệp', 'The two parts of the file it covers') }),
    coverage: z.enum(['whole-file', 'whole-revision', 'unknown']),
    integrity: z.enum(['intact', 'broken', 'not-checked']),
    chain: z.enum(['trusted', 'untrusted', 'not-checked']),
    revocation: z.enum(['good', 'revoked', 'not-checked']),
    level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']).optional(),
    algorithm: z.string().optional(),
    changes: z.object({
      level: z.enum(['none', 'lta', 'form-filling', 'other']),
      list: z.array(z.string()),
    }),
    permissionsHonoured: z.boolean(),
    notChecked,
  })
  .openapi('VerifiedSignature');

/** What `npm run verify -- --json` prints for a file, but for the file's name. */
export const documentReport = z.object({
  verdict: z.enum(['valid', 'not-valid', 'cannot-tell']),
  readable: z.boolean(),
  sha256: z.string(),
  asIssued: z
    .boolean()
    .optional()
    .meta({
      description: both(
        'Trùng từng byte với tệp đã ban hành; không có khi tệp không phải của hệ thống này',
        'Byte for byte a file that was issued here; absent for files of others',
      ),
    }),
  findings: z.array(finding),
  signatures: z.array(signature),
  notChecked,
});

export const verifiedFile = documentReport
  .extend({
    origin: z.object({
      state: z
        .enum(['issued', 'recalled', 'superseded', 'earlier-revision', 'altered', 'not-issued', 'not-ours'])
        .meta({
          description: both(
            'Tệp có phải của hệ thống này, và còn là bản hiện hành không',
            'Whether the file is of this system, and the one in force',
          ),
        }),
      agency: z.string().optional(),
      symbol: z.string().optional(),
      date: z.iso.date().optional(),
      recalledOn: z.iso
        .date()
        .optional()
        .meta({ description: both('Ngày văn bản bị thu hồi', 'Day the document was recalled') }),
    }),
  })
  .openapi('VerifiedFile');

export const uploadOffer = z
  .object({
    upload: z.string().meta({ description: both('Tên của lần tải lên', 'Names the upload') }),
    url: z.url(),
    fields: z.record(z.string(), z.string()).meta({
      description: both(
        'Các trường của biểu mẫu, đặt trước trường `file`',
        'Fields of the form, to be sent before the field `file`',
      ),
    }),
    mostBytes: z.number().int(),
    expiresAt: z.iso.datetime(),
  })
  .openapi('UploadOffer');

export const verificationQuestion = z.strictObject({
  upload: z
    .string()
    .max(60)
    .meta({
      description: both('Tên nhận được khi xin tải lên', 'The name that the offer gave it'),
      example: 'k7q2m9x4w8r3t6y5n2b8v4c7p3',
    }),
});
