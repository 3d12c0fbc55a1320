const PLACEHOLDER = /\$\{([A-Za-z0-9_]+)\}/g;

/**
 * Fills the `${…}` of a definition's text, as CloudFormation fills DefinitionSubstitutions.
 * @throws Error when a placeholder has no value, or a value no placeholder.
 */
export function fillSubstitutions(text: string, values: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(values));
  const filled = text.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The definition's ${placeholder} has no value`);
    unused.delete(name);
    return JSON.stringify(value).slice(1, -1);
  });
  if (unused.size > 0) throw new Error(`The definition has no placeholder for ${[...unused].join(', ')}`);
  return filled;
}
