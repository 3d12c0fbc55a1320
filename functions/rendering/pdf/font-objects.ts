import type { FaceUsage } from '../fonts/face-usage.ts';
import { placeGlyphs } from '../fonts/placed-glyphs.ts';
import { FontFrame } from './font-frame.ts';
import type { ObjectFile } from './object-file.ts';
import { Token, type Reference } from './objects.ts';

const DESCENDANT =
  '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/CIDToGIDMap/Identity';

/** The frame of each face, made once per process. */
const frames = new WeakMap<FaceUsage['face'], FontFrame>();

function frameOf(face: FaceUsage['face']): FontFrame {
  const frame = frames.get(face) ?? new FontFrame(face);
  frames.set(face, frame);
  return frame;
}

/** Makes ready what all files have of a face. */
export function prepareFont(face: FaceUsage['face']): void {
  frameOf(face).deflate();
}

/**
 * Embeds one face as a composite font: Identity-H, /W with every code, /ToUnicode. What the seal step needs to write
 * a field's value later is thus in the file itself.
 */
export function addFont(target: ObjectFile, { face, rare }: FaceUsage): Reference {
  const frame = frameOf(face);
  const { outlines } = placeGlyphs(face.font, rare, face.common.placed);
  const file = frame.file(outlines);
  const stream = target.addDeflated({ Length1: file.length }, file.deflated);
  const descriptor = target.add(
    new Token(
      `<</Type/FontDescriptor/FontName/${file.name}${frame.descriptor}/FontFile2 ${stream.number} 0 R>>`,
    ),
  );
  const descendant = target.add(
    new Token(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${file.name}${DESCENDANT}` +
        `/FontDescriptor ${descriptor.number} 0 R/W${frame.widths(outlines)}>>`,
    ),
  );
  const map = target.addDeflated({}, frame.unicodeMap(rare));
  return target.add(
    new Token(
      `<</Type/Font/Subtype/Type0/BaseFont/${file.name}/Encoding/Identity-H` +
        `/DescendantFonts[${descendant.number} 0 R]/ToUnicode ${map.number} 0 R>>`,
    ),
  );
}
