import { describe, expect, it } from 'vitest';
import { refuse } from '../../platform/refusal.ts';
import { problemDetails, problemOf } from './problem.ts';

const message = { vi: 'Hãy sửa.', en: 'Correct it.' };
const told = (count: number) => {
  const problems = Array.from({ length: count }, (_, n) => ({ field: `k${n}`, rule: 'missing', message }));
  return problemOf(refuse(422, 'input-invalid', message, problems), 'vi', 'http://localhost');
};

describe('problem details', () => {
  it('show that more is wrong than they name, and only then', () => {
    expect(told(50)).not.toHaveProperty('moreErrors');
    expect(told(51)).toMatchObject({ errors: { length: 50 }, moreErrors: true });
    expect(problemDetails.parse(told(51))).toEqual(told(51));
  });
});
