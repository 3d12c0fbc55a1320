/** Universal signature forgery and signature wrapping (Mladenov et al., "1 Trillion Dollar Refund", CCS 2019). */
import { beforeAll, describe, expect, it } from 'vitest';
import { type PdfObject, PdfString, type PdfDict, withEntries } from '../../../pdf/pdf-object.ts';
import { formField } from '../../../pdf/form-field.ts';
import { type ArchivedResult, archivedResult, updated } from '../../../testing/archived-result.ts';

let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

/** An update that gives the agency's signature dictionary other entries. */
function withSignature(change: (signature: PdfDict) => PdfDict): Uint8Array {
  return updated(result.sealed, (revision) => {
    const { file } = revision;
    const value = formField(file, 'agency').dict.get('V')!;
    const changed = change(file.dict(value));
    revision.replace(value as never, changed);
  });
}

function withEntry(key: string, value: PdfObject): Uint8Array {
  return withSignature((signature) => withEntries(signature, { [key]: value }));
}

function without(key: string): Uint8Array {
  return withSignature((signature) => new Map([...signature].filter(([each]) => each !== key)));
}

describe('universal signature forgery is refused', () => {
  it.each<[string, () => Uint8Array]>([
    ['an empty ByteRange', () => withEntry('ByteRange', [])],
    ['a null ByteRange', () => withEntry('ByteRange', null)],
    ['no ByteRange', () => without('ByteRange')],
    ['a negative ByteRange', () => withEntry('ByteRange', [0, -1, 10, -1])],
    ['a ByteRange that does not begin with the file', () => withEntry('ByteRange', [1, 10, 20, 30])],
    ['a ByteRange whose parts overlap', () => withEntry('ByteRange', [0, 2000, 1000, 3000])],
    ['a ByteRange beyond the end of the file', () => withEntry('ByteRange', [0, 10, 20, 9_999_999])],
    ['a ByteRange of words', () => withEntry('ByteRange', [0, PdfString.ofAscii('a'), 20, 30])],
    ['no Contents', () => without('Contents')],
    ['null Contents', () => withEntry('Contents', null)],
    ['empty Contents', () => withEntry('Contents', new PdfString(new Uint8Array(), true))],
    ['short Contents', () => withEntry('Contents', new PdfString(Buffer.from('00', 'hex'), true))],
  ])('with %s', (_, make) => {
    expect(result.judged(make())).toMatchObject({
      verdict: 'not-valid',
      codes: expect.arrayContaining(['byte-range', 'later-change']) as unknown,
    });
  });

  it('with the signature moved into an update, its old ByteRange kept', () => {
    const moved = withEntry('Reason', PdfString.ofAscii('Khac'));
    expect(result.judged(moved)).toMatchObject({ verdict: 'not-valid' });
    expect(result.judged(moved).details).toContain('leaves out another object');
  });
});

describe('signature wrapping is refused', () => {
  it('with a second ByteRange in the part left out', () => {
    const wrapped = wrappedWith((start, moved) => ` /ByteRange [0 ${start} ${moved} 9999]`);
    expect(result.judged(wrapped).verdict).not.toBe('valid');
  });

  it('with an object in the part left out', () => {
    const wrapped = wrappedWith(() => '\n1 0 obj\n<</Type/Catalog>>\nendobj\n');
    expect(result.judged(wrapped).verdict).not.toBe('valid');
  });

  it('with bytes in the part left out and the ByteRange made to fit', () => {
    const { sealed, judged } = result;
    const file = Buffer.from(sealed);
    const at = file.lastIndexOf('/ByteRange [');
    const range = /\[0 (\d+) (\d+) (\d+)\]/.exec(file.toString('latin1', at))!;
    const forged = `[0 ${range[1]} ${Number(range[2]) + 40} ${Number(range[3]) - 40}]`;
    file.write(forged, at + '/ByteRange '.length, 'latin1');
    expect(judged(file)).toMatchObject({ verdict: 'not-valid', codes: ['byte-range'] });
  });

  /** The second covered part stays whole behind what was put before it, as viewers take its offsets. */
  function wrappedWith(inserted: (start: number, moved: number) => string): Uint8Array {
    const file = Buffer.from(result.sealed);
    const at = file.lastIndexOf('/ByteRange [');
    const [, start = 0, end = 0] = /\[0 (\d+) (\d+)/.exec(file.toString('latin1', at))!.map(Number);
    const extra = Buffer.from(inserted(start, end + 100).padEnd(100), 'latin1');
    return Buffer.concat([file.subarray(0, end), extra, file.subarray(end)]);
  }
});
