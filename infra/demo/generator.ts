import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Submission } from './dossier-files.ts';

const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
];
const MIDDLE = [
  'Thị Hồng',
  'Văn',
  'Quốc',
  'Thị Kim',
  'Hữu',
  'Đức',
  'Thị Ngọc',
  'Minh',
  'Xuân',
  'Thanh',
  'Bảo',
];
const GIVEN = [
  'Hạnh',
  'Bảo',
  'Oanh',
  'Trung',
  'Huyền',
  'Phúc',
  'Thảo',
  'Dũng',
  'Tuệ',
  'Nghĩa',
  'Quỳnh',
  'Kỳ',
  'Ẩn',
];
const HIGHLAND = ['Y Bhĭu Niê Kdăm', "H'Bơ̆ Êban", 'Y Wŏ Mlô', "H'Linh Niê", 'Y Thịnh Ayŭn', "H'Hen Niê"];
const STREET = [
  'Trần Hưng Đạo',
  'Y Ngông',
  'Phan Chu Trinh',
  'Nơ Trang Lơng',
  'Lý Thường Kiệt',
  'Lê Duẩn',
  'Y Jút',
];
const WARD = [
  { code: '24133', name: 'phường Buôn Ma Thuột' },
  { code: '24163', name: 'phường Tân Lập' },
];
const CHANNELS = [['link'], ['post'], ['counter'], ['link', 'post'], ['link', 'counter']];

/** Draws from lists and ranges, the same way for the same seed. */
class Draw {
  readonly #generator: RandomGenerator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  between(least: number, most: number): number {
    return uniformInt(this.#generator, least, most);
  }

  one<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const drawn = list[this.between(0, list.length - 1)];
    if (drawn === undefined) throw new RangeError('nothing to draw from');
    return drawn;
  }

  name(): string {
    if (this.between(1, 6) === 1) return this.one(HIGHLAND);
    return `${this.one(FAMILY)} ${this.one(MIDDLE)} ${this.one(GIVEN)}`;
  }
}

/** Makes up resolved dossiers: permits and refusals, every channel, varied names; reproducible by seed. */
export function generateDossiers(count: number, seed: number): Submission[] {
  const draw = new Draw(seed);
  return Array.from({ length: count }, (_, index) => ({
    source: `--count ${count} --seed ${seed} #${index + 1}`,
    dossier: makeDossier(draw, index),
  }));
}

function makeDossier(draw: Draw, index: number) {
  const name = draw.name();
  const ward = draw.one(WARD);
  const line = `${draw.between(1, 300)} đường ${draw.one(STREET)}`;
  const identityNumber = `066${draw.between(0, 1)}${String(draw.between(0, 99_999_999)).padStart(8, '0')}`;
  const phone = `09${String(draw.between(0, 99_999_999)).padStart(8, '0')}`;
  const email = `nguoi.dan.${index + 1}@example.vn`;
  const channels = draw.one(CHANNELS);
  const refused = draw.between(1, 5) === 1;
  const person = { name, identityNumber, address: `${line}, ${ward.name}, tỉnh Đắk Lắk` };
  const day = 1 + Math.floor(index / 9_999);
  return {
    code: `H15.27-2610${String(day).padStart(2, '0')}-${String((index % 9_999) + 1).padStart(4, '0')}`,
    revision: 1,
    procedure: { code: '1.013225', name: 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ' },
    agency: 'H15.27',
    official: 'chu-tich-buon-ma-thuot',
    template: { id: refused ? 'phieu-tu-choi' : 'giay-phep-xay-dung', version: 1 },
    applicant: { name, identityNumber, phone, email },
    delivery: {
      ...(channels.includes('link') && { link: { email } }),
      ...(channels.includes('post') && {
        post: {
          recipientName: name,
          phone,
          address: { line, ward, province: { code: '66', name: 'tỉnh Đắk Lắk' }, postcode: '63000' },
        },
      }),
      ...(channels.includes('counter') && { counter: {} }),
    },
    acceptedOn: '2026-10-01',
    dueOn: '2026-12-31',
    result: refused
      ? { kind: 'KQ.G15.000301', summary: 'Phiếu từ chối giải quyết hồ sơ cấp giấy phép xây dựng' }
      : { kind: 'KQ.G15.000123', summary: 'Giấy phép xây dựng nhà ở riêng lẻ' },
    data: refused ? refusalData(draw, person) : permitData(draw, person),
  };
}

interface Person {
  readonly name: string;
  readonly identityNumber: string;
  readonly address: string;
}

function permitData(draw: Draw, person: Person) {
  const groundFloorArea = draw.between(400, 1600) / 10;
  const floors = draw.between(1, 5);
  return {
    receivedOn: '2026-10-01',
    owners: [{ fullName: person.name, identityNumber: person.identityNumber, address: person.address }],
    project: {
      name: `Nhà ở gia đình ông/bà ${person.name}`,
      kind: 'Nhà ở riêng lẻ',
      grade: floors > 2 ? 'cấp III' : 'cấp IV',
      parcel: String(draw.between(1, 900)),
      mapSheet: String(draw.between(1, 60)).padStart(2, '0'),
      address: person.address,
      landRight: `Giấy chứng nhận quyền sử dụng đất số CS ${draw.between(100_000, 999_999)}`,
    },
    design: {
      documents: `Hồ sơ thiết kế ký hiệu NO-${draw.between(1, 99)}/2026`,
      author: 'Công ty TNHH Kiến trúc Ban Mê',
    },
    limits: {
      groundLevel: `Cao hơn mặt vỉa hè hiện trạng 0,${draw.between(15, 45)} m`,
      redLine: 'Cách tim đường 10,0 m',
      buildingLine: `Lùi ${draw.between(0, 5)},0 m so với chỉ giới đường đỏ`,
      densityPercent: draw.between(40, 95),
      floorAreaRatio: draw.between(4, 40) / 10,
    },
    building: {
      groundFloorArea,
      totalFloorArea: Math.round(groundFloorArea * floors * 10) / 10,
      floors: `${String(floors).padStart(2, '0')} tầng`,
      height: 3.6 * floors + 1.5,
    },
    startWithinMonths: 12,
  };
}

function refusalData(draw: Draw, person: Person) {
  return {
    receivedOn: '2026-10-01',
    applicant: { fullName: person.name, identityNumber: person.identityNumber, address: person.address },
    procedure: 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ',
    reasons: [
      {
        reason: draw.one([
          'Vị trí đề nghị xây dựng không phù hợp với quy hoạch phân khu đã được phê duyệt.',
          'Bản vẽ thiết kế không thể hiện chỉ giới xây dựng và giải pháp bảo đảm an toàn cho công trình liền kề.',
          'Thửa đất đề nghị cấp phép đang có tranh chấp, Tòa án nhân dân khu vực đã thụ lý vụ án.',
        ]),
        basis: 'Điều 49 Nghị định số 217/2026/NĐ-CP',
      },
    ],
  };
}
