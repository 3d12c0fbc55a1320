/** A path below a dossier's data as people and machines are told it: `data.owners[0].fullName`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, key) => (typeof key === 'number' ? `${name}[${key}]` : `${name}.${String(key)}`),
    'data',
  );
}
