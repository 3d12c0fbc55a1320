import { describe, expect, it } from 'vitest';
import { sampleDossier } from '../../test/support/province.ts';
import { checkDossier, dossierJsonSchema, isDossierCode } from './index.ts';

const problems = (value: unknown) => {
  const checked = checkDossier(value);
  return checked.ok ? [] : (checked.problems ?? []).map(({ field, rule }) => `${field}: ${rule}`);
};
const refusal = (value: unknown) => {
  const checked = checkDossier(value);
  return checked.ok ? 'accepted' : `${checked.status} ${checked.code}`;
};

describe('a dossier code', () => {
  it.each([
    '000.00.12.H01-230115-0001',
    'H01.12-261123-0001',
    'H01-261123-0001',
    'G22.99.05.0123-240229-9999',
  ])('may be %s', (code) => {
    expect(isDossierCode(code)).toBe(true);
  });

  it.each([
    'H01.12-261323-0001',
    'H01.12-250229-0001',
    'H01.12-261123-001',
    'h01.12-261123-0001',
    'Z01.12-261123-0001',
    '00.00.12.H01-230115-0001',
    'H01.12-261123-0001\n',
    `H01${'.1234'.repeat(7)}-261123-0001`,
  ])('may not be %j', (code) => {
    expect(isDossierCode(code)).toBe(false);
  });
});

