import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readDefinition } from '../../workflow-definition.ts';
import { workflowSettings } from '../../workflow-settings.ts';
import { drawableDefinition } from './definition.ts';
import { fillPage } from './fill-page.ts';
import { drawWorkflow } from './picture.ts';
import { tabulateSteps } from './steps-table.ts';
import { tabulateWaits } from './waits-table.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The pages with parts drawn from the definition, as they are and as they should be. */
export async function workflowPages(): Promise<{ file: string; present: string; wanted: string }[]> {
  const definition = drawableDefinition.parse(JSON.parse(readDefinition()));
  const parts = {
    picture: `\`\`\`mermaid\n${drawWorkflow(definition)}\n\`\`\``,
    waits: tabulateWaits(workflowSettings),
    steps: tabulateSteps(definition),
  };
  return Promise.all(
    ['workflows/README.md', 'docs/workflow.md'].map(async (name) => {
      const file = path.join(root, name);
      const present = await readFile(file, 'utf8');
      return { file, present, wanted: fillPage(present, parts) };
    }),
  );
}
