import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldProblems } from './field-problems.ts';

const body = z.strictObject({
  day: z.iso.date(),
  time: z.iso.datetime({ offset: true }),
  email: z.email(),
  order: z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('reissue') }),
    z.strictObject({ action: z.enum(['revoke', 'keep']) }),
  ]),
  postcode: z.string().regex(/^\d{5}$/),
  either: z.union([z.literal(1), z.strictObject({})]),
});
const right = {
  day: '2026-11-23',
  time: '2026-11-23T09:30:00+07:00',
  email: 'a@example.vn',
  order: { action: 'revoke' },
  postcode: '63000',
  either: 1,
};

function told(change: object) {
  const checked = body.safeParse({ ...right, ...change }, { reportInput: true });
  return checked.error
    ? fieldProblems(checked.error).map(({ field, rule, message }) => [field, rule, message.vi])
    : [];
}

describe('a problem of a field', () => {
  it('is none where the body is right, with the times the messages give as examples', () => {
    expect(told({})).toEqual([]);
    expect(told({ time: '2026-11-23T02:30:00Z' })).toEqual([]);
  });

  it.each([
    ['a day in another form', 'day', '23/11/2026', 'wrong-form', 'NNNN-TT-NN'],
    ['a day no calendar has', 'day', '2026-02-30', 'impossible-day', 'Lịch không có ngày này'],
    ['a time without its zone', 'time', '2026-11-23T09:30:00', 'wrong-form', '2026-11-23T09:30:00+07:00'],
    ['no e-mail address', 'email', 'a@', 'wrong-form', 'địa chỉ thư điện tử'],
    ['a text of a form without a name', 'postcode', '1', 'wrong-form', 'mẫu quy định'],
    ['none of several kinds', 'either', 2, 'wrong-form', 'mẫu quy định'],
  ])('tells of %s what is wanted', (_, field, value, rule, words) => {
    expect(told({ [field]: value })).toEqual([[field, rule, expect.stringContaining(words)]]);
  });

  it('names the choices where the field that decides the kind has none of them', () => {
    const choices = 'Phải là một trong: reissue, revoke, keep.';
    expect(told({ order: { action: 'burn' } })).toEqual([['order.action', 'not-a-choice', choices]]);
    expect(told({ order: {} })).toEqual([['order.action', 'not-a-choice', choices]]);
  });

  it('calls no body a dossier that is none', () => {
    const [[field, rule, message] = []] = told({ extra: 1 });
    expect([field, rule]).toEqual(['extra', 'unknown-field']);
    expect(message).not.toMatch(/hồ sơ/i);
  });
});
