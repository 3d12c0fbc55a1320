import { z } from 'zod';

const described = { title: z.string().min(1), description: z.string().min(1).optional() };
const count = z.number().int().nonnegative();

const textField = z
  .strictObject({
    ...described,
    type: z.literal('string'),
    enum: z.array(z.string().min(1)).min(1).optional(),
    format: z.enum(['date', 'email']).optional(),
    pattern: z
      .string()
      .startsWith('^')
      .endsWith('$')
      .refine(isRegularExpression, { error: 'không phải biểu thức chính quy / no regular expression' })
      .optional(),
    minLength: count.optional(),
    maxLength: count.optional(),
  })
  .refine(({ enum: choices, format, pattern, maxLength }) => choices ?? format ?? pattern ?? maxLength, {
    error: 'chữ cần maxLength, pattern, format hoặc enum / a text needs one of these',
  });
const numberField = z
  .strictObject({
    ...described,
    type: z.enum(['number', 'integer']),
    minimum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    maximum: z.number(),
  })
  .refine(({ minimum, exclusiveMinimum }) => (minimum ?? exclusiveMinimum) !== undefined, {
    error: 'số cần minimum hoặc exclusiveMinimum / a number needs one of these',
  });
const choiceField = z.strictObject({ ...described, type: z.literal('boolean') });

const list = { ...described, type: z.literal('array'), minItems: count.optional(), maxItems: count };
const listField = z.strictObject({
  ...list,
  get items(): z.ZodType<DataField> {
    return field;
  },
});
const group = {
  ...described,
  type: z.literal('object'),
  additionalProperties: z.literal(false),
  required: z.array(z.string()).optional(),
};
const groupField = z
  .strictObject({
    ...group,
    get properties(): z.ZodRecord<z.ZodString, z.ZodType<DataField>> {
      return z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), field);
    },
  })
  .refine(({ required = [], properties }) => required.every((name) => Object.hasOwn(properties, name)), {
    error: 'tên trong required phải có trong properties / what is required must be among the properties',
  });
const field: z.ZodType<DataField> = z.discriminatedUnion('type', [
  textField,
  numberField,
  choiceField,
  listField,
  groupField,
]);

function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

type Output<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;
/** Fields under one name. */
export interface GroupField extends Output<typeof group> {
  readonly properties: Readonly<Record<string, DataField>>;
}
/** A list of entries of one kind. */
export interface ListField extends Output<typeof list> {
  readonly items: DataField;
}
/** One field of a template's data: a text, a number, a yes or no, a list or a group. */
export type DataField =
  | z.output<typeof textField>
  | z.output<typeof numberField>
  | z.output<typeof choiceField>
  | ListField
  | GroupField;

/**
 * `schema.json`: the part of JSON Schema (2020-12) that templates are written in. Every field has a title for
 * people, every text, number and list a bound; a keyword the data would not be checked by is refused.
 */
export const dataSchema = groupField.safeExtend({
  $schema: z.literal('https://json-schema.org/draft/2020-12/schema'),
});
export type DataSchema = z.output<typeof dataSchema>;
