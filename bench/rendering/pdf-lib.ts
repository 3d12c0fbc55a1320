import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, rgb } from 'pdf-lib';
import type { Contender } from './contender.ts';
import { drawing, type Drawing } from './drawing.ts';
import { readFaces, RULE } from './faces.ts';

/** pdf-lib with its own text layer, given every line's place; it cannot widen spaces, so that a justified line is words. */
export const open: Contender['open'] = async (folder, document) => {
  const pages = drawing.parse(JSON.parse(await readFile(path.join(folder, `${document}.drawing.json`), 'utf8')));
  const faces = await readFaces(folder);
  return async () => {
    const pdf = await PDFDocument.create();
    pdf.registerFontkit(fontkit);
    const embed = (face: Uint8Array) => pdf.embedFont(face, { subset: true });
    const fonts = {
      Regular: await embed(faces.Regular),
      Bold: await embed(faces.Bold),
      Italic: await embed(faces.Italic),
      BoldItalic: await embed(faces.BoldItalic),
    };
    for (const { width, height, runs, rules, figures } of pages) {
      const page = pdf.addPage([width, height]);
      for (const run of runs) {
        const { face, size, baseline } = run;
        for (const { text, left } of pieces(run, (part) => fonts[face].widthOfTextAtSize(part, size))) {
          page.drawText(text, { x: left, y: height - baseline, size, font: fonts[face] });
        }
      }
      const paper = { x: 0, y: height };
      page.drawSvgPath(rules, { ...paper, borderColor: rgb(0, 0, 0), borderWidth: RULE });
      page.drawSvgPath(figures, { ...paper, color: rgb(0, 0, 0) });
    }
    return pdf.save();
  };
};

function pieces({ text, left, stretch }: Drawing[number]['runs'][number], widthOf: (part: string) => number) {
  if (stretch === 0) return [{ text, left }];
  let pen = left;
  return text.split(' ').map((word) => {
    const piece = { text: word, left: pen };
    pen += widthOf(`${word} `) + stretch;
    return piece;
  });
}
