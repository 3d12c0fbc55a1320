import { beforeAll, describe, expect, it } from 'vitest';
import { countPages, renderPageBitmap, sharedTypeface, type Typeface } from '../rendering/index.ts';
import { expectPicture } from '../rendering/testing/expect-picture.ts';
import { readCodes } from '../rendering/testing/read-codes.ts';
import { TEMPLATES } from '../rendering/testing/sample-input.ts';
import { drawPostalLabel, type PostalLabel } from './label.ts';

const LABEL: PostalLabel = {
  order: 'KQ26112400017',
  dossier: 'H15.12-261112-0001',
  service: 'Trả kết quả giải quyết thủ tục hành chính',
  sender: {
    name: 'Ủy ban nhân dân phường Buôn Ma Thuột',
    address: 'Số 01 đường Lý Nam Đế, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    phone: '0262 3852 000',
  },
  recipient: {
    name: "H'Bơ̆ Êban".normalize('NFC'),
    address: 'Buôn Akô Dhông, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    phone: '0905 123 456',
  },
  createdAt: new Date('2026-11-24T02:00:00Z'),
};
/** What a desk printer puts on paper, and a hand scanner reads: 203 dots per inch of 105 mm. */
const PRINTED_WIDTH = 839;

let typeface: Typeface;
beforeAll(async () => {
  typeface = await sharedTypeface(TEMPLATES);
});

describe('a postal label', () => {
  it('is read by a scanner, bar code and QR code alike, as a desk printer prints it', async () => {
    for (const order of ['KQ26112400017', 'KQ-H15.12-261112-0001-R2']) {
      const pdf = await drawPostalLabel({ ...LABEL, order }, typeface);
      const found = await readCodes(await renderPageBitmap(pdf, 0, PRINTED_WIDTH));
      expect(found).toEqual([`Code128:${order}`, `QRCode:${order}`]);
    }
  });

  it('looks as it was looked at and approved', async () => {
    const pdf = await drawPostalLabel(LABEL, typeface);
    expectPicture('label', await renderPageBitmap(pdf, 0, 420));
  });

  it('sets long names and addresses smaller instead of clipping them', async () => {
    const pdf = await drawPostalLabel(
      {
        ...LABEL,
        recipient: {
          name: 'Công ty trách nhiệm hữu hạn một thành viên thương mại dịch vụ và sản xuất '.repeat(2).trim(),
          address: `${'Số nhà 123/45/67 đường Nguyễn Thị Minh Khai nối dài, tổ dân phố số 12, '.repeat(4)}Đắk Lắk`,
          phone: '0905 123 456',
        },
      },
      typeface,
    );
    expect(await countPages(pdf)).toBe(1);
    expectPicture('label-long', await renderPageBitmap(pdf, 0, 420));
  });

  it('has room for the longest name and address a dossier may have', async () => {
    const capitals = (length: number) => 'NGUYỄN THỊ MINH KHƯƠNG '.repeat(20).slice(0, length).trim();
    const sender = { name: capitals(100), address: capitals(150), phone: '0262 3852 000' };
    const address = [200, 100, 100, 100].map(capitals).join(', ');
    const recipient = { name: capitals(150), address: `${address}, 63000`, phone: '+84905123456' };
    const pdf = await drawPostalLabel({ ...LABEL, sender, recipient }, typeface);
    expect(await countPages(pdf)).toBe(1);
    expect(await readCodes(await renderPageBitmap(pdf, 0, PRINTED_WIDTH))).toHaveLength(2);
  });

  it('is refused when the address fits in no readable size', async () => {
    const recipient = { ...LABEL.recipient, address: 'đường Nguyễn Thị Minh Khai '.repeat(150) };
    await expect(drawPostalLabel({ ...LABEL, recipient }, typeface)).rejects.toThrow('do not fit the label');
  });

  it.each(['KQ-ĐẮK', 'K'.repeat(60)])('is refused for an order code no bar code holds: %s', async (order) => {
    await expect(drawPostalLabel({ ...LABEL, order }, typeface)).rejects.toThrow(RangeError);
  });

  it('gives the same bytes for the same order', async () => {
    const [first, second] = [await drawPostalLabel(LABEL, typeface), await drawPostalLabel(LABEL, typeface)];
    expect(Buffer.compare(first, second)).toBe(0);
  });
});
