import { hash } from 'node:crypto';
import { hexCode, type FaceUsage } from '../fonts/face-usage.ts';
import { subsetFont } from '../fonts/subset.ts';
import type { ObjectFile } from './object-file.ts';
import { asciiString, type Reference } from './objects.ts';
import { rounded } from './units.ts';

const SYMBOLIC = 4;
const ENTRIES_PER_BLOCK = 100;

/**
 * Embeds the letters used of one face as a composite font: Identity-H, /W with every code, /ToUnicode. What
 * the seal step needs to write a field's value later is thus in the file itself.
 */
export function addFont(target: ObjectFile, usage: FaceUsage): Reference {
  const { font } = usage.face;
  const file = subsetFont(usage);
  const perMille = (units: number): number => rounded((units * 1000) / font.unitsPerEm);
  const name = `${subsetTag(file)}+${font.postScriptName}`;
  const descriptor = target.add({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: SYMBOLIC,
    FontBBox: [font.box.xMin, font.box.yMin, font.box.xMax, font.box.yMax].map(perMille),
    ItalicAngle: rounded(font.italicAngle),
    Ascent: perMille(font.ascent),
    Descent: perMille(font.descent),
    CapHeight: perMille(font.capHeight),
    StemV: font.bold ? 140 : 80,
    FontFile2: target.addStream({ Length1: file.length }, file),
  });
  const widths = [font.advanceOf(0), ...usage.letters.map(({ glyph }) => glyph.advance)];
  const descendant = target.add({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDSystemInfo: { Registry: asciiString('Adobe'), Ordering: asciiString('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    DW: 500,
    W: [0, widths.map(perMille)],
    CIDToGIDMap: 'Identity',
  });
  return target.add({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: target.addStream({}, unicodeMap(usage)),
  });
}

/** Six letters that name the subset (ISO 32000-1, 9.6.4), from its content so that they never vary. */
function subsetTag(file: Uint8Array): string {
  const digest = hash('sha256', file, 'buffer').subarray(0, 6);
  return String.fromCharCode(...Array.from(digest, (byte) => 65 + (byte % 26)));
}

function unicodeMap(usage: FaceUsage): string {
  const entries = usage.letters.map(({ glyph }, index) => `<${hexCode(index + 1)}><${glyph.unicode}>`);
  let map =
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
    '/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    '1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n';
  for (let at = 0; at < entries.length; at += ENTRIES_PER_BLOCK) {
    const block = entries.slice(at, at + ENTRIES_PER_BLOCK);
    map += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
  }
  return `${map}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend`;
}
