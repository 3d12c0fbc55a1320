import { PLACES, SIZES } from '../../../functions/rendering/index.ts';

/** The sheet in pixels of the picture: four to a millimetre. */
const SCALE = 4;
const [WIDTH, HEIGHT] = [210, 297];

/** Decree 30/2020's own scheme of places (Appendix I, Phần I, mục IV), redrawn from the data as SVG. */
export function decreeScheme(): string {
  const boxes = PLACES.map(({ place, block, box: [left, top, width, height] }) => {
    const line = block === undefined ? ' stroke-dasharray="6 5"' : '';
    const [x, y, w, h] = [left, top, width, height].map((millimetres) => millimetres * SCALE);
    const label = `<text x="${left * SCALE + 8}" y="${(top + height / 2) * SCALE + 9}">${place}</text>`;
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}"${line}/>${label}`;
  });
  const size = [WIDTH * SCALE, HEIGHT * SCALE];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(' ')}" width="${size[0]}" height="${size[1]}">` +
    `<rect width="${size[0]}" height="${size[1]}" fill="#fff" stroke="#666"/>` +
    `<g fill="none" stroke="#333" stroke-width="2">${boxes.join('')}</g>` +
    '<style>text{font:26px sans-serif;fill:#111;stroke:none}</style></svg>\n'
  );
}

const SIZE_NAMES: Readonly<Record<string, string>> = {
  pageNumber: 'số trang',
  nation: 'Quốc hiệu',
  motto: 'Tiêu ngữ',
  agency: 'tên cơ quan',
  number: 'số, ký hiệu',
  placeAndDate: 'địa danh, thời gian',
  title: 'tên loại, trích yếu',
  subject: 'trích yếu công văn',
  body: 'nội dung',
  authority: 'quyền hạn, chức vụ, họ tên',
  addressees: 'Kính gửi',
  recipientsLabel: 'Nơi nhận',
  recipients: 'danh sách nơi nhận',
  appendixLabel: 'Phụ lục',
  appendixTitle: 'tên phụ lục',
};

/** What the decree allows and what is drawn, as a table. */
export function sizesTable(): string {
  const rows = Object.entries(SIZES).map(
    ([
      name,
      {
        article,
        within: [least, most],
        used,
      },
    ]) => {
      const allowed = least === most ? String(least) : `${least}–${most}`;
      return `| ${SIZE_NAMES[name] ?? name} | ${article} | ${allowed} | ${used} |`;
    },
  );
  return ['| element | Appendix I | allowed, pt | drawn, pt |', '|---|---|---|---|', ...rows].join('\n');
}

/** The places and the blocks that draw them, as a table. */
export function placesTable(): string {
  const rows = PLACES.map(
    ({ place, what, block }) => `| ${place} | ${what} | ${block ? `\`${block}\`` : 'not on results'} |`,
  );
  return ['| ô | element | block |', '|---|---|---|', ...rows].join('\n');
}
