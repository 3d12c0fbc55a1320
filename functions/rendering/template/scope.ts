import type { FieldTrace } from './field-trace.ts';
import { formats } from './format.ts';
import { KeptParts } from './kept-parts.ts';

/** The template asks for a value that is not there, or in a form that does not fit it. */
export class TemplateFieldMissing extends Error {
  override readonly name = 'TemplateFieldMissing';
  /** what is wrong, without the place */
  readonly problem: string;
  /** the template's block, counted from 1 */
  readonly place: { readonly block: number; readonly type: string } | undefined;

  constructor(problem: string, place?: { readonly block: number; readonly type: string }) {
    super(place ? `${problem}, in block ${place.block} (${place.type})` : problem);
    this.problem = problem;
    this.place = place;
  }
}

/** Values a template's placeholders are filled from. */
export interface Scope {
  readonly data: unknown;
  readonly agency: {
    readonly name: string;
    readonly parentName?: string | undefined;
    readonly place: string;
  };
  readonly dossier: { readonly code: string };
  /** the entry of the list a block is repeated over */
  readonly item?: unknown;
  /** where that entry stands in the data, such as `data.owners[0]` */
  readonly itemField?: string;
  /** running number of a table row, from 1 */
  readonly row?: number;
  /** present where somebody wants to know what lands where; nothing of it reaches the file */
  readonly trace?: FieldTrace | undefined;
}

const paths = new KeptParts((path) => path.split('.'));
const expressions = new KeptParts((expression) => {
  const [path = '', format = 'plain'] = expression.split('|').map((part) => part.trim());
  return { path, format };
});

/** The value at a dotted path, or undefined. */
export function valueAt(scope: Scope, path: string): unknown {
  let value: unknown = scope;
  for (const key of paths.of(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/**
 * The text a placeholder `path` or `path|format` stands for.
 * @throws {TemplateFieldMissing}
 */
export function fill(scope: Scope, expression: string): string {
  const { path, format: name } = expressions.of(expression);
  const value = valueAt(scope, path);
  const format = formats.get(name);
  const text = value === undefined || !format ? undefined : format(value);
  if (text === undefined) throw new TemplateFieldMissing(`{{${expression}}} has no value of that form`);
  return text.normalize('NFC');
}

/** The field of the dossier a placeholder shows, as people are told it; undefined for what the directory gives. */
export function fieldShown(scope: Scope, expression: string): string | undefined {
  const path = expression.split('|')[0]?.trim() ?? '';
  if (/^item\b/.test(path)) return path.replace(/^item/, scope.itemField ?? 'item');
  if (path === 'dossier.code') return 'code';
  return path.startsWith('data.') ? path : undefined;
}

/** Paths that decide whether and how often a part is drawn. */
interface Conditions {
  readonly when?: string | undefined;
  readonly unless?: string | undefined;
  readonly each?: string | undefined;
}

/** Scopes of a repeated or conditional part: none when it is left out, one per entry of a list. */
export function scopesOf(scope: Scope, { when, unless, each }: Conditions): Scope[] {
  if (when !== undefined && isAbsent(valueAt(scope, when))) return [];
  if (unless !== undefined && !isAbsent(valueAt(scope, unless))) return [];
  if (each === undefined) return [scope];
  const entries = valueAt(scope, each) ?? [];
  if (!Array.isArray(entries)) throw new TemplateFieldMissing(`${each} is not a list`);
  const list = fieldShown(scope, each) ?? each;
  return entries.map((item: unknown, index) => ({ ...scope, item, itemField: `${list}[${index}]` }));
}

function isAbsent(value: unknown): boolean {
  return (
    value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
  );
}
