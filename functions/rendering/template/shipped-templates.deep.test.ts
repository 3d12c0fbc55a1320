import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleData, sampleInput, SHIPPED } from '../testing/sample-input.ts';

it.each(SHIPPED)(
  'version $version of $id accepts and refuses what another reader of its JSON Schema does',
  async ({ id, version }) => {
    const { data, dataSchema } = (await sampleInput(id, {}, version)).template;
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(dataSchema);
    const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant('2026-02-30'), fc.constant('12'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(200), odd), { maxLength: 3 }), (changes) => {
        const changed = changes.reduce<unknown>(
          (value, [at, to]) => replaced(value, at, to),
          sampleData(id, version),
        );
        expect(data.safeParse(changed).success, JSON.stringify(changed)).toBe(validate(changed));
      }),
      { numRuns: 200, seed: 20_261_125 },
    );
  },
);

/** A copy with one of its places, counted through, replaced. */
function replaced(value: unknown, at: number, to: unknown): unknown {
  const copy = structuredClone(value);
  const places: [object, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, each] of Object.entries(node)) {
      places.push([node, key]);
      walk(each);
    }
  };
  walk(copy);
  const chosen = places[at % Math.max(places.length, 1)];
  if (chosen) Reflect.set(chosen[0], chosen[1], to);
  return copy;
}
