import { beforeAll, describe, expect, it } from 'vitest';
import { formField } from '../../pdf/form-field.ts';
import {
  type PdfDict,
  type PdfRef,
  PdfStream,
  PdfString,
  dict,
  name,
  withEntries,
} from '../../pdf/pdf-object.ts';
import type { Revision } from '../../pdf/revision.ts';
import {
  type ArchivedResult,
  addField,
  archivedResult,
  firstPage,
  rootOf,
  updated,
} from '../../testing/archived-result.ts';
import { unsignedResult } from '../../testing/unsigned-result.ts';

let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

function xmp(title: string, changed: string): PdfStream {
  const text =
    `<rdf:Description><dc:title><rdf:Alt><rdf:li>${title}</rdf:li></rdf:Alt></dc:title>` +
    `<xmp:ModifyDate>${changed}</xmp:ModifyDate></rdf:Description>`;
  return new PdfStream(dict({ Type: name('Metadata'), Subtype: name('XML') }), Buffer.from(text));
}

/** A draft with a structure tree, and metadata, that the official has signed. */
async function signedTagged(): Promise<Uint8Array> {
  const draft = updated(await unsignedResult({ compressed: false }), (revision) => {
    const { file } = revision;
    const tree = revision.add(dict({ Type: name('StructTreeRoot') }));
    const page = firstPage(file).ref;
    const document = revision.add(
      dict({ Type: name('StructElem'), S: name('Document'), P: tree, K: [], Pg: page }),
    );
    const parents = revision.add(dict({ Nums: [0, document] }));
    const entries = { Type: name('StructTreeRoot'), ParentTree: parents, ParentTreeNextKey: 1, K: document };
    revision.replace(tree, dict(entries));
    const metadata = revision.add(xmp('Giấy phép', '2026-11-01'));
    const information = { StructTreeRoot: tree, Metadata: metadata };
    revision.replace(rootOf(file), withEntries(file.catalog, information));
  });
  return result.desk.signAsOfficial(draft);
}

/** A new invisible signature field that the structure tree names, as another kind of element where wanted. */
function tagNewField(revision: Revision, kind = 'Form'): void {
  const { file } = revision;
  const field = addField(revision, { T: PdfString.ofAscii('later'), StructParent: 1 });
  const tree = file.dict(file.catalog.get('StructTreeRoot'));
  const [document, parents] = [tree.get('K') as PdfRef, tree.get('ParentTree') as PdfRef];
  const reference = dict({ Type: name('OBJR'), Obj: field, Pg: firstPage(file).ref });
  const element = revision.add(
    dict({ Type: name('StructElem'), S: name(kind), P: document, K: reference, Pg: firstPage(file).ref }),
  );
  revision.replace(document, withEntries(file.dict(document), { K: [element] }));
  const numbers = file.array(file.dict(parents).get('Nums'));
  revision.replace(parents, dict({ Nums: [...numbers, 1, element] }));
  const root = file.catalog.get('StructTreeRoot') as PdfRef;
  revision.replace(root, withEntries(tree, { ParentTreeNextKey: 2 }));
}

describe('an update is explained', () => {
  it('that tags a new signature field in the structure tree', async () => {
    const tagged = updated(await signedTagged(), (revision) => tagNewField(revision));
    expect(result.judged(tagged)).toMatchObject({ verdict: 'valid', codes: [] });
  });

  it('that changes the date in the metadata, and not one that changes the title', async () => {
    const signed = await signedTagged();
    const withMetadata = (metadata: PdfStream) =>
      updated(signed, (revision) => {
        revision.replace(revision.file.catalog.get('Metadata') as PdfRef, metadata);
      });
    expect(result.judged(withMetadata(xmp('Giấy phép', '2026-11-25'))).verdict).toBe('valid');
    expect(result.judged(withMetadata(xmp('Giấy khác', '2026-11-25'))).codes).toEqual(['later-change']);
  });

  it('that fills in a field with value and appearance', () => {
    const filled = updated(result.signed, (revision) => {
      const { ref, dict: field } = formField(revision.file, 'number');
      const look = revision.add(
        new PdfStream(
          dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 9, 9] }),
          Buffer.from('BT ET'),
        ),
      );
      const entries = { V: PdfString.ofText('1'), AP: dict({ N: look }), Ff: 1 };
      revision.replace(ref, withEntries(field, entries));
    });
    expect(result.judged(filled)).toMatchObject({ verdict: 'valid', codes: [] });
  });

  it('that writes objects again as they were', () => {
    const same = updated(result.archived, (revision) => {
      const page = firstPage(revision.file);
      const turned: PdfDict = new Map([...page.dict].reverse());
      revision.replace(page.ref, turned);
    });
    const { signatures } = result.verify(same, { skipsRevocation: true });
    expect(signatures.map(({ changes }) => changes.level)).toEqual(['form-filling', 'lta', 'none']);
  });
});

describe('an update is not explained', () => {
  it('that tags more than such a field', async () => {
    const signed = await signedTagged();
    const heading = updated(signed, (revision) => tagNewField(revision, 'H1'));
    expect(result.judged(heading).codes).toEqual(['later-change']);
    const silenced = updated(signed, (revision) => {
      const tree = revision.file.dict(revision.file.catalog.get('StructTreeRoot'));
      const document = tree.get('K') as PdfRef;
      const entries = { Alt: PdfString.ofText('Khác') };
      revision.replace(document, withEntries(revision.file.dict(document), entries));
    });
    expect(result.judged(silenced).codes).toEqual(['later-change']);
  });
});
