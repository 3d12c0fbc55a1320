import { EXAMPLES } from './examples.ts';
import { placesTable, sizesTable } from './decree-layout.ts';

/** Generated parts of docs/documents.md: what to write for each example block, and the decree's tables. */
export function referenceParts(): Record<string, string> {
  const examples = Object.entries(EXAMPLES).map(
    ([name, blocks]) =>
      [
        name,
        ['```json', ...blocks.map((block) => JSON.stringify(block, null, 2)), '```'].join('\n'),
      ] as const,
  );
  return { ...Object.fromEntries(examples), places: placesTable(), sizes: sizesTable() };
}
