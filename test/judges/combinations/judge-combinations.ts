import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { derOfPem, validateResult } from '../../../functions/signing/index.ts';
import { askJudges, type Verdict } from '../ask-judges.ts';
import type { Judge } from '../judge.ts';
import { ownVerdict } from '../own-verdict.ts';
import { dss } from '../tools/dss.ts';
import { mutool } from '../tools/mutool.ts';
import { openssl } from '../tools/openssl.ts';
import { pdfsig } from '../tools/pdfsig.ts';
import { pyhankoArchive } from '../tools/pyhanko-archive.ts';
import { qpdf } from '../tools/qpdf.ts';
import { verapdf3a, verapdfUa1 } from '../tools/verapdf.ts';
import { type CombinedFile, type CombinedFiles, makeCombinedFiles } from './combined-files.ts';

const FOLDER = '.local/judges/combinations';

/** These see every file. */
const EVERY_FILE: readonly Judge[] = [pdfsig, openssl, qpdf, mutool, pyhankoArchive];
/** These take longer: they see every pair of key and algorithm at every level, by one route after the other. */
const ROUTES_IN_TURN: readonly Judge[] = [dss, verapdf3a, verapdfUa1];

/** Every combination of signer, algorithm and level, before our own verifier and everybody else's. */
export async function judgeCombinations(): Promise<string[]> {
  const made = await makeCombinedFiles(FOLDER);
  const { folder, trust, files } = made;
  const inTurn = files.filter(({ isInTurn }) => isInTurn);
  const ask = (judge: Judge, asked: readonly CombinedFile[]) => ({
    judge,
    folder,
    trust,
    files: asked.map(({ name }) => name),
  });
  const [own, others] = await Promise.all([
    ownVerdicts(made),
    askJudges([
      ...ROUTES_IN_TURN.map((judge) => ask(judge, inTurn)),
      ...EVERY_FILE.map((judge) => ask(judge, files)),
    ]),
  ]);
  const byName = new Map(files.map((file) => [file.name, file]));
  const opinions = [...own, ...others].flatMap(({ judge, file: name, said }) => {
    const file = byName.get(name);
    return file ? [{ ...file, judge, said }] : [];
  });
  return [...Map.groupBy(opinions, ({ judge, level }) => `${judge} combinations ${level}`)].flatMap(
    ([subject, all]) => summarised(subject, all),
  );
}

/** The verifier of any PDF, and what ArchiveResult asks before a file counts as issued. */
async function ownVerdicts({ folder, trust, files }: CombinedFiles): Promise<Verdict[]> {
  const roots = derOfPem([await readFile(trust, 'utf8')]);
  const verdicts: Verdict[] = [];
  for (const { name: file, level } of files) {
    const pdf = await readFile(path.join(folder, file));
    const { findings } = validateResult(pdf, { roots, level });
    const may = findings.length === 0 ? 'issued' : findings.map(({ code }) => code).join(', ');
    verdicts.push({ judge: 'verify', file, said: ownVerdict(pdf, roots) });
    verdicts.push({ judge: 'archive', file, said: may });
  }
  return verdicts;
}

interface Opinion extends CombinedFile {
  readonly said: string;
}

/** One line for what is said of most files; one for whatever else is said, with the algorithms it is said of. */
function summarised(subject: string, opinions: readonly Opinion[]): string[] {
  const shared = [...Map.groupBy(opinions, ({ said }) => said)];
  const bySize = shared.toSorted(([, one], [, other]) => other.length - one.length);
  return bySize.map(([said, files], index) => {
    const algorithms = [...new Set(files.map(({ algorithm }) => algorithm))].toSorted();
    const which = index === 0 ? '' : ` (${algorithms.join(', ')})`;
    return `${subject}: ${files.length} of ${opinions.length} files${which}: ${said}`;
  });
}
