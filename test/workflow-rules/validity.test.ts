import aslValidator from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { fillDefinition, workflowNames } from '../../infra/workflow-definition.ts';

describe.each(workflowNames)('the definition of %s as deployed', (workflow) => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(JSON.parse(fillDefinition(workflow)) as object);
    expect(errorsText()).toBe('');
    expect(isValid).toBe(true);
  });

  it('has only expressions JSONata can parse', () => {
    const expressions = [...fillDefinition(workflow).matchAll(/\{%(.*?)%\}/g)].map(
      ([, source = '']) => source,
    );
    expect(expressions.length).toBeGreaterThan(5);
    for (const source of expressions) expect(() => jsonata(source), source).not.toThrow();
  });

  it('stays below the megabyte a definition may weigh', () => {
    expect(Buffer.byteLength(fillDefinition(workflow))).toBeLessThan(1_048_576);
  });
});
