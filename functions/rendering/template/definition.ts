import { z } from 'zod';

/** Text with `{{path|format}}` placeholders and `**bold**`, `*italic*` marks. */
const text = z.string().min(1).normalize('NFC');
/** Dotted path into the scope, such as `data.owners`. */
const path = z.string().regex(/^(data|item)(\.[A-Za-z][A-Za-z0-9]*)*$/);

const conditions = {
  /** drawn only when there is something at this path */
  when: path.optional(),
  /** drawn once for each entry of the list at this path, which is `item` then */
  each: path.optional(),
};

const header = z.strictObject({ type: z.literal('header') });
const title = z.strictObject({ type: z.literal('title'), text, subtitle: text.optional() });
const paragraph = z.strictObject({
  type: z.literal('paragraph'),
  text,
  style: z.enum(['body', 'basis', 'heading', 'note']).default('body'),
  ...conditions,
});
const list = z.strictObject({
  type: z.literal('list'),
  marker: z.enum(['dash', 'number']),
  items: z.array(z.strictObject({ text, ...conditions })).min(1),
});
const table = z.strictObject({
  type: z.literal('table'),
  columns: z
    .array(
      z.strictObject({
        heading: text,
        share: z.number().positive(),
        align: z.enum(['left', 'center', 'right']).default('left'),
      }),
    )
    .min(1),
  rows: z.array(z.strictObject({ cells: z.array(text).min(1), ...conditions })).min(1),
});
const signature = z.strictObject({ type: z.literal('signature'), recipients: z.array(text).min(1).max(8) });
const pageBreak = z.strictObject({ type: z.literal('pageBreak') });

/** One building stone of a document. */
export const block = z.discriminatedUnion('type', [
  header,
  title,
  paragraph,
  list,
  table,
  signature,
  pageBreak,
]);
export type Block = z.output<typeof block>;
export type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;

/** `template.json`: what a clerk edits. */
export const templateDefinition = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.number().int().positive(),
  /** loại kết quả, as people call it */
  name: text,
  /** title of the document in viewers; may hold placeholders, never personal data */
  documentTitle: text,
  blocks: z.array(block).min(1),
});
export type TemplateDefinition = z.output<typeof templateDefinition>;
