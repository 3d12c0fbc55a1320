import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { demoResults } from './demo-results.ts';
import { verapdf3a, verapdfUa1 } from './tools/verapdf.ts';

/** What each revision adds to the draft: each is a whole file, and somebody may have it in their hands. */
const REVISIONS = ['draft', 'official', 'agency', 'store', 'timestamp'] as const;

/** One result of each template, at every revision: is it PDF/A-3a and PDF/UA-1 before, between and after the signatures? */
export async function judgeRevisions(out: string): Promise<string[]> {
  const issued = await demoResults(out);
  const first = new Map(issued.toReversed().map(({ template, pdf }) => [template, pdf]));
  await mkdir(path.join(out, 'revisions'), { recursive: true });
  const cut = await Promise.all([...first].map(([template, pdf]) => writeRevisions(out, template, pdf)));
  const revisions = cut.flat();
  const lines: string[] = [];
  for (const judge of [verapdf3a, verapdfUa1]) {
    const files = revisions.map(({ file }) => file);
    const verdicts = await judge.verdicts(files, path.join(out, 'trust/root.pem'));
    const said = revisions.map((each, index) => ({ ...each, verdict: verdicts[index] }));
    for (const [template, its] of Map.groupBy(said, (each) => each.template)) {
      const all = its.map(({ revision, verdict }) => `${revision} ${verdict}`);
      lines.push(`${judge.name} revisions of ${template}: ${all.join(', ')}`);
    }
  }
  return lines;
}

interface CutRevision {
  readonly template: string;
  readonly revision: string;
  readonly file: string;
}

/**
 * Cuts a file after the end-of-file marker of each revision (ISO 32000-2, 7.5.6) and the one line end that may follow
 * it (ISO 19005-3, 6.1.3): of the draft's, our next update is the author.
 */
async function writeRevisions(out: string, template: string, pdf: string): Promise<CutRevision[]> {
  const bytes = await readFile(path.join(out, pdf));
  const ends = [...bytes.toString('latin1').matchAll(/%%EOF\n/g)].map(
    ({ index }) => index + '%%EOF\n'.length,
  );
  return Promise.all(
    ends.map(async (end, index) => {
      const revision = REVISIONS[index] ?? `revision ${index + 1}`;
      const file = path.join(out, 'revisions', `${template}-${index + 1}.pdf`);
      await writeFile(file, bytes.subarray(0, end));
      return { template, revision, file };
    }),
  );
}
