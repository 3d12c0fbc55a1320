/** Attacks on certified files (Rohlmann et al., S&P 2021) and on what signatures permit. */
import { beforeAll, describe, expect, it } from 'vitest';
import { formField } from '../../../pdf/form-field.ts';
import { PdfFile } from '../../../pdf/pdf-file.ts';
import type { PdfRef } from '../../../pdf/pdf-object.ts';
import { PdfString, dict, name, withEntries } from '../../../pdf/pdf-object.ts';
import { prepareSignature } from '../../../pdf/prepare-signature.ts';
import type { Revision } from '../../../pdf/revision.ts';
import {
  type ArchivedResult,
  addField,
  append,
  archivedResult,
  firstPage,
  hoursLater,
  rootOf,
  updated,
  withDocumentTimestamp,
} from '../../../testing/archived-result.ts';
import { plainRequest } from '../../../testing/sealed-result.ts';
import { finish, over, prepareOfficial } from '../../../testing/signing-desk.ts';
import { unsignedResult } from '../../../testing/unsigned-result.ts';

let result: ArchivedResult;

beforeAll(async () => {
  result = await archivedResult();
});

/** A certification whose P is another. */
async function certifiedWith(level: 1 | 3): Promise<Uint8Array> {
  const { desk, draft } = result;
  const prepared = over(prepareOfficial(draft, desk.official), (pdf) => {
    pdf.write(`/P ${level}`, pdf.lastIndexOf('/P 2'), 'latin1');
  });
  return finish(prepared, desk.official, desk.time);
}

function fillNumber(pdf: Uint8Array): Uint8Array {
  return updated(pdf, (revision) => {
    const field = formField(revision.file, 'number');
    revision.replace(field.ref, withEntries(field.dict, { V: PdfString.ofText('1') }));
  });
}

const visible = [50, 50, 200, 100];

