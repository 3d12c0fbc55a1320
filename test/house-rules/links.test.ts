import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** Everything that is, or is about to be, in the repository; not what was deleted. */
const files = new Set(
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(file)),
);
const folders = new Set(['.', ...[...files].flatMap(foldersOf)]);
const pages = [...files].filter((file) => file.endsWith('.md'));

function foldersOf(file: string): string[] {
  const above = path.dirname(file);
  return above === '.' ? [] : [above, ...foldersOf(above)];
}

/** The text without code, in which brackets are no links and a hash is no heading. */
function prose(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/^(`{3,}|~{3,})[^]*?^\1`*$/gmu, '');
}

/** Targets of Markdown links and pictures, of link definitions, and of HTML within Markdown. */
function linksOf(text: string): string[] {
  return [
    ...text.matchAll(/\]\(<?([^\s)>]+)>?(?:\s+"[^"]*")?\)/gu),
    ...text.matchAll(/^\s*\[[^\]]+\]:\s*<?([^\s>]+)/gmu),
    ...text.matchAll(/\s(?:href|src)="([^"]+)"/gu),
  ].flatMap(([, target]) => target ?? []);
}

/** The names under which GitHub shows a page's headings, and anchors set by hand. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set([...text.matchAll(/\s(?:id|name)="([^"]+)"/gu)].map(([, name]) => name ?? ''));
  for (const [, heading = ''] of text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gmu)) {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1').toLowerCase();
    const slug = plain.replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '').replaceAll(/\s/gu, '-');
    let name = slug;
    for (let repeated = 1; anchors.has(name); repeated += 1) name = `${slug}-${repeated}`;
    anchors.add(name);
  }
  return anchors;
}

/** Why a relative link leads nowhere; undefined where it arrives, or leads out of the repository. */
function fault(page: string, link: string): string | undefined {
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/iu.test(link)) return undefined;
  const [address = '', anchor] = decodeURI(link).split('#');
  const target = address === '' ? page : path.join(path.dirname(page), address).replace(/\/$/u, '');
  if (!files.has(target) && !folders.has(target)) return `${page}: ${link}: no such file`;
  if (!anchor || !target.endsWith('.md')) return undefined;
  return anchorsOf(prose(target)).has(anchor) ? undefined : `${page}: ${link}: no such heading`;
}

describe('links between the pages of the repository', () => {
  it('are seen at all', () => {
    expect(pages.flatMap((page) => linksOf(prose(page))).length).toBeGreaterThan(30);
    expect(fault('README.md', 'docs/none.md')).toContain('no such file');
    expect(fault('README.md', 'docs/workflow.md#none')).toContain('no such heading');
    expect(fault('README.md', 'docs/workflow.md#waits')).toBeUndefined();
  });

  it('lead to a file, a folder or a heading', () => {
    const faults = pages.flatMap((page) => linksOf(prose(page)).flatMap((link) => fault(page, link) ?? []));
    expect(faults).toEqual([]);
  });
});
