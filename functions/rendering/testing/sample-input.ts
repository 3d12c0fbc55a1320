import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ResultInput } from '../result-input.ts';
import { loadTemplate } from '../template/load-template.ts';

export const TEMPLATES = join(import.meta.dirname, '../../../templates');

/** Every version of every template of the product, by folder, with the suffix its numbers have in the examples. */
export const SHIPPED = [
  { id: 'cong-van-tra-loi', version: 1, suffix: '/UBND-KTHTĐT' },
  { id: 'giay-chung-nhan-ho-kinh-doanh', version: 1, suffix: '/ĐKHKD' },
  { id: 'giay-phep-xay-dung', version: 1, suffix: '/GPXD-UBND' },
  { id: 'giay-phep-xay-dung', version: 2, suffix: '/GPXD-UBND' },
  { id: 'phieu-tu-choi', version: 1, suffix: '/GPXD-UBND' },
  { id: 'phieu-tu-choi', version: 2, suffix: '/GPXD-UBND' },
  { id: 'quyet-dinh-ca-biet', version: 1, suffix: '/QĐ-UBND' },
  { id: 'trich-luc-ket-hon', version: 1, suffix: '/TLKH-BS' },
  { id: 'van-ban-xin-loi', version: 1, suffix: '/XL-UBND' },
] as const;

/** The sample data that is kept beside a template. */
export function sampleData(id: string, version = 1): Record<string, unknown> {
  const text = readFileSync(join(TEMPLATES, id, String(version), 'sample.json'), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}

/** A result as the workflow would ask for it, changed where a test wants it. */
export async function sampleInput(
  id: string,
  changes: Partial<ResultInput> = {},
  version = 1,
): Promise<ResultInput> {
  const template = await loadTemplate(TEMPLATES, id, version);
  if (!template) throw new Error(`no template ${id}`);
  return {
    template,
    dossier: { code: 'H15.12-261112-0001' },
    data: sampleData(id, version),
    result: { v: 1, dossier: { code: 'H15.12-261112-0001' } },
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
    number: { suffix: SHIPPED.find((each) => each.id === id)?.suffix ?? '/GPXD-UBND' },
    createdAt: new Date('2026-11-20T02:00:00Z'),
    ...changes,
  };
}
