import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  loadTemplate,
  renderPageBitmap,
  renderResult,
  templateDefinition,
} from '../../../functions/rendering/index.ts';
import { DECISION, EXAMPLE_DATA, EXAMPLES } from './examples.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Pixels across a page of 210 mm. */
const PAGE_PIXELS = 900;
/** Pixels of white kept around what is drawn. */
const MARGIN = 10;

/** Pixels of a picture, four bytes each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Draws a page for each example block and cuts out what is on it: pictures by the block's name. */
export async function drawBlocks(): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const [name, blocks] of Object.entries(EXAMPLES)) {
    const { pdf } = await renderResult(await inputOf(blocks));
    pictures.set(name, cut(await renderPageBitmap(pdf, 0, PAGE_PIXELS)));
  }
  return pictures;
}

/** The first page of a whole decision, to hold against the decree's scheme. */
export async function drawDecision(): Promise<Picture> {
  return renderPageBitmap((await renderResult(await inputOf(DECISION))).pdf, 0, PAGE_PIXELS);
}

async function inputOf(blocks: readonly object[]) {
  const folder = resolve(ROOT, 'templates');
  const template = await loadTemplate(folder, 'phieu-tu-choi', 1);
  if (!template) throw new Error('the template phieu-tu-choi is not there');
  const definition = templateDefinition.parse({
    id: 'vi-du',
    version: 1,
    name: 'Ví dụ',
    documentTitle: 'Ví dụ',
    typesetting: 2,
    blocks,
  });
  const seal = readFileSync(resolve(folder, 'pictures/demo/seal-H15.12.png'));
  return {
    template: { ...template, definition, pictures: new Map([['mau-dau.png', seal]]) },
    dossier: { code: 'H15.12-261112-0001' },
    data: EXAMPLE_DATA,
    result: {},
    verifyUrl: 'https://ketqua.daklak.example.vn/v/abcdefghjkmnpqrstuvwxyz234',
    agency: {
      name: 'Ủy ban nhân dân phường Buôn Ma Thuột',
      parentName: 'Ủy ban nhân dân tỉnh Đắk Lắk',
      place: 'Buôn Ma Thuột',
    },
    signing: {
      authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      signerName: 'Y Thơm Mlô',
      sealDiameterMm: 36,
    },
    number: { suffix: '/QĐ-UBND' },
    createdAt: new Date('2026-11-20T02:00:00Z'),
  };
}

/** The part of a picture that has ink, as wide as the page so that places stay recognisable. */
function cut({ width, height, data }: Picture): Picture {
  const inked = (row: number): boolean =>
    data.subarray(row * width * 4, (row + 1) * width * 4).some((channel) => channel < 200);
  let [first, last] = [0, height - 1];
  while (first < last && !inked(first)) first++;
  while (last > first && !inked(last)) last--;
  const [from, to] = [Math.max(0, first - MARGIN), Math.min(height, last + 1 + MARGIN)];
  return { width, height: to - from, data: data.subarray(from * width * 4, to * width * 4) };
}
