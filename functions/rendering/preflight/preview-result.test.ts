import { describe, expect, it } from 'vitest';
import { countPages, renderPageBitmap } from '../page-image.ts';
import { renderResult } from '../render-result.ts';
import { checkTemplateData } from '../template/check-data.ts';
import { expectPicture } from '../testing/expect-picture.ts';
import { sampleData, sampleInput } from '../testing/sample-input.ts';
import { previewResult } from './preview-result.ts';

/** A preview of data, with whatever is wrong with it. */
async function previewOf(id: string, data: unknown, changes: Parameters<typeof sampleInput>[1] = {}) {
  const input = await sampleInput(id, { ...changes, data });
  const checked = checkTemplateData(input.template, data);
  return previewResult(input, checked.ok ? [] : checked.problems);
}

describe('the preview of a result', () => {
  it('has no problem and the very bytes of the result when the data is right', async () => {
    const data = sampleData('phieu-tu-choi');
    const { problems, document } = await previewOf('phieu-tu-choi', data);
    expect(problems).toEqual([]);
    const result = await renderResult(await sampleInput('phieu-tu-choi', { data }));
    expect(Buffer.compare(document!.pdf, result.pdf)).toBe(0);
  });

  it('names every problem at once with page, block, field and rule, and marks its place', async () => {
    const data = {
      ...sampleData('phieu-tu-choi'),
      receivedOn: '2026-02-30',
      procedure: undefined,
      reasons: [
        { reason: 'Thiếu bản vẽ 😀', basis: 'Điều 19' },
        { reason: 'Lý do thứ hai', basis: 'Đ'.repeat(501) },
      ],
      returnedPapers: [{ name: 'Đơn', copies: 'hai', form: 'bản chính' }],
      more: 1,
    };
    const { problems, document } = await previewOf('phieu-tu-choi', data);
    expect(problems.map(({ field, rule, at }) => ({ field, rule, at }))).toEqual([
      { field: 'data.receivedOn', rule: 'wrong-form', at: { page: 1, block: 5, kind: 'paragraph' } },
      { field: 'data.procedure', rule: 'missing', at: { page: 1, block: 6, kind: 'list' } },
      { field: 'data.reasons[1].basis', rule: 'too-long', at: { page: 1, block: 8, kind: 'table' } },
      {
        field: 'data.returnedPapers[0].copies',
        rule: 'wrong-type',
        at: { page: 2, block: 11, kind: 'list' },
      },
      { field: 'data.more', rule: 'unknown-field', at: undefined },
      {
        field: 'data.reasons[0].reason',
        rule: 'unprintable-letter',
        at: { page: 1, block: 8, kind: 'table' },
      },
    ]);
    expect(await countPages(document!.pdf)).toBe(document!.pages);
    for (const page of [0, 1]) {
      const picture = await renderPageBitmap(document!.pdf, page, 480);
      expectPicture(`preview-${page + 1}`, picture);
    }
  });

  it('shows a field of each entry at its own row, and a missing group at all its fields', async () => {
    const { limits: _, ...rest } = sampleData('giay-phep-xay-dung');
    const owners = [(rest['owners'] as unknown[])[0], { fullName: '', identityNumber: '1', address: 'x' }];
    const { problems } = await previewOf('giay-phep-xay-dung', { ...rest, owners });
    const shown = problems.map(({ field, at, places }) => [field, at?.block, new Set(places).size]);
    expect(shown).toEqual([
      ['data.owners[1].fullName', 7, 1],
      ['data.owners[1].identityNumber', 7, 1],
      ['data.limits', 9, 4],
      ['data.owners[1].fullName', 7, 1],
    ]);
  });

  it('shows the code of a dossier where the template prints it', async () => {
    const input = await sampleInput('phieu-tu-choi');
    const message = { vi: 'Mã hồ sơ chưa đúng.', en: 'The code is wrong.' };
    const { problems } = await previewResult(input, [{ field: 'code', rule: 'wrong-form', message }]);
    expect(problems.map(({ at }) => at?.kind)).toEqual(['paragraph']);
    expect(problems[0]?.places).not.toEqual([]);
  });

  it('names what cannot be laid although the data is right', async () => {
    const signing = { authorityLines: ['CHỦ TỊCH 😀'], signerName: 'A', sealDiameterMm: 36 };
    const data = sampleData('phieu-tu-choi');
    const { problems } = await previewOf('phieu-tu-choi', data, {
      signing,
      number: { suffix: '/Ư'.repeat(40) },
    });
    expect(problems.map(({ field, rule, at }) => [field, rule, at?.kind])).toEqual([
      ['template.blocks[0]', 'no-room', 'header'],
      ['template.blocks[13]', 'unprintable-letter', 'signature'],
    ]);
  });

  it('lays data that is nothing at all', async () => {
    for (const data of [undefined, null, 7, 'x', [], {}]) {
      const { problems, document } = await previewOf('giay-phep-xay-dung', data);
      expect(problems.length).toBeGreaterThan(0);
      expect(document?.pages).toBeGreaterThan(0);
    }
  });
});
