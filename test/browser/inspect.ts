import type { run } from 'axe-core';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The package itself has the long form at hand, of which every page inspected would read a megabyte more. */
const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const WIDTHS = [360, 1440] as const;
const [TELEPHONE, DESK] = WIDTHS;
const LANGUAGES = ['en', 'vi'] as const;
type Again = () => Promise<unknown>;

/**
 * Looks at the page shown, in both languages and at both widths: nothing lies beyond the edge, and axe finds nothing in
 * Vietnamese on a telephone. The page is left in Vietnamese.
 * @param again how to have the same page in another language: by asking for it, unless it answers a form
 */
export async function inspect(page: Page, again?: Again): Promise<void> {
  for (const language of LANGUAGES) await expectReadable(page, language, again);
  await expectNoFindings(page, TELEPHONE);
}

/** The same, and axe finds nothing in English at a desk either: it takes half a second a page. */
export async function inspectThroughout(page: Page, again?: Again): Promise<void> {
  await expectReadable(page, 'en', again);
  await expectNoFindings(page, DESK);
  await expectReadable(page, 'vi', again);
  await expectNoFindings(page, TELEPHONE);
}

/** Looks at a page of one language. */
export async function inspectAsItIs(page: Page): Promise<void> {
  await expectWithinEdges(page);
  for (const width of WIDTHS) await expectNoFindings(page, width);
}

/** The page in a language, and nothing of it beyond the edge. */
async function expectReadable(page: Page, language: string, again?: Again): Promise<void> {
  await speak(page, language);
  await (again ? again() : page.goto(page.url()));
  expect(await page.getAttribute('html', 'lang'), `${page.url()} speaks`).toBe(language);
  await expectWithinEdges(page);
}

async function expectWithinEdges(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, `pixels to scroll sideways on ${page.url()} at ${width} px`).toBe(0);
  }
}

async function expectNoFindings(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(AXE);
  const findings = await page.evaluate(judge, RULES);
  expect(findings, `${await page.title()} (${page.url()}) at ${width} px`).toEqual([]);
}

/** What the language switch remembers. */
async function speak(page: Page, language: string): Promise<void> {
  await page.context().addCookies([{ name: 'lang', value: language, url: new URL('/', page.url()).href }]);
}

/** Run in the page: what axe, which lies there as a global, finds. */
async function judge(rules: string[]): Promise<string[]> {
  const { axe: inPage } = globalThis as unknown as { axe: { run: typeof run } };
  const { violations } = await inPage.run(document, {
    runOnly: { type: 'tag', values: rules },
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}
