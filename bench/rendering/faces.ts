import { readFile } from 'node:fs/promises';
import path from 'node:path';

export const FACES = ['Regular', 'Bold', 'Italic', 'BoldItalic'] as const;

/** Width of rules and borders in points. */
export const RULE = 0.5;

type Face = (typeof FACES)[number];

/** The font files every contender embeds. */
export async function readFaces(folder: string): Promise<Readonly<Record<Face, Buffer>>> {
  const read = (face: Face) => readFile(path.join(folder, 'fonts', `Tinos-${face}.ttf`));
  return {
    Regular: await read('Regular'),
    Bold: await read('Bold'),
    Italic: await read('Italic'),
    BoldItalic: await read('BoldItalic'),
  };
}
