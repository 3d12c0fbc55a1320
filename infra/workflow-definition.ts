import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fillSubstitutions } from './local/step-functions/definition/substitutions.ts';
import { renewalFunctions, renewalSettings } from './renewal-workflow.ts';
import { workflowLimits } from './workflow-limits.ts';
import { workflowFunctions, workflowSettings, type WorkflowSetting } from './workflow-settings.ts';

/** Settings of the return of results that differ from the defaults. */
export type OwnSettings = Partial<Readonly<Record<WorkflowSetting, number>>>;

interface Workflow {
  /** which function each `${Placeholder}` names, in the order of the states */
  readonly functions: Readonly<Record<string, string>>;
  /** what stands in the other placeholders */
  readonly values: (own: OwnSettings) => Readonly<Record<string, number>>;
}

/** Every state machine of the product: `workflows/<name>.asl.json`. */
export const workflows = {
  'return-of-results': {
    functions: workflowFunctions,
    values: (own) => {
      const waits = { ...workflowSettings, ...own };
      return { ...waits, ...workflowLimits(waits) };
    },
  },
  'renew-timestamps': { functions: renewalFunctions, values: () => renewalSettings },
} as const satisfies Record<string, Workflow>;

export type WorkflowName = keyof typeof workflows;

export const workflowNames = ['return-of-results', 'renew-timestamps'] as const satisfies WorkflowName[];

/** The definition as it stands in the file, placeholders and all: what CDK deploys with its own substitutions. */
export function readDefinition(workflow: WorkflowName): string {
  return readFileSync(path.resolve(import.meta.dirname, `../workflows/${workflow}.asl.json`), 'utf8');
}

/**
 * The definition with every `${Placeholder}` filled, as CloudFormation's DefinitionSubstitutions does.
 * @throws {Error} for a placeholder nobody fills, or a value without a placeholder
 */
export function fillDefinition(workflow: WorkflowName, own: OwnSettings = {}): string {
  const substitutions = definitionSubstitutions(workflow, (name) => name, own);
  return fillSubstitutions(readDefinition(workflow), substitutions);
}

/**
 * What stands in the definition's placeholders: function names or ARNs, settings, and what the waits leave for
 * repairs.
 */
export function definitionSubstitutions(
  workflow: WorkflowName,
  functionName: (name: string) => string,
  own: OwnSettings = {},
): Record<string, string> {
  const { functions, values } = workflows[workflow];
  return Object.fromEntries([
    ...Object.entries(functions).map(([key, name]) => [key, functionName(name)]),
    ...Object.entries(values(own)).map(([key, value]) => [key, String(value)]),
  ]);
}
