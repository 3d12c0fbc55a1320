import { readFileSync } from 'node:fs';
import { workflowFunctions, workflowSettings } from '../workflow-settings.ts';

/** The definition as committed, with its `${…}` placeholders. */
export const definitionFile = new URL('../../workflows/return-of-results.asl.json', import.meta.url);

export function readDefinition(): string {
  return readFileSync(definitionFile, 'utf8');
}

/** What fills the placeholders: settings as numbers, functions as the given address of each. */
export function substitutions(addressOf: (functionName: string) => string): Record<string, string> {
  const settings = Object.entries(workflowSettings).map(([name, value]) => [name, String(value)]);
  const addresses = Object.entries(workflowFunctions).map(([state, name]) => [state, addressOf(name)]);
  return Object.fromEntries([...settings, ...addresses]);
}
