import { describe, expect, it } from 'vitest';
import { fillPage, PageMalformed } from './fill-page.ts';
import { workflowPages } from './pages.ts';

describe('the pages about the workflow', () => {
  it('show the definition and the settings as they are now (npm run docs rewrites them)', async () => {
    for (const { file, present, wanted } of await workflowPages()) expect(present, file).toBe(wanted);
  });

  it('draw every state', async () => {
    const pages = await workflowPages();
    for (const state of [
      'RenderResult',
      'AwaitSignature',
      'SendDownloadLink',
      'PauseRepair',
      'CancelReturn',
    ]) {
      expect(pages[0]?.wanted, state).toContain(state);
    }
  });
});

describe('fillPage', () => {
  const page = 'a\n<!-- generated: waits -->\nold\n<!-- end of waits -->\nb';

  it('replaces a part and nothing around it', () => {
    expect(fillPage(page, { waits: 'new' })).toBe(page.replace('old', 'new'));
  });

  it('refuses a place nobody fills', () => {
    expect(() => fillPage(page, {})).toThrow(PageMalformed);
  });
});
