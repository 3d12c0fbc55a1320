import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { askJudges } from './ask-judges.ts';
import { demoResults, SUMMARY } from './demo-results.ts';
import { judges } from './judges.ts';
import { writeTampered } from './tampering.ts';

/** Whether `npm run demo` has left its output here. */
export function isDemoRun(out: string): boolean {
  return existsSync(path.join(out, SUMMARY));
}

/** Every judge over the results, appendices and labels of a demo run, then over tampered copies of one result. */
export async function judgeDemo(out: string): Promise<string[]> {
  const results = (await demoResults(out)).map(({ pdf }) => pdf);
  const signed = [...results, ...(await pdfsIn(out, 'appendices'))];
  const labels = await pdfsIn(out, 'post');
  const at = { folder: out, trust: path.join(out, 'trust/root.pem') };
  const verdicts = await askJudges(
    judges.map((judge) => {
      const files = judge.judges === 'results' ? signed : [...signed, ...labels];
      return { ...at, judge, files };
    }),
  );
  const [first = ''] = results;
  const cases = await writeTampered(out, first);
  const refusals = await askJudges(
    judges.map((judge) => {
      const files = cases.flatMap((each) => (each.judge === judge.name ? each.file : []));
      return { ...at, judge, files };
    }),
  );
  const genuine = new Map(
    verdicts.flatMap(({ judge, file, said }) => (file === first ? [[judge, said]] : [])),
  );
  const refused = refusals.map((refusal) => {
    // The same as of the file itself would be no refusal.
    const isNone = refusal.said === genuine.get(refusal.judge);
    return isNone ? { ...refusal, said: `NOT REFUSED, ${refusal.said}` } : refusal;
  });
  return [...verdicts, ...refused].map(({ judge, file, said }) => `${judge} ${file}: ${said}`).toSorted();
}

async function pdfsIn(out: string, folder: string): Promise<string[]> {
  const names = await readdir(path.join(out, folder));
  return names.filter((name) => name.endsWith('.pdf')).map((name) => `${folder}/${name}`);
}
