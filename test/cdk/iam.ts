import { describePlace, type Statement } from './describe-rights.ts';

/** One question to IAM: may this be done to that, given what the request says. */
export interface Question {
  readonly action: string;
  /** places as `describePlace` writes them */
  readonly resource: string;
  /** condition keys the request has, with their values */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** The parts of a statement that answered a question, each of which could have been left out of it otherwise. */
export interface Answer {
  readonly action: string;
  readonly resource: string;
  /** values of conditions that held, as `key value` */
  readonly conditions: readonly string[];
}

/**
 * Whether a statement speaks of a question, by IAM's rules of evaluation for the operators our policies use.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function answer(statement: Statement, question: Question): Answer | undefined {
  const action = [statement.Action]
    .flat()
    .find((pattern) => glob(pattern.toLowerCase(), question.action.toLowerCase()));
  if (action === undefined) return undefined;
  const resource = [statement.Resource]
    .flat()
    .map(describePlace)
    .find((place) => glob(place, question.resource));
  if (resource === undefined) return undefined;
  const conditions: string[] = [];
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, wanted] of Object.entries(keys)) {
      const values = [wanted].flat().map(String);
      const given = question.context[key];
      const met = holds(operator, values, given);
      if (!met) return undefined;
      conditions.push(...met.map((value) => `${key} ${value}`));
    }
  }
  return { action, resource, conditions };
}

/** Every part of a statement that can answer something, named as an unused one is reported. */
export function partsOf(statement: Statement): string[] {
  const name = statement.Sid ?? '(unnamed)';
  const conditions = Object.values(statement.Condition ?? {}).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, wanted]) =>
      [wanted].flat().map((value) => `${key} ${String(value)}`),
    ),
  );
  return [...[statement.Action].flat(), ...[statement.Resource].flat().map(describePlace), ...conditions].map(
    (part) => `${name}: ${part}`,
  );
}

/** The parts an answer used, named likewise. */
export function usedParts(statement: Statement, { action, resource, conditions }: Answer): string[] {
  return [action, resource, ...conditions].map((part) => `${statement.Sid ?? '(unnamed)'}: ${part}`);
}

/** The condition's values that made it hold; undefined when it does not. */
function holds(
  operator: string,
  wanted: string[],
  given: readonly string[] | undefined,
): string[] | undefined {
  const some = (test: (value: string, one: string) => boolean) => {
    const met = wanted.filter((value) => given?.some((one) => test(value, one)));
    return met.length > 0 ? met : undefined;
  };
  switch (operator) {
    case 'StringEquals':
      return some((value, one) => value === one);
    case 'StringLike':
      return some(glob);
    case 'Bool':
      return some((value, one) => value.toLowerCase() === one.toLowerCase());
    case 'NumericLessThan':
      return some((value, one) => Number(one) < Number(value));
    case 'Null':
      return wanted.includes(String(given === undefined)) ? wanted : undefined;
    case 'ForAllValues:StringEquals':
    case 'ForAllValues:StringLike': {
      const all = (given ?? []).every((one) => wanted.some((value) => glob(value, one)));
      return all ? wanted.filter((value) => given?.some((one) => glob(value, one))) : undefined;
    }
    default:
      throw new Error(`condition operator ${operator} is not evaluated here`);
  }
}

/** IAM's wildcards: `*` for anything, `?` for one character. */
function glob(pattern: string, text: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
