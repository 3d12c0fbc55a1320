import { readFileSync } from 'node:fs';
import path from 'node:path';
import { workflowFunctions, workflowSettings, type WorkflowSetting } from './workflow-settings.ts';

const FILE = path.resolve(import.meta.dirname, '../workflows/return-of-results.asl.json');

/** The definition as it stands in the file, placeholders and all: what CDK deploys with its own substitutions. */
export function readDefinition(): string {
  return readFileSync(FILE, 'utf8');
}

/**
 * The definition with every `${Placeholder}` filled, as CloudFormation's DefinitionSubstitutions does.
 * @throws {Error} for a placeholder nobody fills
 */
export function fillDefinition(
  functionName: (name: string) => string = (name) => name,
  settings: Partial<Record<WorkflowSetting, number>> = {},
): string {
  const values = new Map<string, string>([
    ...Object.entries(workflowFunctions).map(([key, name]) => [key, functionName(name)] as const),
    ...Object.entries({ ...workflowSettings, ...settings }).map(([key, value]) => [key, String(value)] as const),
  ]);
  return readDefinition().replaceAll(/\$\{(\w+)\}/g, (_, key: string) => {
    const value = values.get(key);
    if (value === undefined) throw new Error(`nothing fills \${${key}} of the definition`);
    return value;
  });
}
