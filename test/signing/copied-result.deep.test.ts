import { inflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyCover } from '../../functions/copies/copy-cover.ts';
import { blockTexts } from '../../functions/copies/copy-texts.ts';
import { renderResult, renderPageBitmap, sharedTypeface } from '../../functions/rendering/index.ts';
import { blockDocument } from '../../functions/rendering/testing/block-document.ts';
import { sampleInput, TEMPLATES } from '../../functions/rendering/testing/sample-input.ts';
import { copiedDocument } from '../../functions/signing/index.ts';
import { CopyBlockTooTall } from '../../functions/signing/copy/copy-block.ts';
import { formFields } from '../../functions/signing/pdf/form-field.ts';
import { PdfFile } from '../../functions/signing/pdf/pdf-file.ts';
import { PdfRef, PdfString } from '../../functions/signing/pdf/pdf-object.ts';
import { openSigningDesk } from '../../functions/signing/testing/signing-desk.ts';

const WIDTH = 1190;
const madeAt = new Date('2026-12-31T18:04:05Z');
const AGENCY = 'Ủy ban nhân dân phường Buôn Ma Thuột';

const AGENCIES = [
  AGENCY,
  'Ban Quản lý dự án đầu tư xây dựng các công trình giao thông và nông nghiệp, phát triển nông thôn tỉnh Đắk Lắk, khu vực 2',
  'Ằ'.normalize('NFC').repeat(60),
];

let original: Uint8Array;
let copy: Uint8Array;

async function copied(agency = AGENCY, of = original): Promise<Uint8Array> {
  const texts = blockTexts(agency, madeAt);
  const typeface = await sharedTypeface(TEMPLATES);
  const cover = await copyCover({ texts, title: 'Bản sao y số 01/SY-UBND', agency, madeAt }, typeface);
  return copiedDocument(of, { texts, cover, madeAt });
}

beforeAll(async () => {
  const desk = await openSigningDesk();
  const { pdf } = await renderResult(await sampleInput('giay-phep-xay-dung'));
  original = await desk.sealAsAgency(await desk.signAsOfficial(pdf));
  copy = await copied();
});

/** A form on the given paper, signed and sealed. */
async function sealedForm(page: 'A4' | 'A5'): Promise<Uint8Array> {
  const blocks = [
    { type: 'header' },
    { type: 'title', text: 'BIÊN NHẬN' },
    { type: 'paragraph', text: 'Đã nhận đủ hồ sơ.' },
    { type: 'signature', recipients: [] },
  ];
  const { pdf } = await blockDocument(blocks, {}, { page });
  const desk = await openSigningDesk();
  return desk.sealAsAgency(await desk.signAsOfficial(pdf));
}

/** Rows of a page in which two files show something else. */
async function differingRows(page: number, files = [original, copy]): Promise<number[]> {
  const [one, other] = await Promise.all(files.map((pdf) => renderPageBitmap(pdf, page, WIDTH)));
  const row = WIDTH * 4;
  return Array.from({ length: one!.height }, (_, y) => y).filter(
    (y) =>
      Buffer.compare(
        one!.data.subarray(y * row, (y + 1) * row),
        other!.data.subarray(y * row, (y + 1) * row),
      ) !== 0,
  );
}

/** Rows of the first page that are not blank. */
async function inkedRows(pdf: Uint8Array): Promise<number[]> {
  const { data, height } = await renderPageBitmap(pdf, 0, WIDTH);
  const row = WIDTH * 4;
  return Array.from({ length: height }, (_, y) => y).filter((y) =>
    data.subarray(y * row, (y + 1) * row).some((channel) => channel < 255),
  );
}

/** Every object the file has, by what its cross-reference says. */
function objectsOf(pdf: Uint8Array): ReturnType<PdfFile['resolve']>[] {
  const file = new PdfFile(pdf);
  return Array.from({ length: file.size - 1 }, (_, index) => file.resolve(new PdfRef(index + 1, 0)));
}

