import type { DataField, DataSchema } from './data-schema.ts';
import type { TemplateDefinition } from './definition.ts';
import { fieldName } from './field-path.ts';
import { formats } from './format.ts';
import { templateRules, type TemplateProblem, type TemplateRule } from './template-problem.ts';
import { declaredPath, leaves, narrowed, resolveField, type TemplateScope } from './template-scope.ts';

/**
 * Compares a template's blocks with its schema, before any data is there: each placeholder names a field that is
 * sure to be there and can be written in the way asked for, and each field is shown. A template without a problem
 * renders whatever its schema accepts.
 */
export function templateProblems(definition: TemplateDefinition, data: DataSchema): TemplateProblem[] {
  const walk = new Walk();
  walk.title(definition.documentTitle);
  walk.part(definition.blocks, { data, sure: [], inTable: false }, ['blocks']);
  const hidden = leaves(data, 'data').filter((leaf) => !walk.used.has(leaf));
  for (const leaf of hidden) walk.report([], 'never-shown', leaf);
  return walk.problems;
}

const PLACEHOLDER = /\{\{(.+?)\}\}/g;
/** Braces without their like, or one where there should be two. */
const BROKEN = /\{\{|\}\}|\{(?:data|item|agency|dossier)\b/;

type Place = readonly (string | number)[];

class Walk {
  readonly problems: TemplateProblem[] = [];
  readonly used = new Set<string>();

  report(place: Place, rule: TemplateRule, name: string): void {
    const where = place.length === 0 ? 'schema.json' : fieldName(place);
    this.problems.push({ where, rule, message: templateRules[rule](name) });
  }

  title(text: string): void {
    for (const { path } of placeholders(text)) {
      if (!/^(dossier\.code|agency\.name)$/.test(path))
        this.report(['documentTitle'], 'personal-title', path);
    }
  }

  /** A text, a list of parts, or a part with conditions and parts of its own. */
  part(node: unknown, scope: TemplateScope, place: Place): void {
    if (typeof node === 'string') return this.text(node, scope, place);
    if (Array.isArray(node)) {
      for (const [index, each] of node.entries()) this.part(each, scope, [...place, index]);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { when, unless, each, of, options, type, ...parts } = Object.fromEntries(Object.entries(node));
    const conditions = { when: textOf(when), unless: textOf(unless), each: textOf(each) };
    for (const path of [conditions.when, conditions.unless, textOf(of)]) this.#path(path, scope, place);
    const inner = { ...narrowed(scope, conditions), inTable: scope.inTable || type === 'table' };
    this.#list(conditions.each, { ...scope, sure: inner.sure }, place);
    this.#options(textOf(of), options, scope, place);
    for (const [name, value] of Object.entries({ ...parts, options })) {
      this.part(value, inner, [...place, name]);
    }
  }

  text(text: string, scope: TemplateScope, place: Place): void {
    if (BROKEN.test(text.replaceAll(PLACEHOLDER, ''))) this.report(place, 'broken-placeholder', text);
    for (const { path, format } of placeholders(text)) {
      const write = formats.get(format);
      if (!write) this.report(place, 'unknown-format', format);
      else if (path === 'row' ? !scope.inTable : isForeign(path)) this.report(place, 'unknown-field', path);
      else if (path === 'agency.parentName') this.report(place, 'may-be-missing', path);
      else if (/^(data|item)\b/.test(path)) this.#placeholder(path, write, scope, place);
    }
  }

  #placeholder(path: string, write: (value: unknown) => unknown, scope: TemplateScope, place: Place): void {
    const field = this.#path(path, scope, place);
    if (!field) return;
    const { optional } = { optional: undefined, ...resolveField(scope, path) };
    if (optional !== undefined) this.report(place, 'may-be-missing', optional);
    if (write(exampleOf(field)) === undefined) this.report(place, 'format-does-not-fit', path);
  }

  #path(path: string | undefined, scope: TemplateScope, place: Place): DataField | undefined {
    if (path === undefined) return undefined;
    if (/^item\b/.test(path) && !scope.item) {
      this.report(place, 'no-item', path);
      return undefined;
    }
    const { field } = resolveField(scope, path);
    if (!field) this.report(place, 'unknown-field', path);
    else this.used.add(declaredPath(scope, path));
    return field;
  }

  #list(path: string | undefined, scope: TemplateScope, place: Place): void {
    const field = this.#path(path, scope, place);
    if (field && field.type !== 'array') this.report(place, 'not-a-list', path ?? '');
  }

  #options(path: string | undefined, options: unknown, scope: TemplateScope, place: Place): void {
    const { field } = path === undefined ? { field: undefined } : resolveField(scope, path);
    if (!field || !Array.isArray(options)) return;
    const chosen = field.type === 'array' ? field.items : field;
    const allowed =
      chosen.type === 'string' ? (chosen.enum ?? []) : chosen.type === 'boolean' ? [true, false] : [];
    for (const [index, { value }] of options.entries()) {
      if (!allowed.some((each) => each === value)) {
        this.report([...place, 'options', index], 'unknown-choice', String(value));
      }
    }
  }
}

function placeholders(text: string): { path: string; format: string }[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, expression = '']) => {
    const [path = '', format = 'plain'] = expression.split('|').map((part) => part.trim());
    return { path, format };
  });
}

/** Neither the data nor what every result has: the agency and the dossier's code. */
function isForeign(path: string): boolean {
  return !/^((data|item)(\.|$)|agency\.(name|place|parentName)$|dossier\.code$)/.test(path);
}

function exampleOf(field: DataField): unknown {
  if (field.type === 'string') return field.format === 'date' ? '2026-02-05' : 'A';
  if (field.type === 'boolean') return true;
  return field.type === 'number' || field.type === 'integer' ? 1 : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
