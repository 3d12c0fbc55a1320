import path from 'node:path';
import pMap from 'p-map';
import type { Judge } from './judge.ts';

/** Files before one judge, by their names in the folder. */
export interface Question {
  readonly judge: Judge;
  readonly folder: string;
  readonly files: readonly string[];
  /** root certificate, PEM */
  readonly trust: string;
}

/** What one judge said of one file. */
export interface Verdict {
  readonly judge: string;
  readonly file: string;
  readonly said: string;
}

/** Files of one run: as many as make the start of a JVM worth while, as few as keep two runs busy to the end. */
const FILES_AT_ONCE = 40;

/** Two runs at a time: a judge is a process of its own. */
export async function askJudges(questions: readonly Question[]): Promise<Verdict[]> {
  const parts = questions.flatMap((question) => partsOf(question));
  const verdicts = await pMap(parts, answer, { concurrency: 2 });
  return verdicts.flat();
}

function partsOf(question: Question): Question[] {
  const count = Math.ceil(question.files.length / FILES_AT_ONCE);
  return Array.from({ length: count }, (_, part) => ({
    ...question,
    files: question.files.slice(part * FILES_AT_ONCE, (part + 1) * FILES_AT_ONCE),
  }));
}

async function answer({ judge, folder, files, trust }: Question): Promise<Verdict[]> {
  const said = await judge.verdicts(
    files.map((file) => path.join(folder, file)),
    trust,
  );
  return files.map((file, index) => ({ judge: judge.name, file, said: said[index] ?? 'no answer' }));
}
