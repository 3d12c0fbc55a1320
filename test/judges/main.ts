import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AGENT_HOME } from './agent-process.ts';
import { judgeCombinations } from './combinations/judge-combinations.ts';
import { isDemoRun, judgeDemo } from './demo-files.ts';
import { readExpectations } from './expectations.ts';
import type { Judge } from './judge.ts';
import { judges } from './judges.ts';
import { judgeRevisions } from './revisions.ts';
import { runTool } from './run-tool.ts';
import { judgeSignedFiles } from './signed-files.ts';
import { SOFTHSM } from './soft-token.ts';
import { judgeStackFiles } from './stack-files.ts';

type Needed = Pick<Judge, 'name' | 'program' | 'howToGet'>;

/** What signs in SoftHSM is no judge, but must be here as well. */
const needed: readonly Needed[] = [
  ...judges,
  { name: 'softhsm', program: SOFTHSM, howToGet: 'apt-get install softhsm2' },
  { name: 'pkcs11-tool', program: 'pkcs11-tool', howToGet: 'apt-get install opensc' },
  { name: 'token agent', program: `${AGENT_HOME}/node_modules/pkcs11js`, howToGet: 'test/judges/install.sh' },
];

/** `npm run judge [-- --out DIR]`: other people's validators over what the demo, and the product itself, made. */
const { values } = parseArgs({ options: { out: { type: 'string', default: '.local/demo' } } });
process.exitCode = await main(values.out);

async function main(out: string): Promise<number> {
  const absent = await findAbsent();
  if (absent.length > 0) {
    for (const judge of absent) console.error(`judge ${judge.name} is missing: ${judge.howToGet}`);
    return 1;
  }
  if (!isDemoRun(out)) {
    console.error(`no demo run in ${out}: run \`npm run demo\` first`);
    return 1;
  }
  const lines = [
    ...(await judgeDemo(out)),
    ...(await judgeRevisions(out)),
    ...(await judgeCombinations()),
    ...(await judgeSignedFiles()),
    ...(await judgeStackFiles()),
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

function report(lines: readonly string[], expected: ReadonlySet<string>): number {
  const said = new Set(lines);
  const surprising = lines.filter((line) => !expected.has(line));
  const unsaid = [...expected].filter((line) => !said.has(line));
  for (const line of lines) console.log(`${expected.has(line) ? '   ok ' : 'WRONG '} ${line}`);
  for (const line of unsaid) console.log(`UNSAID ${line}`);
  console.log(`${lines.length - surprising.length} passed, ${surprising.length + unsaid.length} failed`);
  return surprising.length + unsaid.length === 0 ? 0 : 1;
}
