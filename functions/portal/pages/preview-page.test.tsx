import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import type { View } from '../http/view.ts';
import { catalogue } from '../text/catalogue.ts';
import type { Language } from '../text/language.ts';
import { PreviewPage } from './preview-page.tsx';
import { SubmitPage } from './submit-page.tsx';

const viewIn = (language: Language): View => ({
  language,
  t: catalogue[language],
  site: { publicBaseUrl: '', stylesheet: '', script: '' },
  path: '/desk/preview',
  address: '/desk/preview',
  principal: undefined,
  csrf: undefined,
});
const message = { vi: 'Hãy điền.', en: 'Fill it in.' };
const problems = Array.from({ length: 50 }, (_, n) => ({ field: `k${n}`, rule: 'missing', message }));

async function preview(language: Language, moreProblems: boolean): Promise<string> {
  const shown = { problems, moreProblems, pages: 0, pictures: [] };
  return String(await html`${<PreviewPage view={viewIn(language)} json="{}" preview={shown} />}`);
}

async function submission(language: Language, moreProblems?: true): Promise<string> {
  const form = { json: '{}', problems, moreProblems };
  return String(await html`${<SubmitPage view={viewIn(language)} templates={[]} form={form} />}`);
}

describe('a page with fifty problems', () => {
  it('says that there are fifty where all are named', async () => {
    expect(await preview('vi', false)).toContain('Có 50 lỗi cần sửa');
    expect(await preview('en', false)).toContain('There are 50 problems to correct');
    expect(await submission('vi')).toContain('Có 50 trường cần sửa');
  });

  it('says that there are at least fifty where some are not named', async () => {
    expect(await preview('vi', true)).toContain('Ít nhất 50 lỗi cần sửa');
    expect(await preview('en', true)).toContain('At least 50 problems to correct');
    expect(await submission('vi', true)).toContain('Ít nhất 50 trường cần sửa');
    expect(await submission('en', true)).toContain('At least 50 fields');
  });
});
