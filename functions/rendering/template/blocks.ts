import { z } from 'zod';

/** Blocks of the second typesetting (`"typesetting": 2`): what docs/documents.md shows one by one. */

/** Text with `{{path|format}}` placeholders and `**bold**`, `*italic*` marks. */
const text = z.string().min(1).normalize('NFC');
/** Dotted path into the scope, such as `data.owners`. */
export const path = z.string().regex(/^(data|item)(\.[A-Za-z][A-Za-z0-9]*)*$/);
/** Language of a text that is not Vietnamese (BCP 47), such as `en` or `rad` (Ê Đê). */
const lang = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
  .optional();

const conditions = {
  /** drawn only when there is something at this path: a value other than `false`, a list with entries */
  when: path.optional(),
  /** drawn only when there is nothing at this path */
  unless: path.optional(),
  /** drawn once for each entry of the list at this path, which is `item` then */
  each: path.optional(),
};
const line = z.strictObject({ text, ...conditions });

/** Ô 1 to 4, and the subject of a công văn (ô 5b). */
const header = z.strictObject({ type: z.literal('header'), subject: text.optional() });
/** Ô 5a; `notes` are plain centred lines below. */
const title = z.strictObject({
  type: z.literal('title'),
  text,
  subtitle: text.optional(),
  notes: z.array(line).default([]),
  rule: z.enum(['short', 'none']).default('short'),
});
/** Ô 9a: Kính gửi, on one line or as a list below it. */
const addressees = z.strictObject({ type: z.literal('addressees'), to: z.array(line).min(1).max(30) });
const paragraph = z.strictObject({
  type: z.literal('paragraph'),
  text,
  style: z.enum(['body', 'plain', 'basis', 'heading', 'subheading', 'centred', 'note']).default('body'),
  keepWithNext: z.boolean().default(false),
  lang,
  ...conditions,
});

const marker = z.enum(['dash', 'plus', 'number', 'letter', 'none']);
const inner = z.strictObject({ marker, items: z.array(line).min(1) });
const list = z.strictObject({
  type: z.literal('list'),
  marker,
  items: z.array(z.strictObject({ text, list: inner.optional(), ...conditions })).min(1),
});

const point = z.strictObject({ text, ...conditions });
const clause = z.strictObject({ text, points: z.array(point).default([]), ...conditions });
/** Điều, khoản (1.), điểm (a), numbered as they are drawn: what a condition leaves out takes no number. */
const articles = z.strictObject({
  type: z.literal('articles'),
  items: z
    .array(
      z.strictObject({
        /** in bold after "Điều n." */
        title: text.optional(),
        /** after the title, or after "Điều n." itself */
        text: text.optional(),
        clauses: z.array(clause).default([]),
        ...conditions,
      }),
    )
    .min(1),
});

/** Names and their values beside each other, as on forms of hộ tịch and of business registration. */
const fields = z.strictObject({
  type: z.literal('fields'),
  rows: z
    .array(
      z.strictObject({
        cells: z
          .array(
            z.strictObject({ label: text, text: text.optional(), share: z.number().positive().default(1) }),
          )
          .min(1)
          .max(4),
        ...conditions,
      }),
    )
    .min(1),
});

const align = z.enum(['left', 'center', 'right']);
const span = z.number().int().positive().max(20).default(1);
const cell = z
  .union([text, z.strictObject({ text: text.optional(), span, align: align.optional() })])
  .transform((given) => (typeof given === 'string' ? { text: given, span: 1, align: undefined } : given));
const table = z
  .strictObject({
    type: z.literal('table'),
    /** read out with the table; not drawn */
    summary: text.optional(),
    columns: z
      .array(
        z.strictObject({
          heading: text,
          share: z.number().positive(),
          align: align.default('left'),
          /** its cells name their row */
          names: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(20),
    /** headings above those of the columns, each over `span` of them */
    groups: z.array(z.strictObject({ heading: text.optional(), span })).default([]),
    rows: z
      .array(
        z.strictObject({
          cells: z.array(cell).min(1).max(20),
          /** whether a row may go on over the page; `long` means one of more than twelve lines */
          split: z.enum(['never', 'long']).default('long'),
          ...conditions,
        }),
      )
      .min(1),
    /** what stands in the only row of a table without any */
    empty: text.default('Không có'),
  })
  .superRefine(({ columns, groups, rows }, report) => {
    const counted = [...rows.map(({ cells }) => cells), ...(groups.length > 0 ? [groups] : [])];
    for (const cells of counted) {
      const over = cells.reduce((sum, { span: own }) => sum + own, 0);
      if (over !== columns.length) {
        report.addIssue({
          code: 'custom',
          message: `a row reaches over ${over} columns of ${columns.length}`,
          params: { vi: `có hàng gồm ${over} cột, mà bảng có ${columns.length} cột` },
        });
      }
    }
  });

/** Check boxes, the one whose value is at `of` (or in the list there) checked. */
const choices = z.strictObject({
  type: z.literal('choices'),
  of: path,
  options: z.array(z.strictObject({ value: z.union([z.string(), z.boolean()]), text })).min(1),
  /** options side by side */
  perRow: z.number().int().min(1).max(4).default(1),
});

/** A picture that lies in the template's folder. */
const image = z.strictObject({
  type: z.literal('image'),
  file: z.string().regex(/^[a-z0-9][a-z0-9-]*\.png$/),
  /** what it shows, for those who cannot see it */
  alt: text,
  widthMm: z.number().positive().max(180),
  align: align.default('center'),
});

/** Ô 7a to 7c, 8 and 9b. */
const signature = z.strictObject({
  type: z.literal('signature'),
  /** Nơi nhận */
  recipients: z.array(line).max(60).default([]),
  /** in place of the official's own authority lines, such as NGƯỜI KÝ TRÍCH LỤC */
  authority: z.array(text).min(1).max(6).optional(),
});

/** A new page with pages numbered from 1: what follows belongs to the appendix. */
const appendix = z.strictObject({
  type: z.literal('appendix'),
  /** such as "Phụ lục I" */
  label: text,
  title: text,
  /** in italics and brackets, such as "Kèm theo Quyết định về việc …" */
  reference: text.optional(),
});
const pageBreak = z.strictObject({ type: z.literal('pageBreak') });

/** One building stone of a document. */
export const block = z.discriminatedUnion('type', [
  header,
  title,
  addressees,
  paragraph,
  list,
  articles,
  fields,
  table,
  choices,
  image,
  signature,
  appendix,
  pageBreak,
]);
export type Block = z.output<typeof block>;
export type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;
