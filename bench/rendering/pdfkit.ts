import { readFile } from 'node:fs/promises';
import path from 'node:path';
import PDFDocument from 'pdfkit';
import type { Contender } from './contender.ts';
import { drawing } from './drawing.ts';
import { FACES, readFaces, RULE } from './faces.ts';

/** pdfkit, given every line's place: it breaks no line, tags nothing and claims no PDF/A. */
export const open: Contender['open'] = async (folder, document) => {
  const pages = drawing.parse(JSON.parse(await readFile(path.join(folder, `${document}.drawing.json`), 'utf8')));
  const faces = await readFaces(folder);
  return async () => {
    const pdf = new PDFDocument({ autoFirstPage: false, font: '' });
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk) => chunks.push(chunk));
    const ended = new Promise((resolve) => pdf.on('end', resolve));
    for (const face of FACES) pdf.registerFont(face, faces[face]);
    for (const { width, height, runs, rules, figures } of pages) {
      pdf.addPage({ size: [width, height], margin: 0 });
      for (const { text, face, size, left, baseline, stretch } of runs) {
        const place = { lineBreak: false, baseline: 'alphabetic', wordSpacing: stretch } as const;
        pdf.font(face, size).text(text, left, baseline, place);
      }
      if (rules !== '') pdf.path(rules).lineWidth(RULE).stroke();
      if (figures !== '') pdf.path(figures).fill();
    }
    pdf.end();
    await ended;
    return Buffer.concat(chunks);
  };
};