describe('a submitted dossier', () => {
  it('is accepted exactly as it was submitted', async () => {
    const submitted = await sampleDossier();
    expect(checkDossier(structuredClone(submitted))).toEqual({ ok: true, value: submitted });
  });

  it('is refused naming each missing, surplus and malformed field', async () => {
    const { agency: _, ...lacking } = await sampleDossier();
    const applicant = { ...lacking.applicant, identityNumber: '66090001234', nickname: 'Bhĭu' };
    const spoiled = { ...lacking, applicant, revision: 1.5, extra: 1, dueOn: '2026-02-30' };
    expect(problems(spoiled)).toEqual([
      'revision: wrong-type',
      'agency: missing',
      'applicant.identityNumber: wrong-form',
      'applicant.nickname: unknown-field',
      'dueOn: impossible-day',
      'extra: unknown-field',
    ]);
    expect(refusal(spoiled)).toBe('422 dossier-invalid');
  });

  it('of another form is told which form is meant, in both languages', async () => {
    const sample = await sampleDossier();
    const checked = checkDossier({
      ...sample,
      applicant: { ...sample.applicant, identityNumber: '66090001234', phone: '905 123 456' },
      result: { ...sample.result, kind: 'giấy phép' },
    });
    const told = checked.ok ? [] : (checked.problems ?? []).map(({ field, message }) => [field, message]);
    expect(told).toEqual([
      [
        'applicant.identityNumber',
        {
          vi: 'Giá trị chưa đúng mẫu quy định. Cần: 12 chữ số.',
          en: 'The value does not have the required form. Needed: 12 digits.',
        },
      ],
      [
        'applicant.phone',
        expect.objectContaining({ vi: expect.stringContaining('bắt đầu bằng 0 hoặc +84') }),
      ],
      ['result.kind', expect.objectContaining({ vi: expect.stringContaining('Chữ không dấu, chữ số') })],
    ]);
  });

  it('is refused without a way of return, and with a due day before its acceptance', async () => {
    expect(problems(await sampleDossier({ delivery: {} }))).toEqual(['delivery: no-channel']);
    expect(problems(await sampleDossier({ dueOn: '2026-11-11' }))).toEqual(['dueOn: before-accepted']);
  });

  it('is refused when a text is too long or empty, or a choice is not offered', async () => {
    const post = {
      recipientName: '',
      phone: '0905123456',
      service: 'pigeon',
      address: {
        line: 'ố'.repeat(201),
        ward: { code: '24121', name: 'Buôn Ma Thuột' },
        province: { code: '66', name: 'Đắk Lắk' },
      },
    };
    expect(problems({ ...(await sampleDossier()), delivery: { post } })).toEqual([
      'delivery.post.recipientName: too-short',
      'delivery.post.address.line: too-long',
      'delivery.post.service: not-a-choice',
    ]);
  });

  it('is refused, not silently changed, when a text is decomposed or mixed Unicode', async () => {
    const name = 'Nguyễn Thị Hồng'.normalize('NFD');
    const mixed = `Trần ${'Ngọc'.normalize('NFD')} Ánh`;
    const submitted = await sampleDossier({ applicant: { name, identityNumber: '066090001234' } });
    const data = { owners: [{ fullName: mixed }] };
    expect(problems({ ...submitted, data })).toEqual([
      'applicant.name: text-not-nfc',
      'data.owners[0].fullName: text-not-nfc',
    ]);
    expect(refusal({ ...submitted, data })).toBe('422 text-not-nfc');
  });

  it('is refused naming texts and form at once, and no field twice for the same cause', async () => {
    const { official: _, ...lacking } = await sampleDossier();
    const applicant = { ...lacking.applicant, name: 'Hạnh'.normalize('NFD').repeat(30) };
    const unseen = { [`x\u200b`]: 1, code: `${lacking.code}\u0007` };
    const spoiled = { ...lacking, ...unseen, applicant, dueOn: 'mai', extra: 1 };
    expect(problems(spoiled)).toEqual([
      'code: control-character',
      'applicant.name: text-not-nfc',
      'x\u200b: control-character',
      'official: missing',
      'dueOn: wrong-form',
      'extra: unknown-field',
    ]);
    expect(refusal(spoiled)).toBe('422 control-character');
  });

  it.each(['\u0000', '\n', '\u0007', '\u200B', '\u202E', '\uFEFF', '\u0085', '\uD800'])(
    'is refused with the unseen character %j in a text or in the name of a field',
    async (unseen) => {
      const data = { note: `A${unseen}B`, [`x${unseen}`]: 1 };
      expect(refusal({ ...(await sampleDossier()), data })).toBe('422 control-character');
    },
  );

  it.each(['\u3164', '\u2800', '\u034F', '\uFFFD', '\uE000', '\u0378', '\uFE0F', '\u115F'])(
    'is refused with %j, which is drawn as nothing or as anything',
    async (unseen) => {
      const applicant = { name: `A${unseen}B`, identityNumber: '066090001234' };
      expect(refusal(await sampleDossier({ applicant }))).toBe('422 control-character');
    },
  );

  it.each(['   ', '\u00A0', '\u0301', '-', '…'])('is refused with %j alone for a name', async (name) => {
    const submitted = await sampleDossier({ applicant: { name, identityNumber: '066090001234' } });
    expect(problems(submitted)).toEqual(['applicant.name: blank']);
    const result = { kind: 'KQ.1', summary: name };
    expect(problems(await sampleDossier({ result }))).toEqual(['result.summary: blank']);
  });

  it('is refused with days that no dossier has, one rule for each', async () => {
    expect(problems(await sampleDossier({ acceptedOn: '0001-01-01' }))).toEqual([
      'acceptedOn: impossible-day',
    ]);
    expect(problems(await sampleDossier({ dueOn: '9999-12-31' }))).toEqual(['dueOn: impossible-day']);
    expect(problems(await sampleDossier({ dueOn: '2026-02-30' }))).toEqual(['dueOn: impossible-day']);
    expect(problems(await sampleDossier({ dueOn: '30/2/2026' }))).toEqual(['dueOn: wrong-form']);
    const result = { kind: 'KQ.1', summary: 'Giấy phép', validUntil: '2001-01-01' };
    expect(problems(await sampleDossier({ result }))).toEqual(['result.validUntil: before-accepted']);
  });

  it('is refused with a field that would reach an object’s prototype, however deep', async () => {
    const text = JSON.stringify({ ...(await sampleDossier()), data: { owners: [{ '@': 1 }] } });
    const submitted: unknown = JSON.parse(text.replace('"@"', '"__proto__"'));
    expect(refusal(submitted)).toBe('422 dossier-invalid');
    expect(problems(submitted)).toEqual(['data.owners[0].__proto__: unknown-field']);
  });

  it('names fifty problems at most, and no name longer than a line', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, 1]));
    expect(problems({ ...(await sampleDossier()), ...unknown })).toHaveLength(50);
    const unseen = Array.from({ length: 60_000 }, () => '\u007f');
    expect(problems({ ...(await sampleDossier()), data: { unseen } })).toHaveLength(50);
    const [problem = ''] = problems({ ...(await sampleDossier()), ['x'.repeat(100_000)]: 1 });
    expect(problem.length).toBeLessThan(250);
  });

  it('is refused above 256 KiB, and nested deeper than 32 levels', async () => {
    const submitted = await sampleDossier();
    expect(refusal({ ...submitted, data: { note: 'ệ'.repeat(90_000) } })).toBe('413 payload-too-large');
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(refusal({ ...submitted, data: { deep: nested(30) } })).toBe('accepted');
    expect(refusal({ ...submitted, data: { deep: nested(31) } })).toBe('400 json-too-deep');
    expect(refusal(JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toBe('400 json-too-deep');
  });

  it.each([undefined, null, 1, 'text', [], [{}]])('is refused when it is %j', (value) => {
    expect(refusal(value)).toBe('422 dossier-invalid');
  });

  it('has a JSON Schema with Vietnamese titles that admits no further field', () => {
    expect(dossierJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Hồ sơ đã giải quyết',
      additionalProperties: false,
      properties: { code: { type: 'string', title: 'Mã hồ sơ', pattern: expect.stringContaining('[A-Y]') } },
    });
  });
});
