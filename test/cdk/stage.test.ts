import { SynthesisMessageLevel } from 'aws-cdk-lib/cx-api';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { devStageWith, synthesise } from './synthesised.ts';

describe('a stage', () => {
  it.each([
    ['publicBaseUrl', undefined],
    ['publicBaseUrl', 'http://ket-qua.example'],
    ['publicBaseUrl', 'https://ket-qua.example/'],
    ['region', undefined],
    ['region', 'Vietnam'],
    ['tsaUrls', []],
    ['agencies', []],
    ['archive', { mode: 'NONE', days: 1 }],
    ['archiv', { mode: 'GOVERNANCE', days: 1 }],
  ])('is refused when %s is %j, and the message names stage and setting', async (setting, value) => {
    await expect(synthesise(devStageWith({ [setting]: value }))).rejects.toThrow(
      new RegExp(`stage dev in cdk\\.json:[^]*${setting}`),
    );
  });

  it('is refused when cdk.json does not know it', async () => {
    await expect(synthesise({ stage: 'prod' })).rejects.toThrow('stage prod in cdk.json');
  });
});

describe('the synthesised app', () => {
  it('has no warnings and no findings', async () => {
    const { assembly } = await synthesise();
    const messages = assembly.stacks.flatMap((stack) =>
      stack.messages.filter(({ level }) => level !== SynthesisMessageLevel.INFO),
    );
    expect(messages).toEqual([]);
    const report = path.join(assembly.directory, 'validation-report.json');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ pluginReports: [] });
  }, 120_000);

  it('needs no look-up in an account', async () => {
    const { assembly } = await synthesise();
    expect(assembly.manifest.missing ?? []).toEqual([]);
  }, 120_000);
});
