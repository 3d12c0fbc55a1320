import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleFunctions } from '../../infra/build/bundle.ts';
import { Evidence } from '../../infra/demo/evidence.ts';
import { generateDossiers } from '../../infra/demo/generator.ts';
import { play, type Progress } from '../../infra/demo/play.ts';
import { plan } from '../../infra/demo/submission.ts';
import { allAtOnce } from '../../infra/demo/turns.ts';
import { demoPassword } from '../../infra/local/demo/demo-people.ts';
import { requestToken } from '../../infra/local/oidc/request-token.ts';
import { stackSettings } from '../../infra/local/stack-settings.ts';
import { freePort } from '../../infra/local/state/ports.ts';
import { startStackProcess, type StackProcess } from '../support/stack-process.ts';
import { expectGaplessRegister, expectOneOfEach } from './outcome.ts';

/** Milliseconds after which the stack is killed, each in a life of its own: while all are submitted, and in the rush. */
const LIVES_MS = [350, 1_500, 6_000];

let dataDir: string;
let running: StackProcess | undefined;
beforeAll(async () => {
  await bundleFunctions();
  dataDir = await mkdtemp(path.join(tmpdir(), 'ket-qua-fifty-'));
});
afterAll(async () => {
  await running?.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

it('fifty dossiers submitted at once, and kill -9 at several moments: all are returned, each once, and the register has no gap', async () => {
  const [port, pkiPort] = [await freePort(0), await freePort(0)];
  const { planned } = plan(generateDossiers(50, 7));
  const playOn = (stack: StackProcess, progress: Progress) =>
    play(
      {
        url: stack.url,
        tokenOf: (name) => requestToken(stack.endpoints.oidc, name, demoPassword),
        turns: allAtOnce,
        pause: sleep,
        tell: () => {},
      },
      planned,
      progress,
    );

  for (const life of LIVES_MS) {
    const stack = (running = await startStackProcess(dataDir, port, pkiPort));
    const broken = playOn(stack, { played: [], refused: [] }).catch((error: unknown) => error);
    await sleep(life);
    await stack.kill('SIGKILL');
    await broken;
  }

  const stack = (running = await startStackProcess(dataDir, port, pkiPort));
  const progress: Progress = { played: [], refused: [] };
  await playOn(stack, progress);
  expect(progress.refused).toEqual([]);
  expect(progress.played.map(({ view }) => view?.status)).toEqual(planned.map(() => 'returned'));
  const evidence = new Evidence({ settings: stackSettings({ dataDir, port }), endpoints: stack.endpoints });
  await expectOneOfEach(evidence, planned);
  await expectGaplessRegister(evidence, planned);
  expect(await stack.kill('SIGINT')).toBe(0);
}, 300_000);
