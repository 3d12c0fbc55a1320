import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fillSubstitutions } from './local/step-functions/definition/substitutions.ts';
import { workflowLimits } from './workflow-limits.ts';
import { workflowFunctions, workflowSettings, type WorkflowSetting } from './workflow-settings.ts';

const FILE = path.resolve(import.meta.dirname, '../workflows/return-of-results.asl.json');

/** The definition as it stands in the file, placeholders and all: what CDK deploys with its own substitutions. */
export function readDefinition(): string {
  return readFileSync(FILE, 'utf8');
}

/**
 * The definition with every `${Placeholder}` filled, as CloudFormation's DefinitionSubstitutions does.
 * @throws {Error} for a placeholder nobody fills, or a value without a placeholder
 */
export function fillDefinition(
  functionName: (name: string) => string = (name) => name,
  settings: Partial<Record<WorkflowSetting, number>> = {},
): string {
  return fillSubstitutions(readDefinition(), definitionSubstitutions(functionName, settings));
}

/**
 * What stands in the definition's placeholders: function names or ARNs, the settings of the waits, and what these
 * leave for repairs.
 */
export function definitionSubstitutions(
  functionName: (name: string) => string,
  settings: Partial<Record<WorkflowSetting, number>> = {},
): Record<string, string> {
  const waits = { ...workflowSettings, ...settings };
  return Object.fromEntries([
    ...Object.entries(workflowFunctions).map(([key, name]) => [key, functionName(name)]),
    ...Object.entries({ ...waits, ...workflowLimits(waits) }).map(([key, value]) => [key, String(value)]),
  ]);
}
