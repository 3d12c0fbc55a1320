import type { Agency, Official, PostOffice } from '../../../functions/directory/index.ts';

/** An agency without what only a running stack knows: its key's certificate and its picture's place. */
export type DemoAgency = Omit<Agency, 'seal'> & { readonly parentForCertificate: string };

/** An official without key and picture, with the key's kind and place. */
export type DemoOfficial = Omit<Official, 'key' | 'handwriting'> & {
  readonly keySpec: 'ECC_NIST_P256' | 'RSA_2048';
  /** a token of their own, for which a file beside the stack's data stands, or KMS */
  readonly keyIn: 'kms' | 'token';
};

export const demoAgencies: readonly DemoAgency[] = [
  {
    code: 'H15.27',
    name: 'Ủy ban nhân dân phường Buôn Ma Thuột',
    parentForCertificate: 'Ủy ban nhân dân tỉnh Đắk Lắk',
    place: 'Buôn Ma Thuột',
    address: '01 Lý Nam Đế, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    phone: '0262 3811 027',
    series: [
      { template: 'giay-phep-xay-dung', id: 'GPXD', suffix: '/GPXD-UBND', digits: 2 },
      { template: 'phieu-tu-choi', id: 'PTC', suffix: '/PTC-UBND', digits: 2 },
      { template: 'quyet-dinh-ca-biet', id: 'QD', suffix: '/QĐ-UBND', digits: 2 },
      { template: 'cong-van-tra-loi', id: 'CV', suffix: '/UBND-VP', digits: 2 },
      { template: 'van-ban-xin-loi', id: 'XL', suffix: '/XL-UBND', digits: 2 },
      { template: 'trich-luc-ket-hon', id: 'TLKH', suffix: '/TLKH-BS', digits: 2 },
    ],
    copies: { id: 'SAO', suffix: '/SY-UBND', digits: 2 },
    sealing: {
      mode: 'standing',
      basis: 'Quyết định số 12/QĐ-UBND ngày 02/01/2026 về việc ủy quyền đóng dấu số tự động',
      authorisedBy: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e03',
      since: '2026-01-02',
    },
    office: '631100',
  },
  {
    code: 'H15.27.03',
    name: 'Phòng Kinh tế, Hạ tầng và Đô thị',
    parentName: 'Ủy ban nhân dân phường Buôn Ma Thuột',
    parentForCertificate: 'Ủy ban nhân dân phường Buôn Ma Thuột',
    place: 'Buôn Ma Thuột',
    address: '01 Lý Nam Đế, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    phone: '0262 3811 029',
    series: [{ template: 'giay-chung-nhan-ho-kinh-doanh', id: 'DKHKD', suffix: '/ĐKHKD-KTHTĐT', digits: 2 }],
    sealing: {
      mode: 'standing',
      basis: 'Quyết định số 12/QĐ-UBND ngày 02/01/2026 về việc ủy quyền đóng dấu số tự động',
      authorisedBy: '5d0f6c0e-3f0a-4c39-9a5b-0a1f2c3d4e03',
      since: '2026-01-02',
    },
    office: '631100',
  },
  {
    code: 'H15.12',
    name: 'Sở Xây dựng',
    parentName: 'Ủy ban nhân dân tỉnh Đắk Lắk',
    parentForCertificate: 'Ủy ban nhân dân tỉnh Đắk Lắk',
    place: 'Đắk Lắk',
    address: '15 Hùng Vương, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    phone: '0262 3855 012',
    series: [
      { template: 'giay-phep-xay-dung', id: 'GPXD', suffix: '/GPXD-SXD', digits: 2 },
      { template: 'phieu-tu-choi', id: 'PTC', suffix: '/PTC-SXD', digits: 2 },
      { template: 'quyet-dinh-ca-biet', id: 'QD', suffix: '/QĐ-SXD', digits: 2 },
      { template: 'cong-van-tra-loi', id: 'CV', suffix: '/SXD-VP', digits: 2 },
      { template: 'van-ban-xin-loi', id: 'XL', suffix: '/XL-SXD', digits: 2 },
    ],
    copies: { id: 'SAO', suffix: '/SY-SXD', digits: 2 },
    sealing: { mode: 'by-hand' },
    office: '631100',
  },
];

/** Mã TTHC; those of planning and land use are from memory. */
const procedures = {
  constructionPermit: '1.013225',
  planningInformation: '1.008455',
  landUseChange: '1.013949',
  registerExtract: '2.000635',
  householdBusiness: '1.001612',
} as const;

const committee = { collective: 'Ủy ban nhân dân' } as const;
const deputyOfCommittee = { capacity: 'deputy', ...committee, headTitle: 'Chủ tịch' } as const;

export const demoOfficials: readonly DemoOfficial[] = [
  {
    id: 'chu-tich-buon-ma-thuot',
    agency: 'H15.27',
    name: 'Trần Hữu Nghĩa',
    title: 'Chủ tịch',
    authorities: [
      { capacity: 'head', ...committee, procedures: [procedures.constructionPermit] },
      // The land law has the chairman decide, not the committee.
      { capacity: 'head', procedures: [procedures.landUseChange] },
    ],
    keySpec: 'ECC_NIST_P256',
    keyIn: 'kms',
  },
  {
    id: 'pho-chu-tich-buon-ma-thuot',
    agency: 'H15.27',
    name: 'Nguyễn Thị Kim Liên',
    title: 'Phó Chủ tịch',
    authorities: [{ ...deputyOfCommittee, procedures: [procedures.constructionPermit] }],
    keySpec: 'ECC_NIST_P256',
    keyIn: 'token',
  },
  {
    id: 'pho-chu-tich-thuong-truc-buon-ma-thuot',
    agency: 'H15.27',
    name: 'Đỗ Thị Bích Phượng',
    title: 'Phó Chủ tịch',
    authorities: [
      {
        ...deputyOfCommittee,
        procedures: [procedures.planningInformation, procedures.registerExtract],
      },
    ],
    keySpec: 'ECC_NIST_P256',
    keyIn: 'kms',
  },
  {
    id: 'truong-phong-kinh-te-buon-ma-thuot',
    agency: 'H15.27.03',
    name: 'Y Wăn Ayŭn',
    title: 'Trưởng phòng',
    authorities: [{ capacity: 'head', procedures: [procedures.householdBusiness] }],
    keySpec: 'ECC_NIST_P256',
    keyIn: 'kms',
  },
  {
    id: 'giam-doc-so-xay-dung',
    agency: 'H15.12',
    name: 'H’Yăm Bkrông',
    title: 'Giám đốc',
    authorities: [{ capacity: 'head', procedures: [procedures.constructionPermit] }],
    keySpec: 'RSA_2048',
    keyIn: 'kms',
  },
];

export const demoPostOffices: readonly PostOffice[] = [
  {
    code: '631100',
    name: 'Bưu cục Buôn Ma Thuột',
    address: '06 Lê Duẩn, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
    phone: '0262 3852 500',
  },
];
