import type { FaceUsage } from '../fonts/face-usage.ts';
import { placeGlyphs } from '../fonts/placed-glyphs.ts';
import { FontFrame } from './font-frame.ts';
import type { ObjectFile } from './object-file.ts';
import { asciiString, Token, type Reference } from './objects.ts';

/** The frame of each face, made once per process. */
const frames = new WeakMap<FaceUsage['face'], FontFrame>();

/**
 * Embeds one face as a composite font: Identity-H, /W with every code, /ToUnicode. What the seal step needs to write
 * a field's value later is thus in the file itself.
 */
export function addFont(target: ObjectFile, { face, rare }: FaceUsage): Reference {
  const frame = frames.get(face) ?? new FontFrame(face);
  frames.set(face, frame);
  const { outlines } = placeGlyphs(face.font, rare, face.common.placed);
  const file = frame.file(outlines);
  const descriptor = target.add({
    Type: 'FontDescriptor',
    FontName: file.name,
    ...frame.descriptor,
    FontFile2: target.addDeflated({ Length1: file.length }, file.deflated),
  });
  const descendant = target.add({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: file.name,
    CIDSystemInfo: { Registry: asciiString('Adobe'), Ordering: asciiString('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    DW: 500,
    W: new Token(frame.widths(outlines)),
    CIDToGIDMap: 'Identity',
  });
  return target.add({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: file.name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: target.addDeflated({}, frame.unicodeMap(rare)),
  });
}
