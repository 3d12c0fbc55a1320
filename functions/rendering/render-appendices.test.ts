import { describe, expect, it } from 'vitest';
import { sha256 } from '../platform/digest.ts';
import { renderPageBitmap } from './page-image.ts';
import { renderResult } from './render-result.ts';
import { templateProblems } from './template/check-template.ts';
import { templateDefinition } from './template/definition.ts';
import { attachedFiles } from './testing/attached-record.ts';
import { expectPicture } from './testing/expect-picture.ts';
import { sampleData, sampleWithAppendix } from './testing/sample-input.ts';
import { previewResult } from './preflight/preview-result.ts';

describe('an appendix that is a file of its own', () => {
  it('renders its sample pixel for pixel as it was looked at and approved', async () => {
    const [appendix] = (await renderResult(await sampleWithAppendix())).appendices;
    expectPicture('quyet-dinh-ca-biet/2/appendix-1', await renderPageBitmap(appendix!.pdf, 0, 595));
  });

  it('is named by its SHA-256 in the result, so that whoever signs the result has signed it', async () => {
    const { pdf, appendices } = await renderResult(await sampleWithAppendix());
    const files = await attachedFiles(pdf);
    expect([...files.keys()]).toEqual(['phu-luc.json', 'result.json']);
    expect(files.get('phu-luc.json')).toEqual({
      v: 1,
      appendices: appendices.map((each) => ({ title: each.title, sha256: sha256(each.pdf) })),
    });
  });

  it('is not there, nor named, where the data has nothing for it', async () => {
    const { list: _, ...data } = sampleData('quyet-dinh-ca-biet', 2);
    const { pdf, appendices } = await renderResult(await sampleWithAppendix({ data }));
    expect(appendices).toEqual([]);
    expect([...(await attachedFiles(pdf)).keys()]).toEqual(['result.json']);
  });

  it('follows the result’s pages in a preview, with the problems of its data marked there', async () => {
    const data = { ...sampleData('quyet-dinh-ca-biet', 2) };
    const problem = { field: 'data.list.entries[1].address', rule: 'too-long', message: 'quá dài' };
    const { problems, document } = await previewResult(await sampleWithAppendix({ data }), [
      { ...problem, message: { vi: 'quá dài', en: 'too long' } },
    ]);
    expect(document?.pages).toBe(2);
    expect(problems[0]?.at).toMatchObject({ page: 2, kind: 'table' });
  });

  it('begins with its head, and has neither head nor signatures of a result', async () => {
    const { template } = await sampleWithAppendix();
    const { definition } = template;
    const withBlocks = (blocks: readonly object[]) =>
      templateDefinition.safeParse({ ...definition, appendices: [{ documentTitle: 'Danh sách', blocks }] })
        .success;
    const head = { type: 'appendix', label: 'Phụ lục', title: 'DANH SÁCH' };
    expect(withBlocks([head])).toBe(true);
    expect(withBlocks([{ type: 'paragraph', text: 'Danh sách' }])).toBe(false);
    expect(withBlocks([head, { type: 'signature' }])).toBe(false);
    expect(withBlocks([head, head])).toBe(false);
  });

  it('is checked as the result is: a title with personal data, a field that may be absent', async () => {
    const { template } = await sampleWithAppendix();
    const [appendix] = template.definition.appendices;
    const { when: _, ...always } = { ...appendix!, documentTitle: 'Danh sách {{data.subject}}' };
    const definition = templateDefinition.parse({ ...template.definition, appendices: [always] });
    const found = templateProblems(definition, template.dataSchema).map(
      ({ where, rule }) => `${where} ${rule}`,
    );
    expect(found).toContain('appendices[0].documentTitle personal-title');
    expect(found).toContain('appendices[0].blocks[0].title may-be-missing');
  });
});
