/** Files whose cross-references say one thing to a signer and another to a viewer. */
import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { formField } from '../../../pdf/form-field.ts';
import { PdfFile } from '../../../pdf/pdf-file.ts';
import { PdfRef, PdfStream, PdfString, dict, name, withEntries } from '../../../pdf/pdf-object.ts';
import { Revision } from '../../../pdf/revision.ts';
import { serialiseObject } from '../../../pdf/serialise-object.ts';
import { type ArchivedResult, archivedResult, firstPage, updated } from '../../../testing/archived-result.ts';
import { plainRequest } from '../../../testing/sealed-result.ts';
import { prepareSignature } from '../../../pdf/prepare-signature.ts';
import { finish } from '../../../testing/signing-desk.ts';
import { unsignedResult } from '../../../testing/unsigned-result.ts';

let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

describe('cross-references are refused', () => {
  it('that go round in circles', () => {
    const file = Buffer.from(result.archived).toString('latin1');
    const last = /startxref\n(\d+)\n%%EOF\n$/.exec(file)![1]!;
    const at = file.lastIndexOf('/Prev ');
    const prev = /\/Prev (\d+)/.exec(file.slice(at))![0];
    const circle = file.slice(0, at) + `/Prev ${last}`.padEnd(prev.length) + file.slice(at + prev.length);
    expect(result.judged(Buffer.from(circle, 'latin1'))).toMatchObject({
      verdict: 'cannot-tell',
      codes: ['file-unreadable'],
      details: 'cross-references form a loop',
    });
  });

  it('that lead to an object hidden in the signed bytes (hide and replace)', async () => {
    const { desk, judged } = result;
    const draft = await withHidden();
    const signed = await desk.sealAsAgency(await desk.signAsOfficial(draft.pdf));
    expect(judged(signed).verdict).toBe('valid');
    const swapped = pointedAt(signed, draft.page, draft.hiddenAt);
    expect(judged(swapped)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
  });

  it('that led beyond the end when it was signed', async () => {
    const { desk, judged } = result;
    const draft = Buffer.from(await unsignedResult({ compressed: false }));
    const page = firstPage(new PdfFile(draft)).ref.number;
    const before = updated(draft, (revision) => {
      revision.replace(firstPage(revision.file).ref, firstPage(revision.file).dict);
    });
    const file = Buffer.from(before);
    const entry = file.lastIndexOf(`${page} 1\n`) + `${page} 1\n`.length;
    file.write('0000900000', entry, 'latin1');
    const prepared = () => prepareSignature(file, plainRequest(desk.agency));
    const signed = await finish(prepared(), desk.agency, desk.time);
    const longer = Buffer.concat([signed, Buffer.alloc(900_000 - signed.length, 0x20)]);
    const later = Buffer.concat([
      longer,
      Buffer.from(`${page} 0 obj\n`),
      serialiseObject(firstPage(new PdfFile(draft)).dict),
      Buffer.from('\nendobj\n'),
    ]);
    const start = /startxref\n(\d+)\n%%EOF\n$/.exec(Buffer.from(signed).toString('latin1'))![1];
    const end = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 99 /Prev ${start} /Root ${rootText(draft)}>>\n`;
    const forged = Buffer.concat([later, Buffer.from(`${end}startxref\n${later.length}\n%%EOF\n`)]);
    expect(judged(forged).verdict).not.toBe('valid');
  });

  it('whose object stream is written over another: what is in it changes without being named', async () => {
    const { desk, judged } = result;
    const draft = await unsignedResult({ compressed: true });
    const signed = await desk.sealAsAgency(await desk.signAsOfficial(draft));
    const file = new PdfFile(draft);
    const compressed = file.sections[0]!.entries.get(firstPage(file).ref.number);
    expect(compressed?.type).toBe('compressed');
    const container = new PdfRef((compressed as { container: number }).container, 0);
    const stream = file.stream(container);
    const text = Buffer.from(file.decode(stream)).toString('latin1').replace('595.28', '595.29');
    const forged = updated(signed, (revision) => {
      revision.replace(container, new PdfStream(stream.dict, deflateSync(Buffer.from(text, 'latin1'))));
    });
    expect(judged(forged)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
  });

  it('that give one object two places (hybrid)', () => {
    const { archived } = result;
    const file = new PdfFile(archived);
    const page = firstPage(file);
    const offset = archived.length;
    const rows = Buffer.from([1, 0, 0, 0, 9, 0, 0]);
    const section = new PdfStream(
      dict({ Type: name('XRef'), Size: 99, W: [1, 4, 2], Index: [page.ref.number, 1] }),
      rows,
    );
    const stream = Buffer.concat([
      Buffer.from('98 0 obj\n'),
      serialiseObject(section),
      Buffer.from('\nendobj\n'),
    ]);
    const table = Buffer.from(
      `xref\n${page.ref.number} 1\n0000000009 00000 n \n`.replace('0009', '0010') +
        `trailer\n<</Size 99 /Root ${rootText(archived)} /Prev ${file.latest.offset} /XRefStm ${offset}>>\n` +
        `startxref\n${offset + stream.length}\n%%EOF\n`,
    );
    const forged = Buffer.concat([archived, stream, table]);
    expect(result.judged(forged)).toMatchObject({ verdict: 'cannot-tell', codes: ['file-unreadable'] });
    expect(result.judged(forged).details).toContain('has two places');
  });

  it('that bring to life a reference which led nowhere when it was signed', async () => {
    const { desk, judged } = result;
    const draft = updated(await unsignedResult({ compressed: false }), (revision) => {
      const page = firstPage(revision.file);
      revision.replace(page.ref, withEntries(page.dict, { Contents: new PdfRef(300, 0) }));
    });
    const signed = await desk.sealAsAgency(await desk.signAsOfficial(draft));
    expect(judged(signed).verdict).toBe('valid');
    const forged = updated(signed, (revision) => {
      revision.replace(new PdfRef(300, 0), new PdfStream(new Map(), Buffer.from('0 0 9 9 re f')));
    });
    expect(judged(forged)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
    expect(judged(forged).details).toContain('before it was there');
  });
});

describe('a reference of another generation', () => {
  it('does not hide the role an object has', async () => {
    const { desk, judged } = result;
    const draft = updated(await unsignedResult({ compressed: false }), (revision) => {
      const page = firstPage(revision.file);
      const resources = revision.add(dict({ XObject: dict({ X: formField(revision.file, 'number').ref }) }));
      // The walk meets the wrong generation first.
      const entries = { PieceInfo: new PdfRef(resources.number, 5), Resources: resources };
      revision.replace(page.ref, withEntries(page.dict, entries));
    });
    const signed = await desk.signAsOfficial(draft);
    const forged = updated(signed, (revision) => {
      const { ref, dict: entries } = formField(revision.file, 'number');
      revision.replace(ref, withEntries(entries, { V: PdfString.ofText('1') }));
    });
    expect(judged(signed).verdict).toBe('valid');
    expect(judged(forged)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
  });
});

function rootText(pdf: Uint8Array): string {
  const root = new PdfFile(pdf).trailer.get('Root') as PdfRef;
  return `${root.number} ${root.generation} R`;
}

/** A draft that holds a second version of its page, which no cross-reference names. */
async function withHidden(): Promise<{ pdf: Uint8Array; page: number; hiddenAt: number }> {
  const draft = await unsignedResult({ compressed: false });
  const page = firstPage(new PdfFile(draft));
  const hidden = withEntries(page.dict, { Rotate: 180 });
  const text = `${page.ref.number} 0 obj\n${Buffer.from(serialiseObject(hidden)).toString('latin1')}\nendobj\n`;
  const revision = new Revision(new PdfFile(draft));
  const ref = revision.add(new PdfStream(new Map(), Buffer.from(`\n${text}`, 'latin1')));
  const { pdf, offsets } = revision.write();
  return { pdf, page: page.ref.number, hiddenAt: pdf.indexOf(text, offsets.get(ref.number), 'latin1') };
}

/** One more cross-reference, which says that an object stands elsewhere. */
function pointedAt(pdf: Uint8Array, number: number, offset: number): Uint8Array {
  const previous = new PdfFile(pdf).latest.offset;
  const section =
    `xref\n${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n` +
    `trailer\n<</Size 99 /Root ${rootText(pdf)} /Prev ${previous}>>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(section, 'latin1')]);
}
