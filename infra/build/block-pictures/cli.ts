import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { encodePng } from '../../../functions/rendering/index.ts';
import { drawBlocks } from './draw.ts';

/** `npm run docs`: draws the pictures of docs/documents.md into docs/pictures/blocks. */
const folder = resolve(import.meta.dirname, '../../../docs/pictures/blocks');
mkdirSync(folder, { recursive: true });
for (const [name, picture] of await drawBlocks()) {
  writeFileSync(resolve(folder, `${name}.png`), encodePng(picture));
}
