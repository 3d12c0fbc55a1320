import { describe, expect, it } from 'vitest';
import { otherSettings } from './other-settings.ts';
import { devStageWith, synthesise, synthesiseOtherwise } from './synthesised.ts';

interface Template {
  Resources: Record<
    string,
    { Type: string; Properties: { DefinitionSubstitutions?: Record<string, unknown> } }
  >;
}

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
    ['workflowSettings', { ApprovalWait: 1 }],
    ['workflowSettings', { ApprovalWaits: 0 }],
    ['workflowSettings', { CollectionWaits: 6 }],
    ['renewal', { horizonDays: 7 }],
    ['renewal', { horizonDays: 60, alarmDays: 60 }],
    ['renewal', { algorithmEnds: { 'SHA-1': '2030-12-31' } }],
    ['renewal', { algorithmEnds: { 'SHA-256': '2030' } }],
    ['throttle', { perSecond: 0 }],
    ['archiv', { mode: 'GOVERNANCE', days: 1 }],
  ])('is refused when %s is %j, and the message names stage and setting', async (setting, value) => {
    await expect(synthesise(devStageWith({ [setting]: value }))).rejects.toThrow(
      new RegExp(`stage dev in cdk\\.json:[^]*${setting}`),
    );
  });

  it('may have waits of its own, which the definition is filled with', async () => {
    const { assembly } = await synthesiseOtherwise();
    const machines = assembly.stacks.flatMap(({ template }) =>
      Object.values((template as Template).Resources).filter(
        ({ Type }) => Type === 'AWS::StepFunctions::StateMachine',
      ),
    );
    expect(machines[0]?.Properties.DefinitionSubstitutions).toMatchObject({
      ApprovalWaits: '7',
      SealWaits: '14',
    });
  }, 120_000);

  it('may say until when algorithms count, which every function that asks for timestamps is told', async () => {
    const { workflow } = await synthesiseOtherwise();
    for (const name of ['embed-signature', 'seal-result', 'augment-result', 'renew-files']) {
      workflow.hasResourceProperties('AWS::Lambda::Function', {
        FunctionName: `ket-qua-dev-${name}`,
        Environment: { Variables: { ALGORITHM_ENDS: JSON.stringify(otherSettings.renewal.algorithmEnds) } },
      });
    }
  }, 120_000);

  it('is refused when cdk.json does not know it', async () => {
    await expect(synthesise({ stage: 'prod' })).rejects.toThrow('stage prod in cdk.json');
  });
});

describe('the synthesised app', () => {
  it('needs no look-up in an account, whether its stage names one or not', async () => {
    for (const { assembly } of [await synthesise(), await synthesiseOtherwise()]) {
      expect(assembly.manifest.missing ?? []).toEqual([]);
    }
  }, 120_000);
});
