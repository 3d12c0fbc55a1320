import type { z } from 'zod';

/** Why a definition is refused, as the service's validation words it. */
export type Problem = {
  code:
    | 'INVALID_JSON_DESCRIPTION'
    | 'SCHEMA_VALIDATION_FAILED'
    | 'MISSING_TRANSITION_TARGET'
    | 'DUPLICATE_STATE_NAME';
  message: string;
  location: string;
};

export function problem(code: Problem['code'], message: string, location: string): Problem {
  return { code, message, location: location === '' ? '/' : location };
}

export function schemaProblem(message: string, location: string): Problem {
  return problem('SCHEMA_VALIDATION_FAILED', message, location);
}

/** `SCHEMA_VALIDATION_FAILED: … at /States/Render`: the words of the InvalidDefinition error. */
export function describeProblems(problems: readonly Problem[]): string {
  const lines = problems.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
  return `Invalid State Machine Definition: '${lines.join(', ')}'`;
}

function locate(path: readonly PropertyKey[], base: string): string {
  return path.reduce<string>(
    (at, key) => (typeof key === 'number' ? `${at}[${key}]` : `${at}/${String(key)}`),
    base,
  );
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([k]) => k === String(key))?.[1]
        : undefined,
    root,
  );
}

function describeIssue(issue: z.core.$ZodIssue, base: string, root: unknown): Problem[] {
  const location = locate(issue.path, base);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => schemaProblem(`The field '${key}' is not supported`, location));
  }
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
    const deeper = closest.filter((nested) => nested.path.length > 0 || nested.code === 'unrecognized_keys');
    if (deeper.length > 0) return deeper.flatMap((nested) => describeIssue(nested, location, root));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map((nested) => schemaProblem(`The name ${nested.message}`, location));
  }
  const value = valueAt(root, issue.path);
  if (value === undefined && issue.path.length > 0) {
    const parent = locate(issue.path.slice(0, -1), base);
    return [schemaProblem(`These fields are required: [${String(issue.path.at(-1))}]`, parent)];
  }
  const shown = typeof value === 'string' || typeof value === 'number' ? ` ('${value}')` : '';
  return [schemaProblem(`${issue.message}${shown}`, location)];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)),
  );
}

/** zod's findings in the service's words. `base` is where `root` stands in the definition. */
export function issueProblems(issues: readonly z.core.$ZodIssue[], root: unknown, base: string): Problem[] {
  return issues.flatMap((issue) => describeIssue(issue, base, root));
}
