import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { encodePng } from '../../../functions/rendering/index.ts';
import { fillPage } from '../workflow-docs/fill-page.ts';
import { decreeScheme } from './decree-layout.ts';
import { drawBlocks, drawDecision } from './draw.ts';
import { referenceParts } from './reference.ts';

/** `npm run docs`: draws the pictures of docs/documents.md and fills in its generated parts. */
const docs = resolve(import.meta.dirname, '../../../docs');
mkdirSync(resolve(docs, 'pictures/blocks'), { recursive: true });
for (const [name, picture] of await drawBlocks()) {
  writeFileSync(resolve(docs, `pictures/blocks/${name}.png`), encodePng(picture));
}
writeFileSync(resolve(docs, 'pictures/decree-scheme.svg'), decreeScheme());
writeFileSync(resolve(docs, 'pictures/decree-page.png'), encodePng(await drawDecision()));
const page = resolve(docs, 'documents.md');
writeFileSync(page, fillPage(readFileSync(page, 'utf8'), referenceParts()));
