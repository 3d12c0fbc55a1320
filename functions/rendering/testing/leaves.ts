import type { DataField } from '../template/data-schema.ts';

/** One value of a dossier's data that is no list and no group. */
export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly field: DataField;
}

/** Every leaf of data that fits a schema. */
export function leavesOf(value: unknown, field: DataField, path: Leaf['path'] = []): Leaf[] {
  if (field.type === 'array') {
    return (value as unknown[]).flatMap((each, index) => leavesOf(each, field.items, [...path, index]));
  }
  if (field.type !== 'object') return [{ path, value, field }];
  const group = value as object;
  return Object.entries(field.properties)
    .filter(([name]) => Object.hasOwn(group, name))
    .flatMap(([name, inner]) => leavesOf(Reflect.get(group, name), inner, [...path, name]));
}

/** Another value that the leaf's field allows. */
export function otherValue({ value, field }: Leaf): unknown {
  switch (field.type) {
    case 'string':
      if (field.enum) return field.enum.find((each) => each !== value);
      if (field.format === 'date') return value === '2027-10-30' ? '2027-10-29' : '2027-10-30';
      if (field.format === 'email') return 'khac@example.vn';
      if (field.pattern) return String(value).replaceAll(/\d/g, (digit) => String((Number(digit) + 1) % 10));
      return 'Êđê khác Ơ̆ 47'.normalize('NFC').slice(0, field.maxLength);
    case 'number':
    case 'integer':
      return Number(value) + 1 > field.maximum ? Number(value) - 1 : Number(value) + 1;
    default:
      return !value;
  }
}

/** A copy of data with another value at one place. */
export function withValue(data: unknown, [key, ...rest]: Leaf['path'], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = structuredClone(data) as Record<string | number, unknown>;
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}
