import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ObjectParser } from './parse-object.ts';
import { MalformedPdf, type PdfObject, PdfName, PdfRef, PdfString } from './pdf-object.ts';
import { serialiseObject } from './serialise-object.ts';

function parse(text: string): PdfObject {
  return new ObjectParser(Buffer.from(text, 'latin1')).parse();
}

const scalar: fc.Arbitrary<PdfObject> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -1e9, max: 1e9 }),
  fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 1000),
  fc.string({ unit: 'binary-ascii', maxLength: 8 }).map((text) => new PdfName(text)),
  fc
    .tuple(fc.uint8Array({ maxLength: 12 }), fc.boolean())
    .map(([bytes, hexadecimal]) => new PdfString(bytes, hexadecimal)),
  fc.tuple(fc.nat(99_999), fc.nat(9)).map(([number, generation]) => new PdfRef(number, generation)),
);
const { object } = fc.letrec<{ object: PdfObject }>((tie) => ({
  object: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('object'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.string({ unit: 'binary-ascii', maxLength: 6 }), tie('object')), { maxLength: 4 })
      .map((entries) => new Map(entries)),
  ),
}));

describe('objects', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(object, (written) => {
        const bytes = serialiseObject(written);
        const read = new ObjectParser(bytes).parse();
        expect(Buffer.from(serialiseObject(read))).toStrictEqual(Buffer.from(bytes));
      }),
    );
  });

  it.each([
    ['/A#20B', new PdfName('A B')],
    ['% remark\n 12', 12],
    ['-.5', -0.5],
    ['12 0 R', new PdfRef(12, 0)],
    ['<48 6>', new PdfString(Buffer.from('H`'), true)],
    ['(a\\(b\\)\\101\\\nc(d))', new PdfString(Buffer.from('a(b)Ac(d)'), false)],
  ])('in the form %s are understood', (text, expected) => {
    expect(parse(text)).toStrictEqual(expected);
  });

  it('keep two numbers apart from a reference', () => {
    expect(parse('[12 0 13 0 R 7]')).toStrictEqual([12, 0, new PdfRef(13, 0), 7]);
  });

  it.each([
    ['a key that stands twice', '<< /V 1 /V 2 >>'],
    ['a string without end', '(abc'],
    ['hexadecimal that is none', '<4g>'],
    ['a dictionary without end', '<< /A 1'],
    ['a bare word', 'hello'],
    ['arrays nested too deep', '['.repeat(100)],
    ['nothing at all', ''],
  ])('are refused: %s', (_, text) => {
    expect(() => parse(text)).toThrow(MalformedPdf);
  });

  it('never write a number in exponential form', () => {
    expect(Buffer.from(serialiseObject([1e-9, 0.1 + 0.2, -0.000_001, 1e20])).toString()).toBe(
      '[0 0.3 0 100000000000000000000]',
    );
  });
});
