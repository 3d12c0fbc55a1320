import type { Draw } from './draw.ts';

/** Whom a result is for. */
export interface Person {
  readonly name: string;
  readonly identityNumber: string;
  readonly address: string;
}

/** What depends on the kind of result: who issues it by which procedure, and its data. */
export interface Made {
  readonly procedure: { readonly code: string; readonly name: string };
  readonly agency: string;
  readonly official: string;
  readonly template: { readonly id: string; readonly version: 1 };
  readonly result: { readonly kind: string; readonly summary: string };
  readonly data: object;
}

const CONSTRUCTION = {
  procedure: { code: '1.013225', name: 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ' },
  agency: 'H15.27',
  official: 'chu-tich-buon-ma-thuot',
} as const;

export function permit(draw: Draw, person: Person): Made {
  return {
    ...CONSTRUCTION,
    template: { id: 'giay-phep-xay-dung', version: 1 },
    result: { kind: 'KQ.G15.000123', summary: 'Giấy phép xây dựng nhà ở riêng lẻ' },
    data: permitData(draw, person),
  };
}

export function refusal(draw: Draw, person: Person): Made {
  return {
    ...CONSTRUCTION,
    template: { id: 'phieu-tu-choi', version: 1 },
    result: { kind: 'KQ.G15.000301', summary: 'Phiếu từ chối giải quyết hồ sơ cấp giấy phép xây dựng' },
    data: refusalData(draw, person),
  };
}

export function apology(draw: Draw, person: Person): Made {
  return {
    ...CONSTRUCTION,
    template: { id: 'van-ban-xin-loi', version: 1 },
    result: { kind: 'KQ.G15.000302', summary: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết' },
    data: {
      applicant: { salutation: 'Ông/Bà', fullName: `Ông/Bà ${person.name}`, address: person.address },
      procedure: CONSTRUCTION.procedure.name,
      receivedOn: '2026-10-01',
      receivedAt: 'Trung tâm Phục vụ hành chính công phường Buôn Ma Thuột',
      promisedOn: '2026-10-12',
      reason: draw.one([
        'Phải chờ ý kiến của cơ quan quản lý đường bộ về chỉ giới đường đỏ.',
        'Mưa lớn kéo dài, Tổ thẩm định chưa kiểm tra được hiện trạng công trình liền kề.',
      ]),
      newDate: `2026-10-${draw.between(15, 30)}`,
    },
  };
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
