import type { Submission } from './dossier-files.ts';
import { Draw } from './draw.ts';
import { apology, permit, refusal, type Made, type Person } from './generated-permits.ts';
import { decision, extract, householdBusiness, letter } from './generated-results.ts';

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

/** Permits most of all, as at a commune's desk. */
const RESULTS: readonly ((draw: Draw, person: Person) => Made)[] = [
  permit,
  permit,
  permit,
  refusal,
  decision,
  letter,
  extract,
  householdBusiness,
  apology,
];

/** Makes up resolved dossiers: every template, every channel, varied names; reproducible by seed. */
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
  const person = { name, identityNumber, address: `${line}, ${ward.name}, tỉnh Đắk Lắk` };
  const made = draw.one(RESULTS)(draw, person);
  const day = 1 + Math.floor(index / 9_999);
  return {
    ...made,
    code: `${made.agency}-2610${String(day).padStart(2, '0')}-${String((index % 9_999) + 1).padStart(4, '0')}`,
    revision: 1,
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
  };
}
