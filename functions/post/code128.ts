import JsBarcode from 'jsbarcode';
import { millimetres, rounded, type Frame, type Piece, type StructureElement } from '../rendering/index.ts';

const HEIGHT = millimetres(18);
/** Quiet zone on each side, in modules (ISO/IEC 15417). */
const QUIET = 10;
/** Narrower modules are not read reliably from a desk printer's paper. */
const NARROWEST = millimetres(0.25);
const WIDEST = millimetres(0.5);

/**
 * A Code 128 symbol as filled rectangles, centred in the frame.
 * @throws {RangeError} for a text that Code 128 cannot hold or that is too long for the frame
 */
export function code128(text: string, frame: Frame, figure: StructureElement): Piece {
  const modules = encode(text);
  const total = modules.length + 2 * QUIET;
  const module = Math.min(WIDEST, frame.width / total);
  if (module < NARROWEST) throw new RangeError(`"${text}" is too long for a bar code of this width`);
  const left = frame.left + (frame.width - module * modules.length) / 2;
  return {
    height: HEIGHT,
    before: 0,
    keepWithNext: false,
    draw(page, top) {
      const bottom = top - HEIGHT;
      figure.box = { left, bottom, width: module * modules.length, height: HEIGHT };
      const matrix = `${module.toFixed(4)} 0 0 ${rounded(HEIGHT)} ${rounded(left)} ${rounded(bottom)}`;
      page.mark(figure, `q ${matrix} cm ${bars(modules)} f Q`);
    },
  };
}

/** The modules from left to right, `1` dark. */
function encode(text: string): string {
  const symbol: { encodings?: { data: string }[] } = {};
  if (!/^[\x20-\x7e]+$/.test(text)) throw new RangeError(`"${text}" has letters that Code 128 cannot hold`);
  JsBarcode(symbol, text, { format: 'CODE128' });
  return (symbol.encodings ?? []).map(({ data }) => data).join('');
}

function bars(modules: string): string {
  return [...modules.matchAll(/1+/g)].map((run) => `${run.index} 0 ${run[0].length} 1 re`).join(' ');
}
