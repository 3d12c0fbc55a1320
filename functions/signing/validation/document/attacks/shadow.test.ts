/** Shadow attacks (Mainka et al., NDSS 2021): a file prepared before signing shows something else after an update. */
import { beforeAll, describe, expect, it } from 'vitest';
import { formField } from '../../../pdf/form-field.ts';
import { PdfFile } from '../../../pdf/pdf-file.ts';
import type { PdfRef } from '../../../pdf/pdf-object.ts';
import {
  type PdfDict,
  type PdfObject,
  PdfStream,
  PdfString,
  dict,
  name,
  withEntries,
} from '../../../pdf/pdf-object.ts';
import type { Revision } from '../../../pdf/revision.ts';
import {
  type ArchivedResult,
  append,
  archivedResult,
  firstPage,
  rootOf,
  updated,
} from '../../../testing/archived-result.ts';
import { unsignedResult } from '../../../testing/unsigned-result.ts';

let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

/** The official has signed: number and date may still be filled in. */
function afterOfficial(change: (revision: Revision) => void): Uint8Array {
  return updated(result.signed, change);
}

function refused(pdf: Uint8Array): void {
  expect(result.judged(pdf)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
}

async function signedShadow(prepare: (revision: Revision) => void): Promise<Uint8Array> {
  const { desk, judged } = result;
  const draft = updated(await unsignedResult({ compressed: false }), prepare);
  const signed = await desk.signAsOfficial(draft);
  expect(judged(signed).verdict).toBe('valid');
  return signed;
}

const form = { Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 400, 16] };

function picture(operators: string, resources: PdfDict = new Map()): PdfStream {
  return new PdfStream(dict({ ...form, Resources: resources }), Buffer.from(operators));
}

/** Gives a field of the signed file other entries. */
function withField(revision: Revision, field: string, entries: Readonly<Record<string, PdfObject>>): void {
  const { ref, dict } = formField(revision.file, field);
  revision.replace(ref, withEntries(dict, entries));
}

describe('hide', () => {
  it('refuses that what covered the content is taken away', async () => {
    const signed = await signedShadow((revision) => {
      const page = firstPage(revision.file);
      const cover = revision.add(picture('1 g 0 0 400 16 re f'));
      revision.replace(
        page.ref,
        withEntries(page.dict, { Resources: dict({ XObject: dict({ Cover: cover }) }) }),
      );
    });
    const page = firstPage(new PdfFile(signed));
    const resources = page.dict.get('Resources') as PdfDict;
    const cover = (resources.get('XObject') as PdfDict).get('Cover') as PdfRef;
    refused(updated(signed, (revision) => revision.replace(cover, picture(''))));
    refused(updated(signed, (revision) => revision.replace(cover, null)));
  });
});

