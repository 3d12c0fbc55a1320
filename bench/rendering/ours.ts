import { readFile } from 'node:fs/promises';
import { loadTemplate, prepareFonts, renderResult } from '../../functions/rendering/index.ts';
import { inTurn, ofEach, READ_ONCE, type Contender } from './contender.ts';
import { documentInput, inputOf } from './documents.ts';

/** The product: lays the document out and writes it as PDF/A-3a and PDF/UA-1, with its form and its attachment. */
export const start: Contender['start'] = async (folder) => {
  await prepareFonts(folder);
  return async (document, applicants) => {
    const inputs = await ofEach(applicants, async (number) =>
      documentInput.parse(JSON.parse(await readFile(inputOf(folder, document, number), 'utf8')), READ_ONCE),
    );
    const template = await loadTemplate(folder, document, 1);
    if (!template) throw new Error(`no template ${document}`);
    const next = inTurn(inputs);
    return async () => (await renderResult({ ...next(), template })).pdf;
  };
};
