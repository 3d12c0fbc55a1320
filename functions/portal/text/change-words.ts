import type { Language } from './language.ts';

/** What the verifier says in English of an explained change, and how people are told it; `$1` is a name. */
const VIETNAMESE: readonly (readonly [said: RegExp, vi: string])[] = [
  [/^field (.+) was signed$/, 'Trường $1 được ký'],
  [/^field (.+) was filled in$/, 'Trường $1 được điền'],
  [/^signature field (.+) was added$/, 'Thêm trường chữ ký $1'],
  [/^document timestamp (.+)$/, 'Dấu thời gian của tệp: $1'],
  [/^the form lists further signature fields$/, 'Biểu mẫu có thêm trường chữ ký'],
  [/^a page lists the widget of a new signature field$/, 'Một trang có chỗ cho trường chữ ký mới'],
  [/^the structure tree names a new signature field$/, 'Cấu trúc văn bản có thêm trường chữ ký'],
  [
    /^revocation data was added to the security store$/,
    'Thêm dữ liệu về tình trạng chứng thư để lưu trữ lâu dài',
  ],
  [/^catalog: (.+)$/, 'Mục lục của tệp: $1'],
  [/^cross-reference stream$/, 'Bảng tham chiếu của tệp'],
  [/^object stream$/, 'Nhóm đối tượng của tệp'],
  [/^objects without use were removed$/, 'Bỏ những đối tượng không dùng đến'],
  [/^date of change and name of the tool$/, 'Ngày sửa và tên phần mềm'],
  [/^XMP metadata$/, 'Siêu dữ liệu XMP'],
  [/^object (\d+) was added$/, 'Đối tượng $1 được thêm vào'],
  [/^object (\d+) was changed$/, 'Đối tượng $1 bị sửa'],
  [/^object (\d+) was removed$/, 'Đối tượng $1 bị bỏ'],
  [/^object (\d+) was referred to before it was there$/, 'Đối tượng $1 được nhắc đến trước khi có trong tệp'],
  [/^and (\d+) more objects$/, 'và $1 đối tượng nữa'],
];

/** A change in the reader's language; where there are no words for it, as the verifier says it, in English. */
export function changeWords(
  change: string,
  language: Language,
): { readonly text: string; readonly language: Language } {
  if (language === 'en') return { text: change, language };
  const [said, vi] = VIETNAMESE.find(([pattern]) => pattern.test(change)) ?? [];
  return said && vi ? { text: change.replace(said, vi), language: 'vi' } : { text: change, language: 'en' };
}
