import { describe, expect, it } from 'vitest';
import { official as chairman } from '../../test/support/province.ts';
import { official } from './entries.ts';
import {
  authorityFor,
  authorityLines,
  signingAuthority,
  type SigningAuthority,
} from './signing-authority.ts';

const procedures = ['1.013225'];
const collective = 'Ủy ban nhân dân';
const act = { document: 'Quyết định số 45/QĐ-UBND ngày 01/7/2026', from: '2026-07-01' };
const mandate: SigningAuthority = {
  capacity: 'by-mandate',
  headTitle: 'Chủ tịch',
  act: { ...act, until: '2026-12-31' },
  procedures,
};

describe('quyền hạn, chức vụ above a signature', () => {
  it.each<[string, SigningAuthority, string, string[]]>([
    ['a head', { capacity: 'head', procedures }, 'Giám đốc', ['GIÁM ĐỐC']],
    [
      'a head on behalf of the collective',
      { capacity: 'head', collective, procedures },
      'Chủ tịch',
      ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
    ],
    [
      'somebody given the head’s powers',
      { capacity: 'acting', headTitle: 'Giám đốc', act, procedures },
      'Phó Giám đốc',
      ['Q. GIÁM ĐỐC'],
    ],
    [
      'a deputy, head’s and own title on two lines',
      { capacity: 'deputy', headTitle: 'Giám đốc', procedures },
      'Phó Giám đốc',
      ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
    ],
    [
      'a deputy on behalf of the collective',
      { capacity: 'deputy', collective, headTitle: 'Chủ tịch', procedures },
      'Phó Chủ tịch',
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    ],
    [
      'a unit’s head by order',
      { capacity: 'by-order', headTitle: 'Chủ tịch', act, procedures },
      'Chánh Văn phòng',
      ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
    ],
    [
      'the deputy of a unit’s head by order',
      { capacity: 'by-order', headTitle: 'Chủ tịch', unitHeadTitle: 'Chánh Văn phòng', act, procedures },
      'Phó Chánh Văn phòng',
      ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
    ],
    ['a mandatary', mandate, 'Giám đốc Sở Xây dựng', ['TUQ. CHỦ TỊCH', 'GIÁM ĐỐC SỞ XÂY DỰNG']],
  ])('is written as the decree writes it for %s', (_, authority, title, lines) => {
    expect(authorityLines(authority, title)).toEqual(lines);
  });
});

describe('an authority', () => {
  const deputy = { title: 'Phó Chủ tịch', authorities: [mandate] };

  it('covers its own procedures, from the first day of its act to the last', () => {
    const on = (day: string, procedure = '1.013225') => authorityFor(deputy, procedure, day);
    expect(on('2026-06-30')).toBeUndefined();
    expect(on('2026-07-01')).toBe(mandate);
    expect(on('2026-12-31')).toBe(mandate);
    expect(on('2027-01-01')).toBeUndefined();
    expect(on('2026-07-01', '1.000001')).toBeUndefined();
  });

  it('by mandate has a written act with an end, and is not passed on to a deputy', () => {
    const problems = (change: object) => signingAuthority.safeParse({ ...mandate, ...change }).error?.issues;
    expect(problems({ act })).toMatchObject([{ path: ['act', 'until'] }]);
    expect(problems({ act: undefined })).toMatchObject([{ path: ['act'] }]);
    expect(problems({ unitHeadTitle: 'Chánh Văn phòng' })).toMatchObject([{ keys: ['unitHeadTitle'] }]);
  });

  it('never leaves in doubt which of two is printed on a day', () => {
    const entry = (authorities: SigningAuthority[]) =>
      official.safeParse({ ...chairman, authorities }).success;
    const renewed = { ...mandate, act: { ...mandate.act, from: '2027-01-01', until: '2027-06-30' } };
    const early = { ...mandate, act: { ...mandate.act, from: '2026-12-31', until: '2027-06-30' } };
    const head: SigningAuthority = { capacity: 'head', procedures: ['1.000001'] };
    expect(entry([mandate, renewed, head])).toBe(true);
    expect(entry([mandate, early])).toBe(false);
    expect(entry([mandate, { ...head, procedures }])).toBe(false);
  });
});
