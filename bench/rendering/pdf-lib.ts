import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, rgb } from 'pdf-lib';
import { inTurn, ofEach, type Contender } from './contender.ts';
import { readDrawing } from './drawing.ts';
import { readFaces, RULE } from './faces.ts';

/** pdf-lib with its own text layer. It justifies nothing and mixes no faces: it is told where every piece stands. */
export const start: Contender['start'] = async (folder) => {
  const faces = await readFaces(folder);
  return async (document, applicants) => {
    const next = inTurn(await ofEach(applicants, (number) => readDrawing(folder, document, number)));
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
      for (const { width, height, pieces, rules, figures } of next()) {
        const page = pdf.addPage([width, height]);
        for (const { text, face, size, left, baseline } of pieces) {
          page.drawText(text, { x: left, y: height - baseline, size, font: fonts[face] });
        }
        const paper = { x: 0, y: height };
        page.drawSvgPath(rules, { ...paper, borderColor: rgb(0, 0, 0), borderWidth: RULE });
        page.drawSvgPath(figures, { ...paper, color: rgb(0, 0, 0) });
      }
      return pdf.save();
    };
  };
};
