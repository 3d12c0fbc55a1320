import { mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleFunctions } from '../build/bundle.ts';
import { demoPassword } from '../local/demo/demo-people.ts';
import { requestToken } from '../local/oidc/request-token.ts';
import { startStack, type Stack } from '../local/stack.ts';
import { ApiClient } from './api-client.ts';
import type { DemoArguments } from './arguments.ts';
import { readDossierFiles, type Submission } from './dossier-files.ts';
import { Evidence } from './evidence.ts';
import { generateDossiers } from './generator.ts';
import { play, type Progress, type Stage } from './play.ts';
import type { Tell } from './players.ts';
import { printable } from './printable.ts';
import { describeRefusal, plan, submit } from './submission.ts';
import type { RevisionReport } from './summary.ts';
import { allAtOnce, oneOfEachSeries } from './turns.ts';
import { prepareOutput, STATE_FOLDER } from './output-folder.ts';
import { writeOutput } from './write-output.ts';

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
 * written to the output folder, whatever fails and when it is interrupted.
 * @throws {UsageError} when the output folder cannot be the demo's
 */
export async function runDemo(
  { out, files, count, seed }: DemoArguments,
  tell: Tell,
  interruption: AbortSignal,
): Promise<DemoResult> {
  await prepareOutput(out);
  const { submissions, unreadable } = await collect(files, count, seed);
  const refused = unreadable.map(({ source, problem }) => [printable(`✗ ${source}: ${problem}`)]);
  await bundleFunctions();
  const dataDir = await mkdtemp(path.join(out, STATE_FOLDER));
  try {
    const stack = await startStack({ dataDir, port: 0, pkiPort: 0, env: process.env });
    tell(`máy chủ / stack: ${stack.url}`);
    const turns = count === null ? oneOfEachSeries : allAtOnce;
    const tokenOf = (username: string) => requestToken(stack.endpoints.oidc, username, demoPassword);
    const stage = { url: stack.url, tokenOf, turns, pause, tell, interruption };
    return await playAndWrite(stack, stage, out, submissions, { played: [], refused });
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
  stage: Stage,
  out: string,
  submissions: readonly Submission[],
  progress: Progress,
): Promise<DemoResult> {
  try {
    const broken = await playAll(stage, submissions, progress);
    const reports = await writeOutput(out, new Evidence(stack), progress.played, stack.ses?.outbox.directory);
    return { reports, refused: progress.refused, broken };
  } finally {
    await stack.stop();
  }
}

/** What broke the run off; undefined when it came to its end. */
async function playAll(
  stage: Stage,
  submissions: readonly Submission[],
  progress: Progress,
): Promise<Error | undefined> {
  try {
    const { planned, shapeless } = plan(submissions);
    const machine = new ApiClient(stage.url, 'integration', stage.tokenOf);
    progress.refused.push(...(await refuseShapeless(machine, shapeless)));
    await play(stage, planned, progress);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('unknown failure', { cause: error });
  }
}

async function refuseShapeless(machine: ApiClient, shapeless: readonly Submission[]): Promise<string[][]> {
  const lines: string[][] = [];
  for (const { source, dossier } of shapeless) {
    const outcome = await submit(machine, dossier);
    if (outcome.kind === 'refused') lines.push(describeRefusal(source, outcome));
  }
  return lines;
}
