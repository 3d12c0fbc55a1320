import { describe, expect, it } from 'vitest';
import { VALID_UNTIL, createTestAuthority } from '../testing/test-keys.ts';
import { certificateExpiry } from './certificate-expiry.ts';

const authority = await createTestAuthority('Gốc');
const notAfter = new Date('2028-06-01T00:00:00Z');
const { certificate } = await authority.issue({ subject: 'Nguyễn Văn Hoà', key: 'p256', notAfter });
const before = (days: number, end = notAfter) => new Date(end.getTime() - days * 86_400_000);

describe('the expiry of a certificate', () => {
  it.each([
    [61, undefined],
    [60, 60],
    [31, 60],
    [30, 30],
    [8, 30],
    [7, 7],
    [0, 7],
    [-1, 7],
  ])('%i days before warns of %s', (days, warning) => {
    expect(certificateExpiry([certificate], before(days))).toEqual({ notAfter, daysLeft: days, warning });
  });

  it('counts whole days, and none twice', () => {
    const almost = new Date(before(30).getTime() + 1);
    expect(certificateExpiry([certificate], almost)).toMatchObject({ daysLeft: 29, warning: 30 });
  });

  it('is unknown where a certificate cannot be read', () => {
    expect(certificateExpiry([certificate, new Uint8Array(3)], before(90))).toBeUndefined();
    expect(certificateExpiry([], before(90))).toBeUndefined();
  });

  it('is that of the issuer where the issuer ends first', async () => {
    const longer = new Date('2040-01-01T00:00:00Z');
    const leaf = await authority.issue({ subject: 'Hoà', key: 'p256', notAfter: longer });
    const now = before(5, VALID_UNTIL);
    expect(certificateExpiry([leaf.certificate, authority.certificate], now)).toMatchObject({ daysLeft: 5 });
  });
});
