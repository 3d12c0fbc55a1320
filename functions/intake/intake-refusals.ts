import { refuse, type FieldProblem, type Message, type Refusal } from '../platform/refusal.ts';

/** A refusal that names the one field to correct. */
function refuseField(field: string, status: Refusal['status'], code: string, message: Message): Refusal {
  return refuse(status, code, message, [{ field, rule: code, message }]);
}

/** Every "no" of intake. */
export const refusals = {
  tooLarge: refuse(413, 'payload-too-large', {
    vi: 'Hồ sơ lớn hơn 256 KiB; hãy rút gọn nội dung rồi gửi lại.',
    en: 'The dossier is larger than 256 KiB; shorten it and submit it again.',
  }),
  tooDeep: refuse(400, 'json-too-deep', {
    vi: 'JSON lồng nhau quá 32 tầng; hãy gửi dữ liệu theo đúng cấu trúc hồ sơ.',
    en: 'The JSON is nested deeper than 32 levels; send it in the structure of a dossier.',
  }),
  badText: (code: string, problems: readonly FieldProblem[]) =>
    refuse(
      422,
      code,
      {
        vi: 'Hồ sơ có chữ chưa đúng chuẩn Unicode; hãy sửa các trường được nêu rồi gửi lại.',
        en: 'The dossier has text that is not clean Unicode; correct the fields named and submit it again.',
      },
      problems,
    ),
  invalid: (problems: readonly FieldProblem[]) =>
    refuse(
      422,
      'dossier-invalid',
      {
        vi: 'Hồ sơ chưa đúng mẫu; hãy sửa các trường được nêu rồi gửi lại.',
        en: 'The dossier does not fit the schema; correct the fields named and submit it again.',
      },
      problems,
    ),
  dataInvalid: (problems: readonly FieldProblem[]) =>
    refuse(
      422,
      'data-invalid',
      {
        vi: 'Nội dung kết quả chưa đúng với mẫu đã chọn; hãy sửa các trường được nêu rồi gửi lại.',
        en: 'The data does not fit the template chosen; correct the fields named and submit it again.',
      },
      problems,
    ),
  foreignAgency: refuseField('agency', 403, 'agency-not-yours', {
    vi: 'Bạn không được gửi hồ sơ cho cơ quan này; hãy kiểm tra mã cơ quan hoặc liên hệ quản trị.',
    en: 'You may not submit dossiers of this agency; check its code or ask the administrator.',
  }),
  foreignCode: refuseField('code', 422, 'code-of-other-agency', {
    vi: 'Phần đầu của mã hồ sơ không phải mã của cơ quan ban hành; hãy kiểm tra mã hồ sơ và mã cơ quan.',
    en: 'The code does not begin with the issuing agency’s; check the dossier code and the agency’s code.',
  }),
  acceptedInFuture: refuseField('acceptedOn', 422, 'accepted-in-future', {
    vi: 'Ngày tiếp nhận ở tương lai (giờ Việt Nam); hãy kiểm tra ngày.',
    en: 'The day of acceptance lies in the future (in Vietnam); check the day.',
  }),
  agencyUnknown: refuseField('agency', 422, 'agency-unknown', {
    vi: 'Danh bạ không có cơ quan này; hãy kiểm tra mã cơ quan.',
    en: 'The directory has no such agency; check its code.',
  }),
  officialUnknown: refuseField('official', 422, 'official-unknown', {
    vi: 'Danh bạ không có người ký này; hãy kiểm tra mã người có thẩm quyền.',
    en: 'The directory has no such official; check the id.',
  }),
  officialElsewhere: refuseField('official', 422, 'official-of-other-agency', {
    vi: 'Người ký không thuộc cơ quan ban hành; hãy chọn người có thẩm quyền của cơ quan đó.',
    en: 'The official is not of the issuing agency; choose one who is.',
  }),
  officialUnauthorised: refuseField('official', 422, 'official-without-authority', {
    vi: 'Người ký không có thẩm quyền đối với thủ tục này; hãy chọn người có thẩm quyền.',
    en: 'The official has no authority for this procedure; choose one who has.',
  }),
  authorityNotInForce: refuseField('official', 422, 'authority-not-in-force', {
    vi: 'Văn bản giao quyền, thừa lệnh hoặc ủy quyền của người ký chưa có hoặc đã hết hiệu lực; hãy chọn người khác.',
    en: 'The act by which the official signs is not in force yet, or has ended; choose another official.',
  }),
  templateUnknown: refuseField('template', 422, 'template-unknown', {
    vi: 'Không có mẫu hoặc phiên bản mẫu này; hãy chọn mẫu đang có.',
    en: 'There is no such template or version; choose one there is.',
  }),
  templateInvalid: ({ id, version }: { readonly id: string; readonly version: number | string }) =>
    refuseField('template', 422, 'template-invalid', {
      vi: `Tệp của mẫu ${id}, phiên bản ${version}, có lỗi nên chưa dùng được. Không phải lỗi của hồ sơ: hãy báo người quản lý mẫu sửa tệp rồi gửi lại, hoặc chọn mẫu khác.`,
      en: `The files of template ${id}, version ${version}, are wrong, so it cannot be used. The dossier is not at fault: tell whoever keeps the templates to mend them, then submit again, or choose another template.`,
    }),
  seriesMissing: refuseField('template', 422, 'series-missing', {
    vi: 'Cơ quan chưa khai báo dãy số văn bản cho mẫu này; hãy liên hệ văn thư của cơ quan.',
    en: 'The agency has no number series for this template; ask its records clerk.',
  }),
  contentConflict: refuseField('revision', 409, 'content-conflict', {
    vi: 'Lần lập này của hồ sơ đã được tiếp nhận với nội dung khác; nếu bị trả lại để sửa, hãy gửi lần tiếp theo.',
    en: 'This revision was already accepted with other content; if it was returned, submit the next revision.',
  }),
  revisionNotDue: refuseField('revision', 409, 'revision-not-due', {
    vi: 'Chỉ gửi được lần tiếp theo khi lần trước đã bị trả lại để sửa hoặc đã bị thu hồi; hãy kiểm tra tình trạng hồ sơ.',
    en: 'The next revision is taken only after the one before was returned for correction, or recalled; check its status.',
  }),
  agencyChanged: refuseField('agency', 409, 'agency-changed', {
    vi: 'Lần lập trước của hồ sơ thuộc cơ quan khác; hãy giữ nguyên cơ quan ban hành.',
    en: 'The revision before belongs to another agency; keep the issuing agency.',
  }),
} as const;

/** All of them, for the documentation; one that names fields stands there without any. */
export const intakeRefusals: readonly Refusal[] = Object.values({
  ...refusals,
  badText: refusals.badText('text-not-nfc', []),
  unseenText: refusals.badText('control-character', []),
  invalid: refusals.invalid([]),
  dataInvalid: refusals.dataInvalid([]),
  templateInvalid: refusals.templateInvalid({ id: '…', version: '…' }),
});
