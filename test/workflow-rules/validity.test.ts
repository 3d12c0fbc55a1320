import aslValidator from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { deployedDefinition } from './definition.ts';

describe('the definition as deployed', () => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(JSON.parse(deployedDefinition()) as object);
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
  });

  it('has only expressions JSONata can parse', () => {
    const expressions = [...deployedDefinition().matchAll(/\{%(.*?)%\}/g)].map(([, source = '']) => source);
    expect(expressions.length).toBeGreaterThan(50);
    for (const source of expressions) expect(() => jsonata(source), source).not.toThrow();
  });

  it('stays below the megabyte a definition may weigh', () => {
    expect(Buffer.byteLength(deployedDefinition())).toBeLessThan(1_048_576);
  });
});
