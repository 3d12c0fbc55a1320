import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { vietnamDay } from '../../platform/clock.ts';

/** A dossier to start from: which template it shows, and the whole of it. */
export interface Sample {
  readonly template: string;
  readonly version: number;
  readonly dossier: Readonly<Record<string, unknown>>;
}

const sampleFile = z.looseObject({
  code: z.string(),
  template: z.looseObject({ id: z.string(), version: z.number() }),
});

/** The first example of each template in a folder of dossiers, by file name. */
export async function loadSamples(folder: URL): Promise<Sample[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  const byTemplate = new Map<string, Sample>();
  for (const file of files) {
    const parsed = sampleFile.safeParse(JSON.parse(file));
    if (!parsed.success) continue;
    const { id, version } = parsed.data.template;
    if (!byTemplate.has(id)) byTemplate.set(id, { template: id, version, dossier: parsed.data });
  }
  return [...byTemplate.values()];
}

const DAY_MS = 86_400_000;
const WORKING_WEEK = 7;

/**
 * A sample as a new dossier of today: a code of its own, accepted today, due in a week.
 * @param serial four digits that make the code new
 */
export function freshDossier(sample: Sample, now: Date, serial: string): string {
  const today = vietnamDay(now);
  const code = String(sample.dossier['code']);
  const agency = code.slice(0, code.length - '-YYMMDD-XXXX'.length);
  const dossier = {
    ...sample.dossier,
    code: `${agency}-${today.slice(2).replaceAll('-', '')}-${serial}`,
    revision: 1,
    acceptedOn: today,
    dueOn: vietnamDay(new Date(now.getTime() + WORKING_WEEK * DAY_MS)),
  };
  return JSON.stringify(dossier, null, 2);
}
