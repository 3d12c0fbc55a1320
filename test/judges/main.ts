import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pMap from 'p-map';
import { z } from 'zod';
import { AGENT_HOME } from './agent-process.ts';
import { readExpectations } from './expectations.ts';
import type { Judge } from './judge.ts';
import { judgeRevisions } from './revisions.ts';
import { runTool } from './run-tool.ts';
import { judgeSignedFiles } from './signed-files.ts';
import { judgeTampered, writeTampered } from './tampering.ts';
import { judgeTokenSignatures } from './token-signatures.ts';
import { SOFTHSM } from './soft-token.ts';
import { mutool } from './tools/mutool.ts';
import { openssl } from './tools/openssl.ts';
import { pdfsig } from './tools/pdfsig.ts';
import { pyhankoArchive } from './tools/pyhanko-archive.ts';
import { pyhanko } from './tools/pyhanko.ts';
import { qpdf } from './tools/qpdf.ts';
import { verapdf3a, verapdfUa1 } from './tools/verapdf.ts';

const judges: readonly Judge[] = [
  pdfsig,
  openssl,
  qpdf,
  mutool,
  pyhanko,
  pyhankoArchive,
  verapdf3a,
  verapdfUa1,
];

type Needed = Pick<Judge, 'name' | 'program' | 'howToGet'>;

/** What signs in SoftHSM is no judge, but must be here as well. */
const needed: readonly Needed[] = [
  ...judges,
  { name: 'softhsm', program: SOFTHSM, howToGet: 'apt-get install softhsm2' },
  { name: 'pkcs11-tool', program: 'pkcs11-tool', howToGet: 'apt-get install opensc' },
  { name: 'token agent', program: `${AGENT_HOME}/node_modules/pkcs11js`, howToGet: 'test/judges/install.sh' },
];

const summary = z.object({ dossiers: z.array(z.object({ pdf: z.string().nullable() })) });

/** `npm run judge [-- --out DIR]`: other people's validators over what the demo made. */
const { values } = parseArgs({ options: { out: { type: 'string', default: '.local/demo' } } });
process.exitCode = await main(values.out);

async function main(out: string): Promise<number> {
  const absent = await findAbsent();
  if (absent.length > 0) {
    for (const judge of absent) console.error(`judge ${judge.name} is missing: ${judge.howToGet}`);
    return 1;
  }
  if (!existsSync(path.join(out, 'summary.json'))) {
    console.error(`no demo run in ${out}: run \`npm run demo\` first`);
    return 1;
  }
  const lines = [
    ...(await judgeAll(out)),
    ...(await judgeRevisions(out)),
    ...(await judgeSignedFiles()),
    ...(await judgeTokenSignatures()),
  ];
  return report(lines, await readExpectations('test/judges/README.md'));
}

async function findAbsent(): Promise<Needed[]> {
  const found = await Promise.all(
    needed.map(async (judge) => {
      if (judge.program.includes('/')) return existsSync(judge.program);
      return (await runTool('sh', ['-c', `command -v ${judge.program}`])).code === 0;
    }),
  );
  return needed.filter((_, index) => !found[index]);
}

async function judgeAll(out: string): Promise<string[]> {
  const { dossiers } = summary.parse(JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8')));
  const results = dossiers.flatMap(({ pdf }) => pdf ?? []);
  const posted = await readdir(path.join(out, 'post'));
  const labels = posted.filter((name) => name.endsWith('.pdf')).map((name) => `post/${name}`);
  const trust = path.join(out, 'trust/root.pem');
  const verdicts = new Map<string, string>();
  const work = judges.flatMap((judge) =>
    [...results, ...(judge.judges === 'results' ? [] : labels)].map((file) => ({ judge, file })),
  );
  // Two at a time: a judge is a process of its own.
  const atOnce = { concurrency: 2 };
  await pMap(
    work,
    async ({ judge, file }) => {
      verdicts.set(`${judge.name} ${file}`, await judge.verdict(path.join(out, file), trust));
    },
    atOnce,
  );
  const [first = ''] = results;
  const tampered = await writeTampered(out, first);
  await pMap(
    tampered,
    async ({ judge: name, file }) => {
      const judge = judges.find((each) => each.name === name);
      const genuine = verdicts.get(`${name} ${first}`);
      if (!judge || genuine === undefined) throw new Error(`no judge is named ${name}`);
      verdicts.set(`${name} ${file}`, await judgeTampered(judge, file, genuine, out, trust));
    },
    atOnce,
  );
  return [...verdicts].map(([subject, verdict]) => `${subject}: ${verdict}`).toSorted();
}

function report(lines: readonly string[], expected: ReadonlySet<string>): number {
  const said = new Set(lines);
  const surprising = lines.filter((line) => !expected.has(line));
  const unsaid = [...expected].filter((line) => !said.has(line));
  for (const line of lines) console.log(`${expected.has(line) ? '   ok ' : 'WRONG '} ${line}`);
  for (const line of unsaid) console.log(`UNSAID ${line}`);
  console.log(`${lines.length - surprising.length} passed, ${surprising.length + unsaid.length} failed`);
  return surprising.length + unsaid.length === 0 ? 0 : 1;
}
