import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export const SUMMARY = 'summary.json';

const summary = z.object({
  dossiers: z.array(z.object({ template: z.string(), pdf: z.string().nullable() })),
});

/** An issued result of a demo run, its file from the run's folder. */
export interface DemoResult {
  readonly template: string;
  readonly pdf: string;
}

/** The results a demo run issued, in the order of its summary. */
export async function demoResults(out: string): Promise<DemoResult[]> {
  const { dossiers } = summary.parse(JSON.parse(await readFile(path.join(out, SUMMARY), 'utf8')));
  return dossiers.flatMap(({ template, pdf }) => (pdf === null ? [] : [{ template, pdf }]));
}
