/** Embeds a TrueType font whole, as Type0 with Identity-H, for result files made in tests. */
import { readFileSync } from 'node:fs';
import { type PDFContext, type PDFRef, PDFString } from 'pdf-lib';

const FONT_FILE = new URL('../../../templates/fonts/Tinos-Regular.ttf', import.meta.url);

/** @param characters those the font's /ToUnicode and /W list */
export function embedTestFont(context: PDFContext, characters: string): PDFRef {
  const file = readFileSync(FONT_FILE);
  const glyphs = [...new Set(characters)].map((character) => {
    const glyph = glyphOf(file, character.codePointAt(0) ?? 0);
    return { character, glyph, width: advanceOf(file, glyph) };
  });
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: 'Tinos',
      Flags: 4,
      FontBBox: [-500, -300, 1500, 1000],
      ItalicAngle: 0,
      Ascent: 891,
      Descent: -216,
      CapHeight: 660,
      StemV: 80,
      FontFile2: context.register(context.flateStream(file, { Length1: file.length })),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: 'Tinos',
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 500,
      W: glyphs.flatMap(({ glyph, width }) => [glyph, [width]]),
      CIDToGIDMap: 'Identity',
    }),
  );
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'Tinos',
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(unicodeMap(glyphs))),
    }),
  );
}

function unicodeMap(glyphs: readonly { character: string; glyph: number }[]): string {
  const lines = glyphs.map(({ character, glyph }) => `<${hex(glyph)}> <${hex(character.charCodeAt(0))}>`);
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${lines.length} beginbfchar
${lines.join('\n')}
endbfchar
endcmap
end
end`;
}

function hex(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function tableOf(file: Buffer, tag: string): number {
  for (let table = 0; table < file.readUInt16BE(4); table += 1) {
    const record = 12 + table * 16;
    if (file.toString('latin1', record, record + 4) === tag) return file.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}

/** Looks a character up in the format 4 subtable of cmap. */
function glyphOf(file: Buffer, codePoint: number): number {
  const cmap = tableOf(file, 'cmap');
  const subtables = Array.from({ length: file.readUInt16BE(cmap + 2) }, (_, index) => {
    return cmap + file.readUInt32BE(cmap + 4 + index * 8 + 4);
  });
  const at = subtables.find((offset) => file.readUInt16BE(offset) === 4) ?? 0;
  const doubled = file.readUInt16BE(at + 6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const start = file.readUInt16BE(at + 16 + doubled + segment);
    if (codePoint > file.readUInt16BE(at + 14 + segment) || codePoint < start) continue;
    const delta = file.readUInt16BE(at + 16 + doubled * 2 + segment);
    const rangeAt = at + 16 + doubled * 3 + segment;
    const range = file.readUInt16BE(rangeAt);
    if (range === 0) return (codePoint + delta) & 0xffff;
    return (file.readUInt16BE(rangeAt + range + (codePoint - start) * 2) + delta) & 0xffff;
  }
  throw new Error(`the font has no glyph for U+${codePoint.toString(16)}`);
}

function advanceOf(file: Buffer, glyph: number): number {
  const unitsPerEm = file.readUInt16BE(tableOf(file, 'head') + 18);
  const metrics = file.readUInt16BE(tableOf(file, 'hhea') + 34);
  const advance = file.readUInt16BE(tableOf(file, 'hmtx') + Math.min(glyph, metrics - 1) * 4);
  return Math.round((advance * 1000) / unitsPerEm);
}
