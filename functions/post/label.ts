import {
  documentFonts,
  horizontalRule,
  millimetres,
  paginate,
  paragraph,
  PieceTooTall,
  qrCode,
  sideBySide,
  spaced,
  stackHeight,
  StructureElement,
  textIn,
  writeDocument,
  type Fonts,
  type Frame,
  type PageGeometry,
  type Piece,
  type Typeface,
} from '../rendering/index.ts';
import { code128 } from './code128.ts';

/** One end of a parcel's way, as the label shows it. */
export interface LabelAddress {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
}

/** What a postal label says. Texts are NFC. */
export interface PostalLabel {
  /** code of the postal order: the bar code and the QR code both hold it */
  readonly order: string;
  readonly dossier: string;
  /** such as "Trả kết quả giải quyết TTHC" */
  readonly service: string;
  readonly sender: LabelAddress;
  readonly recipient: LabelAddress;
  readonly createdAt: Date;
}

/** A6 upright, 105 × 148 mm. */
const A6: PageGeometry = {
  width: millimetres(105),
  height: millimetres(148),
  top: millimetres(6),
  bottom: millimetres(6),
  left: millimetres(6),
  right: millimetres(6),
};
const FRAME: Frame = { left: A6.left, width: A6.width - A6.left - A6.right };
const QR_SIDE = millimetres(26);
/** Sizes tried for names and addresses, the largest that fits wins. */
const SIZES = [13, 12, 11, 10, 9, 8, 7, 6] as const;

/**
 * Draws the label of a postal order as PDF/A on one A6 page.
 * @throws {PieceTooTall} when names and addresses do not fit even in the smallest size
 * @throws {MissingGlyph} for a letter the typeface cannot draw
 * @throws {RangeError} when the order's code does not fit a bar code
 */
export async function drawPostalLabel(label: PostalLabel, typeface: Typeface): Promise<Uint8Array> {
  for (const size of SIZES) {
    const fonts = documentFonts(typeface);
    const root = new StructureElement('Document');
    const pieces = layLabel(label, { fonts, root, size });
    if (stackHeight(pieces) > A6.height - A6.top - A6.bottom) continue;
    return writeDocument({
      pages: paginate(pieces, A6),
      fonts: Object.values(fonts),
      structure: root,
      metadata: { title: `Nhãn gửi ${label.order}`, author: label.sender.name, createdAt: label.createdAt },
    });
  }
  throw new PieceTooTall('names and addresses do not fit the label');
}

interface Setting {
  readonly fonts: Fonts;
  readonly root: StructureElement;
  readonly size: number;
}

function layLabel(label: PostalLabel, setting: Setting): Piece[] {
  const { fonts, root } = setting;
  return [
    headOf(label, setting),
    ...spaced([code128(label.order, FRAME, root.add('Figure', { alt: `Mã vạch ${label.order}` }))], 4),
    ...paragraph(textIn(fonts.bold, label.order), root.add('P'), FRAME, { size: 12, align: 'center' }),
    horizontalRule(FRAME.left, FRAME.width, 4),
    ...party('NGƯỜI GỬI', label.sender, { ...setting, size: Math.min(setting.size, 11) }, FRAME),
    horizontalRule(FRAME.left, FRAME.width, 4),
    ...party('NGƯỜI NHẬN', label.recipient, setting, FRAME),
  ];
}

/** Service and dossier on the left, the QR code on the right. */
function headOf(label: PostalLabel, { fonts, root }: Setting): Piece {
  const left: Frame = { left: FRAME.left, width: FRAME.width - QR_SIDE - 6 };
  const text = [
    ...paragraph(textIn(fonts.bold, 'BƯU CHÍNH CÔNG ÍCH'), root.add('H1'), left, { size: 14, align: 'left' }),
    ...paragraph(textIn(fonts.regular, label.service), root.add('P'), left, { size: 11, align: 'left' }),
    ...paragraph([...textIn(fonts.regular, 'Mã hồ sơ:')], root.add('P'), left, {
      size: 10,
      align: 'left',
      before: 6,
    }),
    ...paragraph(textIn(fonts.bold, label.dossier), root.add('P'), left, { size: 11, align: 'left' }),
  ];
  const at = { left: FRAME.left + FRAME.width - QR_SIDE, side: QR_SIDE, alt: `Mã QR ${label.order}` };
  return sideBySide([text, [qrCode(label.order, at, root)]]);
}

function party(role: string, who: LabelAddress, { fonts, root, size }: Setting, frame: Frame): Piece[] {
  const line = (font: 'regular' | 'bold', text: string, lineSize: number, before = 0): Piece[] =>
    paragraph(textIn(fonts[font], text), root.add('P'), frame, { size: lineSize, align: 'left', before });
  return [
    ...line('regular', role, 9, 4),
    ...line('bold', who.name, size + 1),
    ...line('regular', who.address, size),
    ...line('bold', `Điện thoại: ${who.phone}`, size),
  ];
}
