import { beforeAll, describe, expect, it } from 'vitest';
import { renderPageBitmap } from '../../functions/rendering/page-image.ts';
import { FIELD_NAME, LOCKED_FIELDS, renderResult } from '../../functions/rendering/index.ts';
import { sampleInput } from '../../functions/rendering/testing/sample-input.ts';
import { printedDate, validateResult, verifyDocument } from '../../functions/signing/index.ts';
import * as signing from '../../functions/signing/result-fields.ts';
import { formField } from '../../functions/signing/pdf/form-field.ts';
import { PdfFile } from '../../functions/signing/pdf/pdf-file.ts';
import {
  DATE,
  NUMBER,
  SIGNED_AT,
  type SigningDesk,
  openSigningDesk,
} from '../../functions/signing/testing/signing-desk.ts';
import { filledText } from '../../functions/signing/validation/shown-text.ts';
import { archived } from './sample-revisions.ts';

const WIDTH = 1190;
const SCALE = WIDTH / 595.28;
const HEIGHT = 841.89;

let desk: SigningDesk;
let draft: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  desk = await openSigningDesk();
  ({ pdf: draft } = await renderResult(await sampleInput('giay-phep-xay-dung')));
  sealed = await desk.sealAsAgency(await desk.signAsOfficial(draft));
});

type Colour = (red: number, green: number, blue: number) => boolean;

const isInk: Colour = (red, green, blue) => red + green + blue < 200;
const isBlue: Colour = (red, _, blue) => blue > 150 && red < 80;
const isRed: Colour = (red, green, blue) => red > 150 && green < 80 && blue < 80;
const isOverlap: Colour = (red, green, blue) => red < 60 && green < 60 && blue < 60;

/** Pixels of a colour inside a field's rectangle, as people see the page. */
async function count(pdf: Uint8Array, field: string, colour: Colour): Promise<number> {
  const file = new PdfFile(pdf);
  const corners = file.array(formField(file, field).dict.get('Rect')).map(Number);
  const [left = 0, bottom = 0, right = 0, top = 0] = corners.map((edge) => edge * SCALE);
  const page = await lastPageWith(pdf, field);
  const { data, width } = await renderPageBitmap(pdf, page, WIDTH);
  let found = 0;
  for (let y = Math.ceil(HEIGHT * SCALE - top); y < HEIGHT * SCALE - bottom; y += 1) {
    for (let x = Math.ceil(left); x < right; x += 1) {
      const at = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
      if (colour(red, green, blue)) found += 1;
    }
  }
  return found;
}

/** Number and date stand on the first page, the signatures on the last one. */
async function lastPageWith(pdf: Uint8Array, field: string): Promise<number> {
  const file = new PdfFile(pdf);
  const pages = file.array(file.dict(file.catalog.get('Pages')).get('Kids'));
  const place = JSON.stringify(formField(file, field).dict.get('P'));
  return pages.findIndex((page) => JSON.stringify(page) === place);
}

describe('a rendered result, signed and sealed', () => {
  it('has the fields both capabilities agree on', () => {
    expect(signing.FIELD).toStrictEqual(FIELD_NAME);
    expect(signing.LOCKED_FIELDS).toStrictEqual(LOCKED_FIELDS);
  });

  it('is valid', () => {
    const expected = { number: NUMBER, date: DATE };
    const report = validateResult(sealed, { roots: [desk.authority.certificate], expected });
    expect(report).toMatchObject({ valid: true, findings: [] });
  });

  it('is valid as B-LTA to the verifier of any PDF, too, though its widgets stand in a structure tree', async () => {
    const file = await archived(sealed, desk);
    const now = new Date(SIGNED_AT.getTime() + 86_400_000);
    const report = verifyDocument(file, { roots: [desk.authority.certificate], now });
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map(({ level }) => level)).toContain('B-LTA');
  });

  it('shows number and date with the fonts of the draft', () => {
    const file = new PdfFile(sealed);
    expect(filledText(file, 'number')).toStrictEqual({ value: NUMBER, shown: NUMBER });
    expect(filledText(file, 'date').shown).toBe(printedDate(DATE));
  });

  it.each(['number', 'date'])('has ink in the field %s, and had none before', async (field) => {
    expect(await count(draft, field, isInk)).toBe(0);
    expect(await count(sealed, field, isInk)).toBeGreaterThan(300);
  });

  it('shows the handwriting in blue and the seal in red, with the one visible through the other', async () => {
    expect(await count(sealed, 'official', isBlue)).toBeGreaterThan(5_000);
    expect(await count(sealed, 'agency', isRed)).toBeGreaterThan(10_000);
    expect(await count(sealed, 'agency', isOverlap)).toBeGreaterThan(1_000);
  });
});
