import { createHash, randomUUID } from 'node:crypto';
import type { Expression } from 'jsonata';

/**
 * The functions Step Functions adds to JSONata (guide, "Transforming data with JSONata",
 * "JSONata functions provided by Step Functions").
 */
export const ADDED_FUNCTIONS = ['partition', 'range', 'hash', 'random', 'uuid', 'parse'];

/** The functions of JSONata 2.0.6 itself, without `$eval`, which the service does not offer. */
export const BUILT_IN_FUNCTIONS = (
  'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim ' +
  'pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil ' +
  'round abs sqrt power boolean not map zip filter single reduce sift keys lookup append exists spread merge ' +
  'reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl ' +
  'decodeUrlComponent decodeUrl toMillis fromMillis now millis'
).split(' ');

const HASH_ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const MAX_RANGE_ITEMS = 1000;

function partition(items: unknown[], size: number): unknown[][] {
  if (!Number.isInteger(size) || size < 1)
    throw new Error('$partition: the chunk size must be a positive integer');
  const chunks: unknown[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('$range: the step must not be zero');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MAX_RANGE_ITEMS) throw new Error(`$range: more than ${MAX_RANGE_ITEMS} items`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function hash(content: string, algorithm: string): string {
  const name = HASH_ALGORITHMS[algorithm];
  if (name === undefined) throw new Error(`$hash: unknown algorithm '${algorithm}'`);
  return createHash(name).update(content).digest('hex');
}

/** With a seed, always the same number between 0 and 1 for that seed. */
function random(seed: number | undefined): number {
  if (seed === undefined) return Math.random();
  return createHash('sha256').update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** Makes an expression's environment the service's: what it adds is there, `$eval` is not. */
export function registerFunctions(expression: Expression): void {
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('random', random, '<n?:n>');
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('parse', (text: string): unknown => JSON.parse(text), '<s:x>');
  expression.assign('eval', undefined);
}
