import { z } from 'zod';

/**
 * Blocks of the first typesetting. Templates written in it are in use, so neither these nor what
 * `blocks/first` draws from them changes any more; new templates take the blocks of `blocks.ts`.
 */

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

export const firstBlock = z.discriminatedUnion('type', [
  header,
  title,
  paragraph,
  list,
  table,
  signature,
  pageBreak,
]);
export type FirstBlock = z.output<typeof firstBlock>;
export type FirstBlockOf<Type extends FirstBlock['type']> = Extract<FirstBlock, { type: Type }>;
