import { resolve, type ApiDocument, type SchemaNode } from './openapi.ts';

/** One field of a body, a parameter or an answer, as a row of a table. */
export interface FieldRow {
  readonly name: string;
  readonly required: boolean;
  /** type and limits, the same in every language: `string 1…150`, `"approve" | "reject"` */
  readonly type: string;
  readonly text: string;
}

/** Every field of a schema, nested ones by their path; alternatives one after the other. */
export function fieldsOf(document: ApiDocument, schema: SchemaNode, path = ''): FieldRow[] {
  const whole = resolve(document, schema);
  const parts = [whole, ...(whole.anyOf ?? []), ...(whole.oneOf ?? []), ...(whole.allOf ?? [])];
  const rows = parts.flatMap((part) =>
    ownFields(document, part === whole ? whole : resolve(document, part), path),
  );
  return rows.filter((row, index) => rows.findIndex((each) => sameRow(each, row)) === index);
}

function ownFields(document: ApiDocument, schema: SchemaNode, path: string): FieldRow[] {
  if (schema.items) return fieldsOf(document, schema.items, `${path}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const known = resolve(document, property);
    const row = rowOf(at, known, schema.required?.includes(name) ?? false);
    return [row, ...fieldsOf(document, known, at)];
  });
}

export function rowOf(name: string, schema: SchemaNode, required: boolean): FieldRow {
  const { title, description } = schema;
  const text = [title, description].filter((each) => each !== undefined).join('. ');
  return { name, required, type: typeOf(schema), text };
}

function sameRow(a: FieldRow, b: FieldRow): boolean {
  return a.name === b.name && a.type === b.type;
}

function typeOf(schema: SchemaNode): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const several = schema.anyOf ?? schema.oneOf;
  if (several && schema.type === undefined) return [...new Set(several.map(typeOf))].join(' | ');
  const named = [schema.type ?? 'object'].flat().join(' | ');
  return [named, schema.format, schema.format === undefined ? schema.pattern : undefined, limitsOf(schema)]
    .filter((each) => each !== undefined && each !== '')
    .join(' ');
}

function limitsOf({ minLength, maxLength, minimum, maximum, exclusiveMinimum }: SchemaNode): string {
  const least = minLength ?? minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  const most = [maxLength, maximum].find((each) => each !== undefined && each < Number.MAX_SAFE_INTEGER);
  return least === undefined && most === undefined ? '' : `${least ?? ''}…${most ?? ''}`;
}
