import jsonata from 'jsonata';
import { ADDED_FUNCTIONS, BUILT_IN_FUNCTIONS, registerFunctions } from './functions.ts';

/** `{% … %}` is an expression; every other string is itself. */
export function isExpression(text: string): boolean {
  return text.startsWith('{%') && text.endsWith('%}');
}

const compiled = new Map<string, jsonata.Expression>();

/** Compiles once per text. @throws an Error of jsonata's when the text is no JSONata. */
function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const expression = jsonata(text.slice(2, -2));
  registerFunctions(expression);
  compiled.set(text, expression);
  return expression;
}

function messageOf(error: unknown): string {
  if (
    typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    typeof error.message === 'string'
  ) {
    return 'code' in error && typeof error.code === 'string'
      ? `${error.code}: ${error.message}`
      : error.message;
  }
  return String(error);
}

export type Evaluation = { ok: true; value: unknown } | { ok: false; message: string };

/** Evaluates `{% … %}` with variables bound and no input document, as the service does. */
export async function evaluateExpression(
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Evaluation> {
  try {
    return { ok: true, value: await compile(text).evaluate(undefined, variables) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

type Names = { called: Set<string>; bound: Set<string> };

function collectNames(node: unknown, names: Names): void {
  if (Array.isArray(node)) for (const item of node) collectNames(item, names);
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) {
    if ((node.type === 'function' || node.type === 'partial') && 'procedure' in node) {
      addVariable(node.procedure, names.called);
    }
    if (node.type === 'bind' && 'lhs' in node) addVariable(node.lhs, names.bound);
    if (node.type === 'lambda' && 'arguments' in node && Array.isArray(node.arguments)) {
      for (const argument of node.arguments) addVariable(argument, names.bound);
    }
    if (node.type === 'variable' && 'value' in node && node.value === 'eval') names.called.add('eval');
  }
  for (const child of Object.values(node)) collectNames(child, names);
}

function addVariable(node: unknown, into: Set<string>): void {
  if (typeof node !== 'object' || node === null || !('type' in node) || node.type !== 'variable') return;
  if ('value' in node && typeof node.value === 'string') into.add(node.value);
}

const KNOWN_FUNCTIONS = new Set([...ADDED_FUNCTIONS, ...BUILT_IN_FUNCTIONS]);

/** What is wrong with an expression before it ever runs, or `undefined`. */
export function expressionProblem(text: string): string | undefined {
  try {
    const names: Names = { called: new Set(), bound: new Set() };
    collectNames(compile(text).ast(), names);
    const unknown = [...names.called].find((name) => !names.bound.has(name) && !KNOWN_FUNCTIONS.has(name));
    return unknown === undefined ? undefined : `The JSONata function '$${unknown}' is not supported`;
  } catch (error) {
    return `The JSONata expression is not valid. ${messageOf(error)}`;
  }
}
