import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadTemplate, renderResult } from '../../functions/rendering/index.ts';
import { READ_ONCE, type Contender } from './contender.ts';
import { documentInput } from './documents.ts';

/** The product: lays the document out and writes it as PDF/A-3a and PDF/UA-1, with its form and its attachment. */
export const open: Contender['open'] = async (folder, document) => {
  const input = documentInput.parse(
    JSON.parse(await readFile(path.join(folder, `${document}.json`), 'utf8')),
    READ_ONCE,
  );
  const template = await loadTemplate(folder, document, 1);
  if (!template) throw new Error(`no template ${document}`);
  return async () => (await renderResult({ ...input, template })).pdf;
};
