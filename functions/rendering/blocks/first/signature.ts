import { textIn } from '../../layout/inline.ts';
import { paragraph, type Frame } from '../../layout/paragraph.ts';
import { sideBySide, type Piece } from '../../layout/piece.ts';
import { qrCode } from '../../layout/qr-code.ts';
import { millimetres } from '../../pdf/units.ts';
import type { FirstBlockOf } from '../../template/first-blocks.ts';
import { richText } from '../../template/rich-text.ts';
import { signaturePlaces, widthForSignatures } from '../signature-places.ts';
import type { BlockContext } from './block-context.ts';

const AUTHORITY_SIZE = 13;
const RECIPIENTS_LABEL_SIZE = 12;
const RECIPIENTS_SIZE = 11;
const QR_SIDE = millimetres(28);
/**
 * Who signs (ô 7a, 7b), the places of both signatures (ô 7c, 8), who receives (ô 9b) and the QR code. One
 * piece, so that a name never stands away from its signature.
 * @throws {RangeError} for a seal no page has room for
 */
export function signatureBlock(block: FirstBlockOf<'signature'>, context: BlockContext): Piece[] {
  const { frame, input } = context;
  const seal = millimetres(input.signing.sealDiameterMm);
  const width = Math.max(frame.width * 0.56, widthForSignatures(seal));
  const left = { left: frame.left, width: frame.width - width };
  if (left.width < QR_SIDE) {
    throw new RangeError(`a seal of ${input.signing.sealDiameterMm} mm leaves no room for the recipients`);
  }
  const right = { left: frame.left + left.width, width };
  const recipients = recipientsColumn(block, context, left);
  return [sideBySide([recipients, signersColumn(context, right, seal)], 14)];
}

function recipientsColumn(
  block: FirstBlockOf<'signature'>,
  { input, scope, fonts, root }: BlockContext,
  frame: Frame,
): Piece[] {
  const label = paragraph(textIn(fonts.boldItalic, 'Nơi nhận:'), root.add('P'), frame, {
    size: RECIPIENTS_LABEL_SIZE,
    align: 'left',
  });
  const list = root.add('L');
  const items = block.recipients.flatMap((recipient) =>
    paragraph(
      [...textIn(fonts.regular, '- '), ...richText(recipient, scope, fonts)],
      list.add('LI').add('LBody'),
      frame,
      { size: RECIPIENTS_SIZE, align: 'left' },
    ),
  );
  const alt = `Mã QR dẫn đến trang kiểm tra văn bản: ${input.verifyUrl}`;
  const qr = qrCode(input.verifyUrl, { left: frame.left, side: QR_SIDE, alt }, root);
  return [...label, ...items, { ...qr, before: 6 }];
}

function signersColumn({ input, fonts, root }: BlockContext, frame: Frame, seal: number): Piece[] {
  const style = { size: AUTHORITY_SIZE, align: 'center' } as const;
  const bold = (text: string): Piece[] =>
    paragraph(textIn(fonts.bold, text.normalize('NFC')), root.add('P'), frame, style);
  const authority = input.signing.authorityLines.flatMap(bold);
  const places = signaturePlaces(root.add('P'), frame, seal);
  return [...authority, places, ...bold(input.signing.signerName)];
}
