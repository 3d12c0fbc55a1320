/**
 * The form of administrative documents, as data: Decree 30/2020/NĐ-CP, Appendix I. `article` is the passage,
 * `within` what it allows, `used` what the page engine draws. Sizes in points, margins and indents in millimetres.
 */
interface Rule {
  readonly article: string;
  readonly within: readonly [least: number, most: number];
  readonly used: number;
}

function rule(article: string, least: number, most: number, used: number): Rule {
  return { article, within: [least, most], used };
}

export const MARGINS = {
  top: rule('Phần I, mục I.3', 20, 25, 20),
  bottom: rule('Phần I, mục I.3', 20, 25, 20),
  left: rule('Phần I, mục I.3', 30, 35, 30),
  right: rule('Phần I, mục I.3', 15, 20, 17),
} as const;

export const SIZES = {
  pageNumber: rule('Phần I, mục I.7', 13, 14, 13),
  nation: rule('Phần I, mục II.1', 12, 13, 12.5),
  motto: rule('Phần I, mục II.1', 13, 14, 13.5),
  agency: rule('Phần I, mục II.2', 12, 13, 12.5),
  number: rule('Phần I, mục II.3', 13, 13, 13),
  placeAndDate: rule('Phần I, mục II.4', 13, 14, 13),
  title: rule('Phần I, mục II.5', 13, 14, 14),
  subject: rule('Phần I, mục II.5', 12, 13, 12),
  body: rule('Phần I, mục II.6', 13, 14, 13),
  authority: rule('Phần I, mục II.7', 13, 14, 13),
  addressees: rule('Phần I, mục II.9', 13, 14, 13),
  recipientsLabel: rule('Phần I, mục II.9', 12, 12, 12),
  recipients: rule('Phần I, mục II.9', 11, 11, 11),
  appendixLabel: rule('Phần I, mục III.1', 14, 14, 14),
  appendixTitle: rule('Phần I, mục III.1', 13, 14, 14),
} as const;

/** Lengths of rules as shares of the text above them. */
export const RULES = {
  motto: rule('Phần I, mục II.1', 1, 1, 1),
  agency: rule('Phần I, mục II.2', 1 / 3, 1 / 2, 0.4),
  title: rule('Phần I, mục II.5', 1 / 3, 1 / 2, 0.4),
} as const;

export const PARAGRAPH = {
  /** of the first line */
  indent: rule('Phần I, mục II.6', 10, 12.7, 10),
  /** points between paragraphs */
  before: rule('Phần I, mục II.6', 6, Infinity, 6),
  /** line spacing; single is 1.15 of the size in Times New Roman */
  leading: rule('Phần I, mục II.6', 1.15, 1.15 * 1.5, 1.25),
} as const;

/** Ô số 7a: the letters before whom the signer stands for. */
export const AUTHORITY = {
  'TM.': 'thay mặt',
  'Q.': 'quyền',
  'KT.': 'ký thay',
  'TL.': 'thừa lệnh',
  'TUQ.': 'thừa ủy quyền',
} as const;

/** Điểm are lettered with the Vietnamese alphabet without ă, â, ê, ô, ơ and ư (Phần I, mục II.6). */
export const POINT_LETTERS = Array.from('abcdđeghiklmnopqrstuvxy');

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

/** Phần I, mục IV: the places on the page, and which block draws them. */
export const PLACES = [
  { place: '1', what: 'Quốc hiệu và Tiêu ngữ', block: 'header' },
  { place: '2', what: 'Tên cơ quan, tổ chức ban hành văn bản', block: 'header' },
  { place: '3', what: 'Số, ký hiệu của văn bản', block: 'header' },
  { place: '4', what: 'Địa danh và thời gian ban hành văn bản', block: 'header' },
  { place: '5a', what: 'Tên loại và trích yếu nội dung văn bản', block: 'title' },
  { place: '5b', what: 'Trích yếu nội dung công văn', block: 'header' },
  { place: '6', what: 'Nội dung văn bản', block: 'paragraph' },
  { place: '7a', what: 'Quyền hạn, chức vụ của người có thẩm quyền', block: 'signature' },
  { place: '7b', what: 'Họ và tên của người có thẩm quyền', block: 'signature' },
  { place: '7c', what: 'Chữ ký của người có thẩm quyền', block: 'signature' },
  { place: '8', what: 'Dấu, chữ ký số của cơ quan, tổ chức', block: 'signature' },
  { place: '9a', what: 'Nơi nhận (Kính gửi)', block: 'addressees' },
  { place: '9b', what: 'Nơi nhận', block: 'signature' },
] as const;
