import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remembered } from '../remembered.ts';
import { COMMON_LETTERS } from './common-letters.ts';
import { Face } from './face.ts';
import { TrueTypeFont } from './truetype.ts';

/** The four faces a document is set in. */
export interface Typeface {
  readonly regular: Face;
  readonly bold: Face;
  readonly italic: Face;
  readonly boldItalic: Face;
}

export type FaceName = keyof Typeface;

const typefaces = new Map<string, Promise<Typeface>>();

/**
 * Tinos, metric-compatible with the Times New Roman that Decree 30/2020 asks for, from `templates/fonts`; read
 * once per process.
 * @param templates folder of the templates, with `fonts` in it
 */
export function sharedTypeface(templates: string): Promise<Typeface> {
  return remembered(typefaces, templates, () => readTypeface(join(templates, 'fonts')));
}

async function readTypeface(folder: string): Promise<Typeface> {
  const face = async (name: string, bold: boolean, common: string): Promise<Face> =>
    new Face(new TrueTypeFont(await readFile(join(folder, `${name}.ttf`)), name, bold), common);
  const [regular, bold, italic, boldItalic] = await Promise.all([
    face('Tinos-Regular', false, COMMON_LETTERS.regular),
    face('Tinos-Bold', true, COMMON_LETTERS.bold),
    face('Tinos-Italic', false, COMMON_LETTERS.italic),
    face('Tinos-BoldItalic', true, COMMON_LETTERS.boldItalic),
  ]);
  return { regular, bold, italic, boldItalic };
}
