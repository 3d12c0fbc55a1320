import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { appended } from '../testing/sealed-result.ts';
import { unsignedResult } from '../testing/unsigned-result.ts';
import { fileRevisions } from './file-revisions.ts';
import { ForeignReading } from './foreign-reading.ts';
import { PdfFile } from './pdf-file.ts';
import { MalformedPdf, PdfRef, PdfStream, dict, name } from './pdf-object.ts';
import { serialiseObject } from './serialise-object.ts';
import { type WorkLimits, WorkBudget, WorkLimitReached, limitsFor } from './work-budget.ts';

const CATALOG = '1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n';

/** A file whose cross-reference is a table, with an object hidden from readers of PDF 1.4 in a stream beside it. */
function hybrid(hidden: 'hidden' | 'twice' = 'hidden'): Buffer {
  const head = `%PDF-1.5\n${CATALOG}`;
  const packed = Buffer.from('2 0 <</Type /Pages /Count 0 /Kids []>>');
  const container = new PdfStream(dict({ Type: name('ObjStm'), N: 1, First: 4 }), packed);
  const objectStream = `3 0 obj\n${text(serialiseObject(container))}\nendobj\n`;
  const at = head.length + objectStream.length;
  const rows = Buffer.from([2, 0, 3, 0]);
  const section = new PdfStream(dict({ Type: name('XRef'), Size: 4, W: [1, 2, 1], Index: [2, 1] }), rows);
  const stream = `4 0 obj\n${text(serialiseObject(section))}\nendobj\n`;
  const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const second = hidden === 'twice' ? entry(9) : '0000000000 00000 f \n';
  const table = `xref\n0 4\n0000000000 65535 f \n${entry(9)}${second}${entry(head.length)}`;
  const trailer = `trailer\n<</Size 5 /Root 1 0 R /XRefStm ${at}>>\nstartxref\n${at + stream.length}\n%%EOF\n`;
  return Buffer.from(head + objectStream + stream + table + trailer, 'latin1');
}

function reading(limits: Partial<WorkLimits> = {}): ForeignReading {
  return new ForeignReading(new WorkBudget({ ...limitsFor(1_000_000), ...limits }));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

describe('a hybrid file', () => {
  it('has the objects of the stream beside its table', () => {
    const file = new PdfFile(hybrid(), reading());
    expect(file.dict(file.catalog.get('Pages')).get('Count')).toBe(0);
  });

  it('is refused where table and stream hold the same object in two places', () => {
    expect(() => new PdfFile(hybrid('twice'), reading())).toThrow('has two places');
  });

  it('is refused as one of our own', () => {
    expect(() => new PdfFile(hybrid())).toThrow(MalformedPdf);
  });
});

describe('revisions', () => {
  it.each([false, true])('are each read from the bytes they had, compressed: %s', async (compressed) => {
    const draft = await unsignedResult({ compressed });
    const once = appended(draft);
    const twice = appended(once);
    const revisions = fileRevisions(twice, reading());
    expect(revisions[0]!.eof).toBe(draft.length);
    expect(revisions.slice(1).map(({ end }) => end)).toEqual([once.length, twice.length]);
    expect(revisions.map(({ file }) => file.sections.length)).toEqual([1, 2, 3]);
  });

  it('are not more than a reader grants', async () => {
    let pdf: Uint8Array = await unsignedResult({ compressed: false });
    for (let count = 0; count < 9; count += 1) pdf = appended(pdf);
    const few = reading({ sections: 8 });
    expect(() => fileRevisions(pdf, few)).toThrow(WorkLimitReached);
  });
});

describe('an object', () => {
  it('of another generation than the cross-reference says is none', async () => {
    const file = new PdfFile(await unsignedResult({ compressed: false }), reading());
    const root = file.trailer.get('Root') as PdfRef;
    expect(file.resolve(root)).not.toBeNull();
    expect(file.resolve(new PdfRef(root.number, 7))).toBeNull();
  });

  it('in a stream that inflates beyond the budget is not read', () => {
    const bomb = new PdfStream(dict({ Filter: name('FlateDecode') }), deflateSync(Buffer.alloc(200_000)));
    const budget = reading({ inflatedBytes: 100_000 });
    expect(() => budget.decode(bomb)).toThrow(/inflated/);
  });
});
