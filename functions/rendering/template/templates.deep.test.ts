import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPages } from '../page-image.ts';
import { renderResult } from '../render-result.ts';
import { sampleData, sampleInput, SHIPPED } from '../testing/sample-input.ts';
import { checkTemplateData } from './check-data.ts';

const LETTERS = 'aăâbcdđeêghiklmnoôơpqrstuưvxyAĐÔƯ ỳễộ ẫ0123456789 ,.-/ '.split('');
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ['^[0-9]{12}$', '066090001234'],
  ['^([0-9]{10}|[0-9]{12}|[0-9]{13})$', '0123456789'],
  ['^[0-9+][0-9 .]{7,18}$', '0905 123 456'],
  ['^[0-9]{4,5}$', '5630'],
]);

/** Lists inside lists multiply: a dossier has 256 KiB at most. */
const MOST_ENTRIES = 7;
const MOST_LETTERS = 500;

interface Schema {
  readonly type: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Data that fits a schema of the kind templates have. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, fitting(each)]);
      return fc.record(Object.fromEntries(entries) as Record<string, fc.Arbitrary<unknown>>, {
        requiredKeys: [...(schema.required ?? [])],
      });
    }
    case 'array':
      return fc.array(fitting(schema.items!), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems!, Math.max(schema.minItems ?? 0, MOST_ENTRIES)),
        size: 'max',
      });
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum!, max: schema.maximum! });
    default:
      return fc.integer({ min: 1, max: schema.maximum! * 100 }).map((hundredths) => hundredths / 100);
  }
}

function text(schema: Schema): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.pattern) return fc.constant(PATTERNS.get(schema.pattern) ?? `no example of ${schema.pattern}`);
  if (schema.format === 'date') return fc.constantFrom('2026-02-05', '2026-12-31');
  if (schema.format === 'email') return fc.constant('a@example.vn');
  return fc
    .array(fc.constantFrom(...LETTERS), {
      maxLength: Math.min(schema.maxLength!, MOST_LETTERS) - 1,
      size: 'max',
    })
    .map((letters) => `A${letters.join('')}`.normalize('NFC'));
}

/** A copy without what the schema does not require. */
function required(schema: Schema, data: unknown): unknown {
  if (Array.isArray(data)) return data.map((item) => required(schema.items!, item));
  if (typeof data !== 'object' || data === null) return data;
  const kept = Object.entries(data).filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(kept.map(([name, each]) => [name, required(schema.properties![name]!, each)]));
}

describe.each(SHIPPED)('the template $id, version $version,', ({ id, version }) => {
  it('renders with nothing but what its schema requires', async () => {
    const input = await sampleInput(id, {}, version);
    const data = required(input.template.dataSchema, sampleData(id, version));
    expect(checkTemplateData(input.template, data).ok).toBe(true);
    const { pdf, pages } = await renderResult({ ...input, data });
    expect(await countPages(pdf)).toBe(pages);
  });

  it('renders whatever its schema accepts', async () => {
    const input = await sampleInput(id, {}, version);
    await fc.assert(
      fc.asyncProperty(fitting(input.template.dataSchema as Schema), async (data) => {
        const checked = checkTemplateData(input.template, data);
        expect(checked).toMatchObject({ ok: true });
        const { pdf, pages } = await renderResult({ ...input, data });
        expect(pages).toBeGreaterThan(0);
        expect(pdf.length).toBeLessThan(400_000);
      }),
      { numRuns: 20, seed: 20_261_124 },
    );
  });
});
