import { readFile } from 'node:fs/promises';
import type { Agency, Directory, Official } from '../../functions/directory/index.ts';
import type { Dossier } from '../../functions/intake/index.ts';

const certificates = ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'];

/** A commune's People's Committee (UBND phường) that seals by standing authorisation. */
export const agency: Agency = {
  code: 'H01.12',
  name: 'ỦY BAN NHÂN DÂN PHƯỜNG BUÔN MA THUỘT',
  place: 'Buôn Ma Thuột',
  address: 'Số 1 đường Lý Nam Đế, phường Buôn Ma Thuột, tỉnh Đắk Lắk',
  phone: '02623812345',
  series: [
    { template: 'giay-phep-xay-dung', id: 'GPXD', suffix: '/GPXD-UBND', digits: 2 },
    { template: 'phieu-tu-choi', id: 'TC', suffix: '/PTC-UBND', digits: 2 },
  ],
  seal: {
    key: { route: 'kms', keyId: 'alias/seal', algorithm: 'RSASSA_PKCS1_V1_5_SHA_256', certificates },
    picture: 'directory/seal.png',
    diameterMm: 36,
  },
  sealing: { mode: 'standing', basis: 'QĐ 12/QĐ-UBND', authorisedBy: 'van-thu-1', since: '2026-07-01' },
  office: '630000',
};

export const official: Official = {
  id: 'chu-tich-1',
  agency: agency.code,
  name: 'H’Yim Kđoh',
  title: 'Chủ tịch',
  authorities: [{ capacity: 'head', collective: 'Ủy ban nhân dân', procedures: ['1.013225'] }],
  key: { route: 'kms', keyId: 'alias/official', algorithm: 'ECDSA_SHA_256', certificates },
  handwriting: 'directory/handwriting.png',
};

/** A second agency with an official of its own, whom nothing of the first one's concerns. */
export const otherAgency: Agency = { ...agency, code: 'H01.13', sealing: { mode: 'by-hand' } };
export const otherOfficial: Official = { ...official, id: 'chu-tich-2', agency: otherAgency.code };

export async function fillDirectory(directory: Directory): Promise<void> {
  await directory.putAgency(agency);
  await directory.putAgency(otherAgency);
  await directory.putOfficial(official);
  await directory.putOfficial(otherOfficial);
}

let dossiers = 0;

/** A building permit for the counter, with a code of its own; what a test is about is given in `change`. */
export async function sampleDossier(change: Partial<Dossier> = {}): Promise<Dossier> {
  const sample = new URL('../../templates/giay-phep-xay-dung/1/sample.json', import.meta.url);
  const data: Dossier['data'] = JSON.parse(await readFile(sample, 'utf8'));
  return {
    code: `H01.12-261112-${String((dossiers += 1)).padStart(4, '0')}`,
    revision: 1,
    procedure: { code: '1.013225', name: 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ' },
    agency: agency.code,
    official: official.id,
    template: { id: 'giay-phep-xay-dung', version: 1 },
    applicant: { name: 'Y Bhĭu Niê Kdăm', identityNumber: '066090001234' },
    delivery: { counter: {} },
    acceptedOn: '2026-11-12',
    dueOn: '2026-11-23',
    result: { kind: 'KQ.G15.000123', summary: 'Giấy phép xây dựng nhà ở riêng lẻ' },
    data,
    ...change,
  };
}
