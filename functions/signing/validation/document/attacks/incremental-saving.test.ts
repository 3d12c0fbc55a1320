/** Updates after signing that change what is shown (ISA), whole or incomplete. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PdfFile } from '../../../pdf/pdf-file.ts';
import type { PdfRef } from '../../../pdf/pdf-object.ts';
import { PdfStream, PdfString, dict, name, withEntries } from '../../../pdf/pdf-object.ts';
import { Revision } from '../../../pdf/revision.ts';
import {
  type ArchivedResult,
  append,
  archivedResult,
  firstPage,
  rootOf,
  updated,
  withSecurityStore,
} from '../../../testing/archived-result.ts';
import { unsignedResult } from '../../../testing/unsigned-result.ts';

let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

function refusedFor(pdf: Uint8Array, code: string): void {
  expect(result.judged(pdf)).toMatchObject({
    verdict: 'not-valid',
    codes: expect.arrayContaining([code]) as unknown,
  });
}

describe('an update is refused', () => {
  it('that gives a page other contents', () => {
    const changed = updated(result.archived, (revision) => {
      const page = firstPage(revision.file);
      const contents = revision.add(new PdfStream(new Map(), Buffer.from('0 0 100 100 re f')));
      revision.replace(page.ref, withEntries(page.dict, { Contents: contents }));
    });
    refusedFor(changed, 'later-change');
  });

  it('that adds a page', () => {
    const changed = updated(result.archived, (revision) => {
      const { file } = revision;
      const pages = file.catalog.get('Pages') as PdfRef;
      const page = revision.add(withEntries(firstPage(file).dict, { Annots: [] }));
      append(revision, pages, 'Kids', page);
    });
    refusedFor(changed, 'later-change');
  });

  it('that adds an object nothing leads to: the next update may lead there', () => {
    const changed = updated(result.archived, (revision) => {
      revision.add(dict({ Type: name('Page') }));
    });
    refusedFor(changed, 'later-change');
  });

  it('that gives the trailer another root', () => {
    const revision = new Revision(new PdfFile(result.archived));
    const other = revision.add(new Map(revision.file.catalog));
    const { pdf } = revision.write();
    const root = rootOf(revision.file);
    const text = `/Root ${root.number} 0 R`;
    const at = pdf.lastIndexOf(text);
    const forged = Buffer.concat([
      pdf.subarray(0, at),
      Buffer.from(`/Root ${other.number} 0 R`, 'latin1'),
      pdf.subarray(at + text.length),
    ]);
    refusedFor(forged, 'later-change');
  });

  it('that removes the revocation data', () => {
    const changed = updated(result.archived, (revision) => {
      const { file } = revision;
      const entries = [...file.catalog].filter(([key]) => key !== 'DSS');
      revision.replace(rootOf(file), new Map(entries));
    });
    refusedFor(changed, 'later-change');
  });

  it('that replaces revocation data', () => {
    const replaced = withSecurityStore(result.archived, { OCSPs: [Buffer.from('khác')] });
    refusedFor(replaced, 'later-change');
  });

  it('that hides more than evidence in the security store', () => {
    const changed = updated(result.archived, (revision) => {
      const { file } = revision;
      const store = file.catalog.get('DSS') as PdfRef;
      const script = revision.add(dict({ S: name('JavaScript'), JS: PdfString.ofAscii('x') }));
      revision.replace(store, withEntries(file.dict(store), { Script: script }));
    });
    refusedFor(changed, 'later-change');
  });

  it('that makes the title another', () => {
    const changed = updated(result.archived, (revision) => {
      const { file } = revision;
      revision.replace(rootOf(file), withEntries(file.catalog, { Lang: PdfString.ofAscii('en') }));
    });
    refusedFor(changed, 'later-change');
  });

  it.each(['OpenAction', 'AA', 'Names', 'URI', 'OCProperties', 'Collection', 'Threads'])(
    'that gives the catalog /%s',
    (key) => {
      const changed = updated(result.archived, (revision) => {
        const { file } = revision;
        const action = dict({ S: name('JavaScript'), JS: PdfString.ofAscii('app.alert(1)') });
        revision.replace(rootOf(file), withEntries(file.catalog, { [key]: action }));
      });
      refusedFor(changed, 'later-change');
    },
  );
});

describe('what is no whole update is refused', () => {
  it('bytes behind the end', () => {
    const longer = Buffer.concat([result.archived, Buffer.from('9 0 obj\n<<>>\nendobj\n')]);
    refusedFor(longer, 'trailing-bytes');
  });

  it('an update without cross-reference (ISA without xref and trailer)', () => {
    const page = firstPage(new PdfFile(result.archived));
    const text = `${page.ref.number} 0 obj\n<</Type/Page>>\nendobj\n%%EOF\n`;
    const longer = Buffer.concat([result.archived, Buffer.from(text)]);
    expect(result.judged(longer).verdict).not.toBe('valid');
  });

  it('an update whose trailer forgets the revisions before it', async () => {
    const strange = await unsignedResult({ compressed: false });
    const shifted = shiftedBy(Buffer.from(strange), result.archived.length);
    expect(result.judged(Buffer.concat([result.archived, shifted])).verdict).not.toBe('valid');
  });

  it('a second file behind the first', async () => {
    const strange = await unsignedResult({ compressed: false });
    expect(result.judged(Buffer.concat([result.archived, strange])).verdict).not.toBe('valid');
  });

  it('a file before the first', async () => {
    const strange = await unsignedResult({ compressed: false });
    expect(result.judged(Buffer.concat([strange, result.archived])).verdict).not.toBe('valid');
  });
});

/** A whole file whose offsets are those it has behind another. */
function shiftedBy(pdf: Buffer, distance: number): Buffer {
  const text = pdf
    .toString('latin1')
    .replaceAll(/^(\d{10}) (\d{5}) n/gm, (_, offset: string, generation: string) => {
      return `${String(Number(offset) + distance).padStart(10, '0')} ${generation} n`;
    })
    .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${Number(offset) + distance}`);
  return Buffer.from(text, 'latin1');
}
