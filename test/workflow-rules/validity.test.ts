import aslValidator from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { fillDefinition } from '../../infra/workflow-definition.ts';

describe('the definition as deployed', () => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(JSON.parse(fillDefinition()) as object);
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
  });

  it('has only expressions JSONata can parse', () => {
    const expressions = [...fillDefinition().matchAll(/\{%(.*?)%\}/g)].map(([, source = '']) => source);
    expect(expressions.length).toBeGreaterThan(50);
    for (const source of expressions) expect(() => jsonata(source), source).not.toThrow();
  });

  it('stays below the megabyte a definition may weigh', () => {
    expect(Buffer.byteLength(fillDefinition())).toBeLessThan(1_048_576);
  });
});
