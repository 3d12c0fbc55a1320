import { heldName } from './keep-together.ts';
import { breakLines } from '../layout/line-breaking.ts';
import { paragraph, type Frame } from '../layout/paragraph.ts';
import { sideBySide, stackHeight, type Piece } from '../layout/piece.ts';
import { qrCode } from '../layout/qr-code.ts';
import { millimetres } from '../pdf/units.ts';
import type { BlockOf } from '../template/blocks.ts';
import { scopesOf } from '../template/scope.ts';
import { breakAgencyName } from './agency-name.ts';
import { centred, type BlockContext } from './block-context.ts';
import { listed } from './listed.ts';
import { plainText, setText } from './set-text.ts';
import { signaturePlaces, widthForSignatures } from './signature-places.ts';

/** A module of the code is printed in half a millimetre at least, on any paper. */
const QR_SIDE = millimetres(28);
const BEFORE = 14;
const QR_BEFORE = 6;
/** Share of the width the signers' column takes at least. */
const SIGNERS_SHARE = 0.56;
/** Recipients and QR code lower than this share of a page stay in one piece with the signatures. */
const KEPT_WHOLE = 0.5;

/**
 * Who signs (ô 7a, 7b), the places of both signatures (ô 7c, 8), who receives (ô 9b) and the QR code. A name never
 * stands away from its signature; a long list of recipients goes on below it and over the page.
 * @throws {RangeError} for a seal no page has room for
 */
export function signatureBlock(block: BlockOf<'signature'>, context: BlockContext): Piece[] {
  const { frame, input, paper } = context;
  const seal = millimetres(input.signing.sealDiameterMm);
  const width = Math.max(frame.width * SIGNERS_SHARE, widthForSignatures(seal));
  const left = { left: frame.left, width: frame.width - width };
  if (left.width < QR_SIDE) {
    throw new RangeError(`a seal of ${input.signing.sealDiameterMm} mm leaves no room for the recipients`);
  }
  const beside = recipientsColumn(block, context, left);
  const signers = signersColumn(block, context, { left: frame.left + left.width, width }, seal);
  const { height, top, bottom } = paper.geometry;
  const isShort = stackHeight(beside) < (height - top - bottom) * KEPT_WHOLE;
  const fitting = isShort ? beside.length : fittingPieces(beside, stackHeight(signers));
  return [sideBySide([beside.slice(0, fitting), signers], BEFORE), ...beside.slice(fitting)];
}

/** How many pieces of a column are no taller than `room` together. */
function fittingPieces(column: readonly Piece[], room: number): number {
  const over = column.findIndex((_, index) => stackHeight(column.slice(0, index + 1)) > room);
  return over < 0 ? column.length : over;
}

function recipientsColumn(
  block: BlockOf<'signature'>,
  { input, scope, fonts, root, paper }: BlockContext,
  frame: Frame,
): Piece[] {
  const recipients = block.recipients.flatMap((each) =>
    scopesOf(scope, each).map((item) => setText(each.text, item, fonts)),
  );
  const { recipientsLabel, recipients: size } = paper.sizes;
  const style = { size, align: 'left', breaker: breakLines } as const;
  const pieces: Piece[] = [];
  if (recipients.length > 0) {
    const label = plainText('Nơi nhận:', fonts.boldItalic);
    pieces.push(...paragraph(label, root.add('P'), frame, { ...style, size: recipientsLabel }));
    const list = root.add('L', { numbering: 'Disc' });
    for (const inlines of recipients) {
      pieces.push(...listed(list, { label: '-', font: fonts.regular, inlines, frame, style }).pieces);
    }
  }
  const alt = `Mã QR dẫn đến trang kiểm tra văn bản: ${input.verifyUrl}`;
  const qr = qrCode(input.verifyUrl, { left: frame.left, side: QR_SIDE, alt }, root);
  return [...pieces, { ...qr, before: QR_BEFORE }];
}

function signersColumn(
  block: BlockOf<'signature'>,
  { input, scope, fonts, root, paper }: BlockContext,
  frame: Frame,
  seal: number,
): Piece[] {
  const style = centred(paper.sizes.authority);
  const capitals = { ...style, breaker: breakAgencyName };
  const own = input.signing.authorityLines.map((line) => plainText(line, fonts.bold));
  const authority = block.authority?.map((line) => setText(line, scope, fonts, { bold: true })) ?? own;
  const name = input.signing.signerName.normalize('NFC');
  return [
    ...authority.flatMap((line) => paragraph(line, root.add('P'), frame, capitals)),
    signaturePlaces(root.add('P'), frame, seal),
    ...paragraph(heldName({ kind: 'text', text: name, font: fonts.bold }), root.add('P'), frame, style),
  ];
}
