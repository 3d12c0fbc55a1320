import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleInput, SHIPPED, TEMPLATES } from '../testing/sample-input.ts';
import { templateProblems } from './check-template.ts';
import { releaseState } from './release.ts';

describe.each(SHIPPED)('version $version of $id', ({ id, version }) => {
  it('is what it was when it was released', async () => {
    expect(await releaseState(join(TEMPLATES, id, String(version)))).toBe('intact');
  });

  it('asks for nothing its schema does not make sure of, and shows every field', async () => {
    const { definition, dataSchema } = (await sampleInput(id, {}, version)).template;
    expect(templateProblems(definition, dataSchema)).toEqual([]);
  });
});
