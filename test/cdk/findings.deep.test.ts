import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { SynthesisMessageLevel } from 'aws-cdk-lib/cx-api';
import { synthesiseAndJudge } from './synthesised.ts';

it('the app as npm run synth makes it has no warnings, and CloudFormation’s rules find nothing', async () => {
  const { assembly } = await synthesiseAndJudge();
  const messages = assembly.stacks.flatMap((stack) =>
    stack.messages.filter(({ level }) => level !== SynthesisMessageLevel.INFO),
  );
  expect(messages).toEqual([]);
  const report = path.join(assembly.directory, 'validation-report.json');
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ pluginReports: [] });
});
