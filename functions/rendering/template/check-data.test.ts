import { describe, expect, it } from 'vitest';
import { sampleData, sampleInput, SHIPPED, TEMPLATES } from '../testing/sample-input.ts';
import { checkTemplateData } from './check-data.ts';
import { listTemplates, loadTemplate } from './load-template.ts';

type Path = readonly (string | number)[];

/** The sample with one place changed; undefined removes it. */
function changed(id: string, path: Path, value: unknown): unknown {
  const data = structuredClone(sampleData(id));
  const parent = path.slice(0, -1).reduce<object>((node, key) => Reflect.get(node, key) as object, data);
  const last = path.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
  return data;
}

async function problems(id: string, data: unknown): Promise<string[]> {
  const checked = checkTemplateData((await sampleInput(id)).template, data);
  return checked.ok ? [] : checked.problems.map(({ field, rule }) => `${field}: ${rule}`);
}

describe('templates', () => {
  it('are listed with all their versions', async () => {
    const listed = await listTemplates(TEMPLATES);
    expect(listed.map(({ id, version }) => ({ id, version }))).toEqual(
      SHIPPED.map(({ id, version }) => ({ id, version })),
    );
    expect(listed[2]?.name).toBe('Giấy phép xây dựng nhà ở riêng lẻ');
  });

  it('are absent rather than broken when the id, the version or the path is unknown', async () => {
    expect(await loadTemplate(TEMPLATES, 'khong-co', 1)).toBeUndefined();
    expect(await loadTemplate(TEMPLATES, 'phieu-tu-choi', 99)).toBeUndefined();
    expect(await loadTemplate(TEMPLATES, '../templates/phieu-tu-choi', 1)).toBeUndefined();
  });

  it.each(SHIPPED)('$id/$version accepts its own sample unchanged', async ({ id, version }) => {
    const data = sampleData(id, version);
    expect(checkTemplateData((await sampleInput(id, {}, version)).template, data)).toEqual({
      ok: true,
      data,
    });
  });
});

describe('data for a template', () => {
  it('is refused with every missing and every surplus field named', async () => {
    const { project: _, ...data } = sampleData('giay-phep-xay-dung');
    expect(await problems('giay-phep-xay-dung', { ...data, extra: 1, more: 2 })).toEqual([
      'data.project: missing',
      'data.extra: unknown-field',
      'data.more: unknown-field',
    ]);
  });

  it.each<[string, Path, unknown, string]>([
    ['a missing field', ['project', 'name'], undefined, 'missing'],
    ['a day that does not exist', ['receivedOn'], '2026-02-30', 'wrong-form'],
    ['a short identity number', ['owners', 0, 'identityNumber'], '12', 'wrong-form'],
    ['a number as text', ['building', 'height'], '11,8', 'wrong-type'],
    ['a start later than a year', ['startWithinMonths'], 13, 'too-large'],
    ['no height', ['building', 'height'], 0, 'too-small'],
    ['a grade that is none', ['project', 'grade'], 'cấp V', 'not-a-choice'],
    ['no owner', ['owners'], [], 'too-few'],
    ['too many bases', ['legalBases'], Array<string>(7).fill('Luật'), 'too-many'],
    ['a name without end', ['owners', 0, 'fullName'], 'A'.repeat(151), 'too-long'],
    ['a name of spaces', ['owners', 1, 'fullName'], '  ', 'blank'],
    ['decomposed letters', ['owners', 0, 'fullName'], 'Huyền'.normalize('NFD'), 'text-not-nfc'],
    ['a line break', ['owners', 0, 'fullName'], 'Y\nBhĭu', 'control-character'],
    ['a letter that cannot be printed', ['owners', 0, 'fullName'], 'Huyền 😀', 'unprintable-letter'],
  ])('is refused for %s', async (_, path, value, rule) => {
    const field = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
    expect(await problems('giay-phep-xay-dung', changed('giay-phep-xay-dung', path, value))).toEqual([
      `data${field}: ${rule}`,
    ]);
  });

  it('is answered in plain Vietnamese with the name of the field', async () => {
    const { template } = await sampleInput('phieu-tu-choi');
    const { procedure: _, ...data } = sampleData('phieu-tu-choi');
    const checked = checkTemplateData(template, data);
    expect(checked).toEqual({
      ok: false,
      problems: [
        {
          field: 'data.procedure',
          rule: 'missing',
          message: {
            vi: '"Nội dung yêu cầu giải quyết" bị thiếu; hãy điền.',
            en: '"Nội dung yêu cầu giải quyết" is missing; fill it in.',
          },
        },
      ],
    });
  });

  it('of another form is told which form is meant, where the template says it', async () => {
    const { template } = await sampleInput('phieu-tu-choi');
    const told = (applicant: object) => {
      const data = { ...sampleData('phieu-tu-choi') };
      const checked = checkTemplateData(template, {
        ...data,
        applicant: { ...(data['applicant'] as object), ...applicant },
      });
      return checked.ok ? [] : checked.problems.map(({ message }) => message.vi);
    };
    expect(told({ identityNumber: '12' })).toEqual([
      '"Số định danh" không đúng mẫu quy định. Cần: 12 chữ số của cá nhân; 10 hoặc 13 chữ số của tổ chức.',
    ]);
    expect(told({ phone: 'x' })).toEqual(['"Số điện thoại" không đúng mẫu quy định.']);
  });

  it('is refused when it is no object at all', async () => {
    const { template } = await sampleInput('phieu-tu-choi');
    const checked = checkTemplateData(template, 'x');
    expect(checked.ok ? [] : checked.problems.map(({ rule }) => rule)).toEqual(['wrong-type']);
  });
});