describe('the pages of a certified copy', () => {
  it('are, pixel for pixel, those of the original, but for the block in the upper margin of the first', async () => {
    const rows = await differingRows(0);
    const scale = WIDTH / 595.28;
    expect(rows.length).toBeGreaterThan(20);
    expect(Math.max(...rows)).toBeLessThan(56.7 * scale);
    expect(await differingRows(1)).toEqual([]);
  });

  it('have one field, the agency’s signature, which says form, agency and time with its zone', () => {
    const fields = formFields(new PdfFile(copy));
    expect([...fields.keys()]).toEqual(['copy']);
    const spoken = fields.get('copy')?.dict.get('TU');
    expect(spoken instanceof PdfString && spoken.text()).toBe(
      `Chữ ký số của cơ quan trên bản sao: SAO Y; ${AGENCY}; Thời gian ký: 01-01-2027 01:04:05 +07:00`,
    );
  });

  it('carry neither certification nor security store of the original', () => {
    const { catalog, sections } = new PdfFile(copy);
    expect(['Perms', 'DSS'].filter((key) => catalog.has(key))).toEqual([]);
    expect(sections).toHaveLength(1);
    const kinds = objectsOf(copy).flatMap((object) =>
      object instanceof Map ? [object.get('SubFilter')] : [],
    );
    expect(kinds.filter((kind) => kind !== undefined)).toEqual([]);
  });

  it('bring the original along, byte for byte, and its machine-readable data', () => {
    const file = new PdfFile(copy);
    const attached = file.array(file.catalog.get('AF')).map((each) => file.dict(each));
    const contents = attached.map((each) => {
      const stream = file.stream(file.dict(each.get('EF')).get('F'));
      return Buffer.from(inflateSync(stream.data));
    });
    expect(contents).toHaveLength(2);
    expect(JSON.parse(contents[0]!.toString())).toMatchObject({ v: 1 });
    expect(contents[1]!.equals(original)).toBe(true);
  });

  it('keep a whole structure: every element that owns content is reached from the document', () => {
    const file = new PdfFile(copy);
    const tree = file.dict(file.catalog.get('StructTreeRoot'));
    const owners = file
      .array(file.dict(tree.get('ParentTree')).get('Nums'))
      .flatMap((each) => (Array.isArray(each) ? each : [each]))
      .filter((each) => each instanceof PdfRef);
    for (const owner of owners) {
      const parent = file.dict(file.dict(owner).get('P'));
      const kids = parent.get('K');
      const listed = kids instanceof PdfRef ? [kids] : file.array(kids);
      expect(listed.some((kid) => kid instanceof PdfRef && kid.number === owner.number)).toBe(true);
    }
    expect(owners.length).toBeGreaterThan(40);
  });

  it('are made again to the byte', async () => {
    expect(Buffer.compare(await copied(), copy)).toBe(0);
  });
});

describe.each([
  ['A4', 210, 297],
  ['A5', 148, 210],
] as const)('a form on %s', (paper, width, height) => {
  let sealed: Uint8Array;
  beforeAll(async () => {
    sealed = await sealedForm(paper);
  });

  it.each(AGENCIES)('stays on it, copied for %s, and the block above all that is printed', async (agency) => {
    const copy = await copied(agency, sealed);
    for (const pdf of [sealed, copy]) {
      const [page] = (await PDFDocument.load(pdf, { updateMetadata: false })).getPages();
      const millimetres = Object.values(page!.getSize()).map((points) => Math.round((points * 25.4) / 72));
      expect(millimetres).toEqual([width, height]);
    }
    const rows = await differingRows(0, [sealed, copy]);
    const firstText = (await inkedRows(sealed))[0]!;
    expect(Math.min(...rows)).toBeGreaterThan(0);
    expect(Math.max(...rows)).toBeLessThan(firstText);
    const block = new PdfFile(copy);
    const [left = 0] = block.array(formFields(block).get('copy')?.dict.get('Rect'));
    const narrowestMargin = (15 / 25.4) * 72;
    expect(left).toBeGreaterThanOrEqual(narrowestMargin);
  });

  it('is not copied for an agency whose name its margin has no room for', async () => {
    await expect(copied(AGENCIES.join(', '), sealed)).rejects.toThrow(CopyBlockTooTall);
  });
});
