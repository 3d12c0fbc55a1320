import type { Draw } from './draw.ts';
import type { Made, Person } from './generated-permits.ts';

const STANDING_DEPUTY = { agency: 'H15.27', official: 'pho-chu-tich-thuong-truc-buon-ma-thuot' } as const;
const DIVISION = 'Phòng Kinh tế, Hạ tầng và Đô thị';

export function decision(draw: Draw, person: Person): Made {
  const parcel = `thửa đất số ${draw.between(1, 900)}, tờ bản đồ số ${draw.between(1, 60)}`;
  return {
    procedure: { code: '1.013949', name: 'Chuyển mục đích sử dụng đất đối với cá nhân' },
    agency: 'H15.27',
    official: 'chu-tich-buon-ma-thuot',
    template: { id: 'quyet-dinh-ca-biet', version: 1 },
    result: { kind: 'KQ.G15.000417', summary: 'Quyết định cho phép chuyển mục đích sử dụng đất' },
    data: {
      subject: 'Về việc cho phép chuyển mục đích sử dụng đất',
      issuer: 'Chủ tịch Ủy ban nhân dân phường Buôn Ma Thuột',
      legalBases: [
        'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
        'Luật Đất đai ngày 18 tháng 01 năm 2024',
      ],
      proposedBy: `Trưởng phòng ${DIVISION.slice('Phòng '.length)} tại Tờ trình số ${draw.between(10, 99)}/TTr-KTHTĐT`,
      articles: [
        {
          text: `Cho phép ông/bà ${person.name}, số định danh cá nhân ${person.identityNumber}, địa chỉ ${person.address}, chuyển mục đích sử dụng ${draw.between(50, 300)} m² đất trồng cây lâu năm sang đất ở tại đô thị đối với ${parcel}.`,
        },
        {
          text: `Quyết định này có hiệu lực kể từ ngày ký. ${DIVISION} và ông/bà ${person.name} thi hành./.`,
        },
      ],
      recipients: ['Như Điều 2'],
    },
  };
}

export function letter(draw: Draw, person: Person): Made {
  const parcel = `thửa đất số ${draw.between(1, 900)}, tờ bản đồ số ${draw.between(1, 60)}`;
  return {
    ...STANDING_DEPUTY,
    procedure: {
      code: '1.008455',
      name: 'Cung cấp thông tin về quy hoạch xây dựng thuộc thẩm quyền của Ủy ban nhân dân cấp xã',
    },
    template: { id: 'cong-van-tra-loi', version: 1 },
    result: { kind: 'KQ.G15.000208', summary: 'Công văn cung cấp thông tin quy hoạch xây dựng' },
    data: {
      subject: `cung cấp thông tin quy hoạch xây dựng ${parcel}`,
      addressees: [`Ông/Bà ${person.name}`],
      request: { document: 'Đơn đề nghị', on: '2026-10-01', sender: `ông/bà ${person.name}` },
      answers: [
        `${parcel.replace('thửa', 'Thửa')}, phường Buôn Ma Thuột, thuộc đất ở mới thấp tầng; mật độ xây dựng tối đa ${draw.between(40, 80)}%, chiều cao tối đa 0${draw.between(2, 5)} tầng.`,
      ],
      informed: 'ông/bà',
      recipients: ['Như trên', DIVISION],
    },
  };
}

export function extract(draw: Draw, person: Person): Made {
  const spouse = (fullName: string, year: number, identityNumber: string) => ({
    fullName,
    birthDate: `${year}-0${draw.between(1, 9)}-${draw.between(10, 28)}`,
    ethnicity: draw.one(['Kinh', 'Ê Đê', 'Gia Rai', 'Mnông', 'Nùng']),
    nationality: 'Việt Nam',
    residence: person.address,
    identityPaper: `Thẻ căn cước số ${identityNumber}`,
  });
  return {
    ...STANDING_DEPUTY,
    procedure: { code: '2.000635', name: 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh' },
    template: { id: 'trich-luc-ket-hon', version: 1 },
    result: { kind: 'KQ.G15.000052', summary: 'Trích lục kết hôn (bản sao)' },
    data: {
      wife: spouse(draw.name(), draw.between(1980, 2000), `0661${draw.between(10_000_000, 99_999_999)}`),
      husband: spouse(person.name, draw.between(1980, 2000), person.identityNumber),
      registration: {
        office: 'Ủy ban nhân dân phường Buôn Ma Thuột, tỉnh Đắk Lắk',
        number: `${draw.between(1, 300)}/2026`,
        date: `2026-0${draw.between(1, 9)}-15`,
      },
    },
  };
}

export function householdBusiness(draw: Draw, person: Person): Made {
  const millions = draw.one([
    { amount: 50_000_000, inWords: 'Năm mươi triệu đồng' },
    { amount: 80_000_000, inWords: 'Tám mươi triệu đồng' },
    { amount: 150_000_000, inWords: 'Một trăm năm mươi triệu đồng' },
  ]);
  const line = draw.one([
    { name: 'Dịch vụ phục vụ đồ uống', code: '5630' },
    { name: 'Sản xuất cà phê', code: '1077' },
    { name: 'Cắt tóc, làm đầu, gội đầu', code: '9631' },
  ]);
  return {
    agency: 'H15.27.03',
    official: 'truong-phong-kinh-te-buon-ma-thuot',
    procedure: { code: '1.001612', name: 'Đăng ký thành lập hộ kinh doanh' },
    template: { id: 'giay-chung-nhan-ho-kinh-doanh', version: 1 },
    result: { kind: 'KQ.G15.000095', summary: 'Giấy chứng nhận đăng ký hộ kinh doanh' },
    data: {
      businessNumber: person.identityNumber,
      firstRegisteredOn: '2026-10-05',
      name: `HỘ KINH DOANH ${person.name.toLocaleUpperCase('vi-VN')}`,
      address: person.address,
      lines: [{ ...line, rank: 'Ngành chính' }],
      capital: millions,
      foundedBy: 'cá nhân',
      owner: {
        fullName: person.name,
        sex: draw.one(['Nam', 'Nữ']),
        birthDate: `19${draw.between(70, 99)}-0${draw.between(1, 9)}-${draw.between(10, 28)}`,
        ethnicity: draw.one(['Kinh', 'Ê Đê', 'Gia Rai', 'Mnông', 'Nùng']),
        nationality: 'Việt Nam',
        identityNumber: person.identityNumber,
        residence: person.address,
      },
    },
  };
}
