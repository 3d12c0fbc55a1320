import type { DataField, GroupField } from './data-schema.ts';

/** What a part of a template may refer to: the data, the entry of the list around it, and what is known to be there. */
export interface TemplateScope {
  readonly data: GroupField;
  readonly item?: DataField;
  /** the declared path of the list `item` is an entry of, for naming what is used */
  readonly itemPath?: string;
  /** paths a condition around this part has made sure of */
  readonly sure: readonly string[];
  readonly inTable: boolean;
}

/** Where a path leads: to a field of the schema, or to nothing; and the first part of it that may be absent. */
export type Resolved =
  | { readonly field: DataField; readonly optional: string | undefined }
  | { readonly field: undefined };

/** Follows `data.…` or `item.…` through the schema. */
export function resolveField(scope: TemplateScope, path: string): Resolved {
  const [root, ...keys] = path.split('.');
  let field: DataField | undefined = root === 'item' ? scope.item : scope.data;
  let walked = root ?? '';
  let optional: string | undefined;
  for (const key of keys) {
    if (field?.type !== 'object') return { field: undefined };
    walked += `.${key}`;
    if (!field.required?.includes(key) && !isSure(scope, walked)) optional ??= walked;
    field = Object.hasOwn(field.properties, key) ? field.properties[key] : undefined;
  }
  return field ? { field, optional } : { field: undefined };
}

function isSure({ sure }: TemplateScope, path: string): boolean {
  return sure.some((known) => known === path || known.startsWith(`${path}.`));
}

/** The path as the schema has it: of an entry of a list, the list's. */
export function declaredPath({ itemPath }: TemplateScope, path: string): string {
  return /^item\b/.test(path) ? path.replace(/^item/, itemPath ?? 'item') : path;
}

/** The scope of a part that is repeated over a list, or that is drawn only where something is there. */
export function narrowed(
  scope: TemplateScope,
  { when, each }: { readonly when?: string | undefined; readonly each?: string | undefined },
): TemplateScope {
  const sure = when === undefined ? scope.sure : [...scope.sure, when];
  if (each === undefined) return { ...scope, sure };
  const list = resolveField({ ...scope, sure }, each).field;
  if (list?.type !== 'array') return { ...scope, sure };
  return {
    ...scope,
    item: list.items,
    itemPath: declaredPath(scope, each),
    sure: [...sure.filter((path) => !path.startsWith('item')), each],
  };
}

/** Every field of the schema that holds a value of its own, by its declared path. */
export function leaves(field: DataField, path: string): string[] {
  if (field.type === 'array') return leaves(field.items, path);
  if (field.type !== 'object') return [path];
  return Object.entries(field.properties).flatMap(([name, each]) => leaves(each, `${path}.${name}`));
}
