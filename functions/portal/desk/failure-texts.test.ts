import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../text/catalogue.ts';
import type { View } from '../http/view.ts';
import { failureTexts } from './failure-texts.ts';

const view = { t: catalogue.vi } as View;

interface States {
  readonly States: Record<string, { Type: string; Branches?: States[] }>;
}

const stepsOf = ({ States }: States): string[] =>
  Object.entries(States).flatMap(([name, { Type, Branches = [] }]) => [
    ...(Type === 'Task' || Type === 'Parallel' ? [name] : []),
    ...Branches.flatMap(stepsOf),
  ]);

describe('a failure', () => {
  it('is told of by the name people give to each step of the definition', () => {
    const definition = JSON.parse(readFileSync('workflows/return-of-results.asl.json', 'utf8')) as States;
    expect(stepsOf(definition).filter((name) => !Object.hasOwn(catalogue.vi.steps, name))).toEqual([]);
  });

  it.each([
    ['PreconditionMissing', 'missing'],
    ['TsaUnavailable', 'away'],
    ['States.Timeout', 'away'],
    ['SigningServiceUnavailable', 'signingAway'],
    ['SigningServiceRefused', 'keyRefused'],
    ['SigningKeyRefused', 'keyRefused'],
    ['KeyFileRefused', 'keyRefused'],
    ['SecretSealBroken', 'keyRefused'],
    ['SignatureOutcomeUnknown', 'outcomeUnknown'],
    ['TemplateInvalid', 'document'],
    ['ResultInvalid', 'signature'],
    ['WaitExhausted', 'unanswered'],
    ['ParcelLost', 'lost'],
    ['Error', 'unknown'],
    ['constructor', 'unknown'],
  ] as const)('named %s is %s', (error, kind) => {
    expect(failureTexts(view, { state: 'SealResult', error })).toEqual({
      step: 'Cấp số và đóng dấu',
      what: catalogue.vi.failures[kind],
      advice: catalogue.vi.failures[`${kind}Advice`],
    });
  });

  it('of a step nobody named keeps its name', () => {
    expect(failureTexts(view, { state: 'toString', error: 'Error' }).step).toBe('toString');
  });
});