describe('replace', () => {
  it('refuses another appearance of a field whose value stays (by form)', () => {
    refused(
      updated(result.archived, (revision) => {
        withField(revision, 'number', { AP: dict({ N: revision.add(picture('BT (99) Tj ET')) }) });
      }),
    );
  });

  it('refuses another appearance of a signature', () => {
    refused(
      updated(result.archived, (revision) => {
        withField(revision, 'agency', { AP: dict({ N: revision.add(picture('0 0 9 9 re f')) }) });
      }),
    );
  });

  it('refuses an appearance stream written over the old one', () => {
    refused(
      updated(result.archived, (revision) => {
        const { dict } = formField(revision.file, 'agency');
        const states = revision.file.dict(dict.get('AP'));
        revision.replace(states.get('N') as PdfRef, picture('0 0 9 9 re f'));
      }),
    );
  });

  it('refuses a widget moved over the content (/Rect)', () => {
    refused(afterOfficial((revision) => withField(revision, 'official', { Rect: [0, 0, 500, 800] })));
  });

  it('refuses a filled field whose widget is moved', () => {
    refused(
      afterOfficial((revision) => {
        withField(revision, 'number', { V: PdfString.ofText('1'), Rect: [0, 0, 500, 800] });
      }),
    );
  });

  it('refuses a filled field that becomes hidden', () => {
    refused(afterOfficial((revision) => withField(revision, 'number', { V: PdfString.ofText('1'), F: 6 })));
  });

  it('refuses other fonts', async () => {
    const { signed } = result;
    const file = new PdfFile(signed);
    const resources = file.dict(file.dict(file.catalog.get('AcroForm')).get('DR'));
    const font = file.dict(resources.get('Font')).get('F1') as PdfRef;
    refused(
      updated(signed, (revision) => {
        revision.replace(font, withEntries(file.dict(font), { BaseFont: name('Khac') }));
      }),
    );
  });

  it('refuses a font’s glyphs written over', () => {
    const file = new PdfFile(result.signed);
    const resources = file.dict(file.dict(file.catalog.get('AcroForm')).get('DR'));
    const font = file.dict(file.dict(resources.get('Font')).get('F1'));
    const [descendant] = file.array(font.get('DescendantFonts'));
    const descriptor = file.dict(file.dict(descendant).get('FontDescriptor'));
    const glyphs = descriptor.get('FontFile2') as PdfRef;
    refused(
      updated(result.signed, (revision) => revision.replace(glyphs, new PdfStream(new Map(), Buffer.of(1)))),
    );
  });

  it('refuses that viewers are told to draw fields anew', () => {
    refused(
      afterOfficial((revision) => {
        const ref = revision.file.catalog.get('AcroForm') as PdfRef;
        revision.replace(ref, withEntries(revision.file.dict(ref), { NeedAppearances: true }));
      }),
    );
  });

  it('refuses a default font led elsewhere', () => {
    refused(
      afterOfficial((revision) => {
        const ref = revision.file.catalog.get('AcroForm') as PdfRef;
        const other = revision.add(dict({ Type: name('Font'), Subtype: name('Type1') }));
        const resources = dict({ Font: dict({ F1: other }) });
        revision.replace(ref, withEntries(revision.file.dict(ref), { DR: resources }));
      }),
    );
  });

  it('refuses a field filled in that is the page’s picture, too', async () => {
    const signed = await signedShadow((revision) => {
      const page = firstPage(revision.file);
      const { ref } = formField(revision.file, 'number');
      const resources = dict({ XObject: dict({ X: ref }) });
      revision.replace(page.ref, withEntries(page.dict, { Resources: resources }));
    });
    refused(updated(signed, (revision) => withField(revision, 'number', { V: PdfString.ofText('1') })));
  });
});

describe('hide and replace', () => {
  it('refuses another tree of pages, prepared before signing', async () => {
    const signed = await signedShadow((revision) => {
      const { file } = revision;
      const kid = revision.add(withEntries(firstPage(file).dict, { Rotate: 180 }));
      const pages = revision.add(dict({ Type: name('Pages'), Count: 1, Kids: [kid] }));
      const root = rootOf(file);
      revision.replace(root, withEntries(file.catalog, { PieceInfo: dict({ Hidden: pages }) }));
    });
    refused(
      updated(signed, (revision) => {
        const { catalog } = revision.file;
        const pages = (catalog.get('PieceInfo') as PdfDict).get('Hidden') as PdfRef;
        revision.replace(rootOf(revision.file), withEntries(catalog, { Pages: pages }));
      }),
    );
  });

  it('refuses a page that takes the place of another', () => {
    refused(
      updated(result.archived, (revision) => {
        const pages = revision.file.catalog.get('Pages') as PdfRef;
        const other = revision.add(firstPage(revision.file).dict);
        revision.replace(pages, withEntries(revision.file.dict(pages), { Kids: [other] }));
      }),
    );
  });
});

describe('by annotation', () => {
  it.each(['FreeText', 'Stamp', 'Redact', 'Ink', 'Link', 'Widget'])('refuses a new /%s', (subtype) => {
    refused(
      updated(result.archived, (revision) => {
        const page = firstPage(revision.file);
        const cover = revision.add(picture('1 g 0 0 400 16 re f'));
        const annotation = revision.add(
          dict({
            Type: name('Annot'),
            Subtype: name(subtype),
            Rect: [0, 0, 400, 800],
            AP: dict({ N: cover }),
          }),
        );
        append(revision, page.ref, 'Annots', annotation);
      }),
    );
  });

  it('refuses that an annotation of the signed file goes', () => {
    refused(
      updated(result.archived, (revision) => {
        const page = firstPage(revision.file);
        revision.replace(page.ref, withEntries(page.dict, { Annots: [] }));
      }),
    );
  });
});
