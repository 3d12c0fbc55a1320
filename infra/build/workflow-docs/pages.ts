import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDefinition, type WorkflowName, workflows } from '../../workflow-definition.ts';
import { workflowSettings } from '../../workflow-settings.ts';
import { drawableDefinition } from './definition.ts';
import { fillPage } from './fill-page.ts';
import { drawWorkflow } from './picture.ts';
import { tabulateSteps } from './steps-table.ts';
import { tabulateWaits } from './waits-table.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The pages with parts drawn from the definitions, as they are and as they should be. */
export async function workflowPages(): Promise<{ file: string; present: string; wanted: string }[]> {
  const returning = drawn('return-of-results');
  const renewing = drawn('renew-timestamps');
  const parts = {
    picture: returning.picture,
    renewal: renewing.picture,
    waits: tabulateWaits(workflowSettings),
    steps: returning.steps,
    renewalSteps: renewing.steps,
  };
  return Promise.all(
    ['workflows/README.md', 'docs/workflow.md'].map(async (name) => {
      const file = path.join(root, name);
      const present = await readFile(file, 'utf8');
      return { file, present, wanted: fillPage(present, parts) };
    }),
  );
}

function drawn(workflow: WorkflowName) {
  const definition = drawableDefinition.parse(JSON.parse(readDefinition(workflow)));
  return {
    picture: `\`\`\`mermaid\n${drawWorkflow(definition)}\n\`\`\``,
    steps: tabulateSteps(definition, workflows[workflow].functions),
  };
}
