import axe, { type run } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A telephone and a desk. */
const WIDTHS = [360, 1440] as const;
const LANGUAGES = ['vi', 'en'] as const;

/**
 * Looks at the page shown, in both languages and at both widths: axe finds nothing and nothing lies beyond the
 * edge. The page is left in Vietnamese, as wide as a desk.
 * @param again how to have the same page in another language: by asking for it, unless it answers a form
 */
export async function inspect(page: Page, again?: () => Promise<unknown>): Promise<void> {
  const address = page.url();
  for (const language of [...LANGUAGES].reverse()) {
    await speak(page, language);
    await (again ? again() : page.goto(address));
    expect(await page.getAttribute('html', 'lang'), `${page.url()} speaks`).toBe(language);
    await inspectAsItIs(page);
  }
}

/** The same for a page of one language. */
export async function inspectAsItIs(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const findings = await page.evaluate(judge, RULES);
    expect(findings, `${await page.title()} (${page.url()}) at ${width} px`).toEqual([]);
  }
}

/** What the language switch remembers. */
async function speak(page: Page, language: string): Promise<void> {
  await page.context().addCookies([{ name: 'lang', value: language, url: new URL('/', page.url()).href }]);
}

/** Run in the page: what axe, which lies there as a global, finds, and what is wider than the screen. */
async function judge(rules: string[]): Promise<string[]> {
  const { axe: inPage } = globalThis as unknown as { axe: { run: typeof run } };
  const { violations } = await inPage.run(document, {
    runOnly: { type: 'tag', values: rules },
    resultTypes: ['violations'],
  });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [...found, `scrolls sideways: ${scrollWidth} on ${clientWidth}`] : found;
}
