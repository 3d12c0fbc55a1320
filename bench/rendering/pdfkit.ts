import PDFDocument from 'pdfkit';
import { inTurn, ofEach, type Contender } from './contender.ts';
import { readDrawing } from './drawing.ts';
import { FACES, readFaces, RULE } from './faces.ts';

/** pdfkit breaks the lines of each paragraph, whose place it is given; it tags nothing and claims no PDF/A. */
export const start: Contender['start'] = async (folder) => {
  const faces = await readFaces(folder);
  return async (document, applicants) => {
    const next = inTurn(await ofEach(applicants, (number) => readDrawing(folder, document, number)));
    return async () => {
      const pdf = new PDFDocument({ autoFirstPage: false, font: '' });
      const chunks: Uint8Array[] = [];
      pdf.on('data', (chunk) => chunks.push(chunk));
      const ended = new Promise((resolve) => pdf.on('end', resolve));
      for (const face of FACES) pdf.registerFont(face, faces[face]);
      for (const { width, height, paragraphs, rules, figures } of next()) {
        pdf.addPage({ size: [width, height], margin: 0 });
        for (const { left, baseline, spans, leading, ...frame } of paragraphs) {
          pdf.x = left;
          pdf.y = baseline;
          for (const [index, { text, face, size }] of spans.entries()) {
            pdf.font(face, size);
            const lineGap = leading === 0 ? 0 : leading - pdf.currentLineHeight(true);
            const continued = index < spans.length - 1;
            pdf.text(text, { ...frame, lineGap, continued, baseline: 'alphabetic' });
          }
        }
        if (rules !== '') pdf.path(rules).lineWidth(RULE).stroke();
        if (figures !== '') pdf.path(figures).fill();
      }
      pdf.end();
      await ended;
      return Buffer.concat(chunks);
    };
  };
};