describe('a certified file', () => {
  it('may be filled in with P=2, and not with P=1', async () => {
    expect(result.judged(fillNumber(result.signed)).verdict).toBe('valid');
    const strict = await certifiedWith(1);
    expect(result.judged(strict).verdict).toBe('valid');
    expect(result.judged(fillNumber(strict))).toMatchObject({
      verdict: 'not-valid',
      codes: ['permissions'],
    });
  });

  it('may be timestamped with P=1', async () => {
    const strict = await certifiedWith(1);
    const stamped = await withDocumentTimestamp(strict, { signer: result.desk.time, at: hoursLater(1) });
    expect(result.judged(stamped).verdict).toBe('valid');
  });

  it('may not be signed with P=1', async () => {
    const strict = await certifiedWith(1);
    const sealed = await result.desk.sealAsAgency(strict);
    expect(result.judged(sealed)).toMatchObject({ verdict: 'not-valid', codes: ['permissions'] });
  });

  it('is refused with an annotation over it, even with P=3 (evil annotation attack)', async () => {
    const evil = updated(await certifiedWith(3), (revision) => {
      const page = firstPage(revision.file);
      const note = dict({ Type: name('Annot'), Subtype: name('FreeText'), Rect: visible });
      append(revision, page.ref, 'Annots', revision.add(note));
    });
    expect(result.judged(evil)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
  });

  it('is refused with a new visible signature field over it (sneaky signature attack)', async () => {
    const sneaky = updated(result.signed, (revision) => {
      addField(revision, { T: PdfString.ofAscii('sneaky'), Rect: visible });
    });
    expect(result.judged(sneaky)).toMatchObject({ verdict: 'not-valid', codes: ['permissions'] });
  });

  it('is refused with a new field that is printed, though not shown (NoView)', async () => {
    const sneaky = updated(result.signed, (revision) => {
      addField(revision, { T: PdfString.ofAscii('sneaky'), Rect: visible, F: 4 | 32 });
    });
    expect(result.judged(sneaky)).toMatchObject({ verdict: 'not-valid', codes: ['permissions'] });
  });

  it('is refused with a visible document timestamp over it', async () => {
    const { desk, signed } = result;
    const stamped = await withDocumentTimestamp(signed, {
      signer: desk.time,
      at: hoursLater(1),
      rectangle: visible,
    });
    expect(result.judged(stamped)).toMatchObject({ verdict: 'not-valid', codes: ['permissions'] });
  });

  it('is refused when its certification is taken back', () => {
    const changed = updated(result.signed, (revision) => {
      const { file } = revision;
      const entries = [...file.catalog].filter(([key]) => key !== 'Perms');
      revision.replace(rootOf(file), new Map(entries));
    });
    expect(result.judged(changed)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
  });
});

describe('fields that a signature locks', () => {
  it('are refused filled in anew', () => {
    expect(result.judged(fillNumber(result.archived))).toMatchObject({
      verdict: 'not-valid',
      codes: ['permissions'],
    });
  });

  it('may not lose their signature', () => {
    const changed = updated(result.archived, (revision) => {
      const field = formField(revision.file, 'official');
      const entries = [...field.dict].filter(([key]) => key !== 'V');
      revision.replace(field.ref, new Map(entries));
    });
    expect(result.judged(changed)).toMatchObject({ verdict: 'not-valid', codes: ['later-change'] });
  });

  it('may not get another signature', () => {
    const changed = updated(result.archived, (revision) => {
      const [official, agency] = ['official', 'agency'].map((each) => formField(revision.file, each));
      revision.replace(official!.ref, withEntries(official!.dict, { V: agency!.dict.get('V')! }));
    });
    expect(result.judged(changed).codes).toContain('later-change');
  });

  it('are all fields where FieldMDP says All', async () => {
    const { desk, draft, judged } = result;
    const prepared = over(prepareSignature(draft, plainRequest(desk.agency)), (pdf) => {
      pdf.write('/Action /All    ', pdf.lastIndexOf('/Action /Include'), 'latin1');
    });
    const signed = await finish(prepared, desk.agency, desk.time);
    expect(judged(signed).verdict).toBe('valid');
    expect(judged(fillNumber(signed))).toMatchObject({ verdict: 'not-valid', codes: ['permissions'] });
  });

  it('are those not named where FieldMDP says Exclude', async () => {
    const { desk, judged } = result;
    const draft = await unsignedResult({ compressed: false });
    const request = {
      ...plainRequest(desk.agency),
      permissions: { kind: 'lock', fields: ['date'] },
    } as const;
    const prepared = over(prepareSignature(draft, request), (pdf) => {
      const at = pdf.lastIndexOf('/Action /Include /Fields [(date)]');
      pdf.write('/Action /Exclude/Fields [(date)]', at, 'latin1');
      pdf.write(' ', at + '/Action /Exclude/Fields [(date)]'.length, 'latin1');
    });
    // The field's own Lock names number, too.
    const signed = await finish(prepared, desk.agency, desk.time);
    expect(judged(fillNumber(signed))).toMatchObject({ verdict: 'not-valid', codes: ['permissions'] });
  });
});

describe('fields', () => {
  const refused = (change: (revision: Revision) => void, code: string): void => {
    expect(result.judged(updated(result.signed, change))).toMatchObject({
      verdict: 'not-valid',
      codes: expect.arrayContaining([code]) as unknown,
    });
  };

  it('of one name are refused', () => {
    refused((revision) => {
      addField(revision, { T: PdfString.ofAscii('agency') });
    }, 'duplicate-field-name');
  });

  it('that act are refused', () => {
    const script = dict({ S: name('JavaScript'), JS: PdfString.ofAscii('app.alert(1)') });
    refused((revision) => {
      addField(revision, { T: PdfString.ofAscii('new'), AA: dict({ E: script }) });
    }, 'later-change');
    refused((revision) => {
      const field = formField(revision.file, 'number');
      revision.replace(field.ref, withEntries(field.dict, { V: PdfString.ofText('1'), A: script }));
    }, 'later-change');
  });

  it('of text are refused where they are new', () => {
    refused((revision) => {
      addField(revision, { T: PdfString.ofAscii('new'), FT: name('Tx') });
    }, 'later-change');
  });

  it('that carry an older signature again are refused', () => {
    refused((revision) => {
      const value = formField(revision.file, 'official').dict.get('V')!;
      addField(revision, { T: PdfString.ofAscii('again'), V: value });
    }, 'later-change');
  });

  it('that go are refused', () => {
    refused((revision) => {
      const ref = revision.file.catalog.get('AcroForm') as PdfRef;
      const form = revision.file.dict(ref);
      const kept = revision.file.array(form.get('Fields')).slice(1);
      revision.replace(ref, withEntries(form, { Fields: kept }));
    }, 'later-change');
  });

  it('of XFA are refused', () => {
    refused((revision) => {
      const ref = revision.file.catalog.get('AcroForm') as PdfRef;
      const entries = { XFA: PdfString.ofAscii('<xdp/>') };
      revision.replace(ref, withEntries(revision.file.dict(ref), entries));
    }, 'later-change');
  });

  it('in a loop cannot be read', () => {
    const { signed, judged } = result;
    const looping = updated(signed, (revision) => {
      const field = formField(new PdfFile(signed), 'number');
      revision.replace(field.ref, withEntries(field.dict, { Kids: [field.ref], T: PdfString.ofAscii('x') }));
    });
    expect(judged(looping)).toMatchObject({ verdict: 'cannot-tell', codes: ['file-unreadable'] });
  });
});
