import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { variable } from '../functions/platform/env.ts';
import {
  rateVariables,
  tokenAgentVariables,
  verificationRate,
} from '../functions/portal/http/portal-settings.ts';
import { functions } from '../infra/functions.ts';
import { environmentOf } from './bundles.ts';

const known: Readonly<Record<string, z.ZodType>> = {
  ...variable,
  ...rateVariables,
  ...verificationRate,
  ...tokenAgentVariables,
};

describe('the environment in which bundles are measured', () => {
  it.each(functions.map((spec) => [spec.name, spec] as const))('has every variable of %s', (_, spec) => {
    const needed = Object.fromEntries(spec.environment.map((name) => [name, known[name]!]));
    const read = z.object(needed).safeParse(environmentOf(spec, '/bundle'));
    expect(read.success ? '' : z.prettifyError(read.error)).toBe('');
  });
});
