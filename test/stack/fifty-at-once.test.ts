import { afterAll, beforeAll, expect, it } from 'vitest';
import { Evidence } from '../../infra/demo/evidence.ts';
import { generateDossiers } from '../../infra/demo/generator.ts';
import { play, type Progress } from '../../infra/demo/play.ts';
import { plan } from '../../infra/demo/submission.ts';
import { allAtOnce } from '../../infra/demo/turns.ts';
import { startTestStack, type TestStack } from '../support/stack.ts';
import { expectGaplessRegister, expectOneOfEach } from './outcome.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ scheduleSeconds: 60 });
}, 180_000);
afterAll(() => stack.stop());

it('returns fifty dossiers submitted at once, with one of each and a register without a gap', async () => {
  const { planned } = plan(generateDossiers(50, 7));
  const progress: Progress = { played: [], refused: [] };
  await play({ url: stack.url, tokenOf: stack.tokenOf, turns: allAtOnce, tell: () => {} }, planned, progress);
  expect(progress.refused).toEqual([]);
  expect(progress.played.map(({ view }) => view?.status)).toEqual(planned.map(() => 'returned'));
  const evidence = new Evidence(stack);
  await expectOneOfEach(evidence, planned);
  await expectGaplessRegister(evidence, planned);
}, 300_000);
