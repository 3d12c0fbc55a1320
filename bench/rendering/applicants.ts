import { createHash } from 'node:crypto';

/** What one dossier of an office differs in from the next one's: who applies, where, and for how large a house. */
export interface Applicant {
  readonly dossierCode: string;
  /** at the end of the address in the QR code */
  readonly verifyId: string;
  readonly owners: readonly [Person, Person];
  readonly parcel: string;
  readonly mapSheet: string;
  readonly street: string;
  readonly landRight: string;
  readonly receivedOn: string;
}

interface Person {
  readonly fullName: string;
  readonly identityNumber: string;
  readonly address: string;
}

/** The alphabet of the product's own (functions/platform/ids.ts). */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const ID_LENGTH = 26;
const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương'];
const MIDDLES = ['Văn', 'Thị', 'Quốc', 'Ngọc', 'Minh', 'Hữu', 'Xuân', 'Thanh'];
const GIVEN = [
  'Hùng',
  'Mai',
  'Đạt',
  'Nhung',
  'Phước',
  'Quỳnh',
  'Tuyết',
  'Khoa',
  'Hiếu',
  'Ánh',
  'Dũng',
  'Yến',
];
const HIGHLANDERS = [
  'Y Bhĭu Niê Kdăm',
  'H\u2019Bơ̆ Êban',
  'Y Thơm Mlô',
  'H\u2019Yim Kđoh',
  'Y Khăm Ayŭn',
  'H\u2019Linh Buôn Yă',
];
const STREETS = [
  'Trần Nhật Duật',
  'Lê Duẩn',
  'Nguyễn Tất Thành',
  'Y Jút',
  'Phan Chu Trinh',
  'Mai Hắc Đế',
  'Ama Khê',
  'Hùng Vương',
];

/** One of many: the same number is always the same applicant. */
export function applicant(number: number): Applicant {
  const drawn = createHash('sha512').update(`applicant ${number}`).digest();
  const pick = <Entry>(list: readonly Entry[], at: number): Entry | undefined =>
    list[(drawn[at] ?? 0) % list.length];
  const digits = (at: number, count: number): string =>
    Array.from({ length: count }, (_, index) => (drawn[at + index] ?? 0) % 10).join('');
  const person = (at: number): Person => ({
    fullName: ((drawn[at] ?? 0) % 3 === 0
      ? `${pick(HIGHLANDERS, at + 1)}`
      : `${pick(FAMILIES, at + 1)} ${pick(MIDDLES, at + 2)} ${pick(GIVEN, at + 3)}`
    ).normalize('NFC'),
    identityNumber: `066${digits(at, 9)}`,
    address: `số ${1 + (drawn[at + 4] ?? 0)} đường ${pick(STREETS, at + 5)}, phường Buôn Ma Thuột, tỉnh Đắk Lắk`,
  });
  return {
    dossierCode: `H01.12-2611${10 + (number % 20)}-${digits(40, 4)}`,
    verifyId: Array.from(drawn.subarray(0, ID_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join(''),
    owners: [person(10), person(20)],
    parcel: digits(30, 3),
    mapSheet: digits(33, 2),
    street: `đường ${pick(STREETS, 35)}`,
    landRight: `Giấy chứng nhận quyền sử dụng đất số CS ${digits(44, 6)}, cấp ngày 14/3/20${10 + (number % 16)}`,
    receivedOn: `2026-11-${10 + (number % 20)}`,
  };
}
