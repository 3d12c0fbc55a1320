import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleFunctions } from '../build/bundle.ts';
import { demoPassword } from '../local/demo/demo-people.ts';
import { requestToken } from '../local/oidc/request-token.ts';
import { startStack, type Stack } from '../local/stack.ts';
import { freePort } from '../local/state/ports.ts';
import { ApiClient } from './api-client.ts';
import type { DemoArguments } from './arguments.ts';
import { readDossierFiles, type Submission } from './dossier-files.ts';
import { Evidence } from './evidence.ts';
import { generateDossiers } from './generator.ts';
import { play, type Progress } from './play.ts';
import type { Tell } from './players.ts';
import { describeRefusal, plan, submit } from './submission.ts';
import type { RevisionReport } from './summary.ts';
import { allAtOnce, oneByOne, type Turns } from './turns.ts';
import { prepareOutput, writeOutput, writeSummary } from './write-output.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples/dossiers');

/** How a demo run ended. */
export interface DemoResult {
  readonly reports: readonly RevisionReport[];
  /** lines about input that was refused, each naming file, field and rule */
  readonly refused: readonly string[][];
  /** what broke the run off, where something did */
  readonly broken: Error | undefined;
}

/**
 * Runs the main job: a fresh embedded stack, the dossiers through it by the HTTP API, and everything it left
 * written to the output folder, whatever fails.
 */
export async function runDemo({ out, files, count, seed }: DemoArguments, tell: Tell): Promise<DemoResult> {
  await prepareOutput(out);
  await writeSummary(out, []);
  const { submissions, unreadable } = await collect(files, count, seed);
  const complaints = unreadable.map(({ source, problem }) => [`✗ ${source}: ${problem}`]);
  await bundleFunctions();
  const dataDir = await mkdtemp(path.join(out, 'state-'));
  try {
    const pkiPort = await freePort(0);
    const stack = await startStack({ dataDir, port: 0, pkiPort, env: process.env, scheduleSeconds: 1 });
    tell(`máy chủ / stack: ${stack.url}`);
    const turns = count === null ? oneByOne : allAtOnce;
    const result = await playAndWrite(stack, out, submissions, turns, tell);
    return { ...result, refused: [...complaints, ...result.refused] };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function collect(files: readonly string[], count: number | null, seed: number) {
  if (count !== null) return { submissions: generateDossiers(count, seed), unreadable: [] };
  return readDossierFiles(files.length > 0 ? files : await exampleFiles());
}

async function exampleFiles(): Promise<string[]> {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.json'));
  return names.toSorted().map((name) => path.relative('.', path.join(EXAMPLES, name)));
}

async function playAndWrite(
  stack: Stack,
  out: string,
  submissions: readonly Submission[],
  turns: Turns,
  tell: Tell,
): Promise<DemoResult> {
  const progress: Progress = { played: [], refused: [] };
  const tokenOf = (username: string) => requestToken(stack.endpoints.oidc, username, demoPassword);
  let broken: Error | undefined;
  try {
    const { planned, shapeless } = plan(submissions);
    progress.refused.push(
      ...(await refuseShapeless(new ApiClient(stack.url, 'integration', tokenOf), shapeless)),
    );
    await play(stack.url, tokenOf, planned, progress, turns, tell);
  } catch (error) {
    broken = error instanceof Error ? error : new Error('unknown failure', { cause: error });
  }
  try {
    const reports = await writeOutput(out, new Evidence(stack), progress.played, stack.ses?.outbox.directory);
    return { reports, refused: progress.refused, broken };
  } finally {
    await stack.stop();
  }
}

async function refuseShapeless(machine: ApiClient, shapeless: readonly Submission[]): Promise<string[][]> {
  const lines: string[][] = [];
  for (const { source, dossier } of shapeless) {
    const refusal = await submit(machine, dossier);
    if (refusal) lines.push(describeRefusal(source, refusal));
  }
  return lines;
}
