import type { Typeface } from '../fonts/typeface.ts';
import type { DataField, GroupField } from '../template/data-schema.ts';
import { CONTROL } from '../template/text-problem.ts';

/** Longest text a preview shows of a field that has no bound of its own. */
const MOST_LETTERS = 300;

/**
 * Data with every fault made drawable, so that a page can show where it is: what is missing or of a wrong type
 * becomes the field's title in brackets, a letter no face has becomes a question mark. Never for a result.
 */
export function mendData(schema: GroupField, data: unknown, typeface: Typeface): unknown {
  return mend(schema, data, (text) => drawable(text, typeface));
}

type Drawable = (text: string) => string;

function mend(field: DataField, value: unknown, draw: Drawable): unknown {
  switch (field.type) {
    case 'object':
      return mendGroup(field, value, draw);
    case 'array': {
      const entries: unknown[] = Array.isArray(value) ? value : [];
      const least = Array.from({ length: Math.max(entries.length, field.minItems ?? 0) });
      return least.map((_, index) => mend(field.items, entries[index], draw));
    }
    case 'string':
      return mendText(field, value, draw);
    case 'boolean':
      return value === true;
    default:
      return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  }
}

function mendGroup(field: GroupField, value: unknown, draw: Drawable): unknown {
  const given = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const kept = Object.entries(field.properties).filter(
    ([name]) => field.required?.includes(name) || given.get(name) !== undefined,
  );
  return Object.fromEntries(kept.map(([name, each]) => [name, mend(each, given.get(name), draw)]));
}

/** Shown for a day that is none, in the form a placeholder can write. */
const NO_DAY = '0000-00-00';

function mendText(field: Extract<DataField, { type: 'string' }>, value: unknown, draw: Drawable): string {
  const text = typeof value === 'string' ? draw(value).slice(0, (field.maxLength ?? MOST_LETTERS) * 2) : '';
  if (field.format === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : NO_DAY;
  return text.trim() === '' ? `[${field.title}]` : text;
}

function drawable(text: string, typeface: Typeface): string {
  const clean = text.normalize('NFC').replaceAll(new RegExp(CONTROL, 'gu'), ' ');
  const missing = Object.values(typeface).flatMap((face) => face.missingIn(clean));
  return missing.reduce((drawn, letter) => drawn.replaceAll(letter, '?'), clean);
}
