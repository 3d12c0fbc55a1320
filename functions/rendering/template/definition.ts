import { z } from 'zod';
import { appendixFile } from './appendix-file.ts';
import { block } from './blocks.ts';
import { firstBlock } from './first-blocks.ts';

/** Text with `{{path|format}}` placeholders and `**bold**`, `*italic*` marks. */
const text = z.string().min(1).normalize('NFC');

const identity = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.number().int().positive(),
  /** loại kết quả, as people call it */
  name: text,
  /** title of the document in viewers; may hold placeholders, never personal data */
  documentTitle: text,
};

/** Each is signed by itself before the result is issued, within the time one step has. */
const MOST_APPENDICES = 5;

/** `template.json`: what a clerk edits. `typesetting` is 2 in every new template. */
export const templateDefinition = z.discriminatedUnion('typesetting', [
  z.strictObject({
    ...identity,
    typesetting: z.literal(1).default(1),
    blocks: z.array(firstBlock).min(1),
    appendices: z.array(appendixFile).max(0).default([]),
  }),
  z.strictObject({
    ...identity,
    typesetting: z.literal(2),
    /** upright sheets; an A5 form stays A5 */
    page: z.enum(['A4', 'A5']).default('A4'),
    blocks: z.array(block).min(1),
    /** appendices that leave as files of their own, in order */
    appendices: z.array(appendixFile).max(MOST_APPENDICES).default([]),
  }),
]);
export type TemplateDefinition = z.output<typeof templateDefinition>;
