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

/**
 * Phần I, mục IV: the places on the page and which block draws them. `box` is where, in millimetres from the upper
 * left corner of an A4 sheet: left, top, width, height. Places without a block are none of a result's: mật, khẩn
 * and circulation marks, typist and address, and what only copies bear.
 */
export const PLACES = [
  { place: '1', what: 'Quốc hiệu và Tiêu ngữ', block: 'header', box: [97, 20, 97, 13] },
  { place: '2', what: 'Tên cơ quan, tổ chức ban hành văn bản', block: 'header', box: [30, 20, 65, 25] },
  { place: '3', what: 'Số, ký hiệu của văn bản', block: 'header', box: [30, 46, 65, 8] },
  { place: '4', what: 'Địa danh và thời gian ban hành văn bản', block: 'header', box: [97, 46, 97, 8] },
  { place: '5a', what: 'Tên loại và trích yếu nội dung văn bản', block: 'title', box: [30, 72, 163, 18] },
  { place: '5b', what: 'Trích yếu nội dung công văn', block: 'header', box: [30, 55, 65, 10] },
  { place: '6', what: 'Nội dung văn bản', block: 'paragraph', box: [30, 106, 163, 90] },
  {
    place: '7a',
    what: 'Quyền hạn, chức vụ của người có thẩm quyền',
    block: 'signature',
    box: [102, 200, 91, 12],
  },
  { place: '7b', what: 'Họ và tên của người có thẩm quyền', block: 'signature', box: [102, 254, 91, 8] },
  { place: '7c', what: 'Chữ ký của người có thẩm quyền', block: 'signature', box: [122, 218, 51, 30] },
  { place: '8', what: 'Dấu, chữ ký số của cơ quan, tổ chức', block: 'signature', box: [102, 214, 37, 37] },
  { place: '9a', what: 'Nơi nhận (Kính gửi)', block: 'addressees', box: [55, 91, 120, 13] },
  { place: '9b', what: 'Nơi nhận', block: 'signature', box: [30, 200, 66, 40] },
  { place: '10a', what: 'Dấu chỉ độ mật', block: undefined, box: [30, 66, 20, 6] },
  { place: '10b', what: 'Dấu chỉ mức độ khẩn', block: undefined, box: [52, 66, 20, 6] },
  { place: '11', what: 'Chỉ dẫn về phạm vi lưu hành', block: undefined, box: [74, 66, 21, 6] },
  { place: '12', what: 'Ký hiệu người soạn thảo, số lượng bản', block: undefined, box: [30, 242, 66, 8] },
  {
    place: '13',
    what: 'Địa chỉ, thư điện tử, điện thoại của cơ quan',
    block: undefined,
    box: [30, 268, 163, 8],
  },
  {
    place: '14',
    what: 'Chữ ký số của cơ quan trên bản sao điện tử',
    block: undefined,
    box: [133, 8, 60, 10],
  },
] as const;
