import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { TemplateUsageInvalid } from './arguments.ts';
import { requireTypeface } from './require-typeface.ts';
import type { TemplatePlace } from './template-place.ts';

/** Folders beside the templates that are none. */
const NO_TEMPLATES = new Set(['fonts', 'pictures']);
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const VERSION = /^[1-9]\d*$/;

/** The versions in a folder, and the folders that look like a template but cannot be one. */
export interface FoundTemplates {
  readonly places: readonly TemplatePlace[];
  /** in Vietnamese, each with its folder */
  readonly problems: readonly string[];
}

/**
 * Every version in a folder of templates, in the folder of one template, or in that of one version.
 * @throws {TemplateUsageInvalid} where the path is none of these, or has none in it
 */
export async function findTemplates(path: string): Promise<FoundTemplates> {
  if (!(await isFolder(path))) {
    throw new TemplateUsageInvalid(`${path}: không phải thư mục, hoặc không có / no folder, or not there`);
  }
  const folder = await folderOfTemplates(path);
  await requireTypeface(folder);
  const [id, version] = relative(folder, resolve(path)).split(sep).filter(Boolean);
  const ids = (id === undefined ? await foldersIn(folder) : [id]).filter((each) => !NO_TEMPLATES.has(each));
  const found = await Promise.all(ids.map((each) => versionsOf(folder, each, version)));
  const places = found.flatMap((each) => each.places);
  const problems = found.flatMap((each) => each.problems);
  if (places.length + problems.length === 0) {
    throw new TemplateUsageInvalid(
      `${path}: không có mẫu nào; mẫu là thư mục <id>/<version> / no template in it; one is a folder <id>/<version>`,
    );
  }
  return { places, problems };
}

/** Where the templates lie: a folder with fonts, or the one around a template or a version. */
async function folderOfTemplates(path: string): Promise<string> {
  const inside = await foldersIn(path);
  if (inside.includes('fonts')) return resolve(path);
  if (VERSION.test(basename(resolve(path)))) return resolve(path, '../..');
  return inside.some((name) => VERSION.test(name)) ? resolve(path, '..') : resolve(path);
}

async function versionsOf(folder: string, id: string, only: string | undefined): Promise<FoundTemplates> {
  if (!ID.test(id)) {
    return { places: [], problems: [`${id}: tên thư mục chỉ gồm chữ thường không dấu a-z, số và dấu "-"`] };
  }
  const names = only === undefined ? await foldersIn(join(folder, id)) : [only];
  if (names.length === 0) {
    return { places: [], problems: [`${id}: chưa có phiên bản nào; hãy tạo thư mục ${id}/1`] };
  }
  const versions = names.filter((name) => VERSION.test(name)).map(Number);
  const others = names.filter((name) => !VERSION.test(name));
  return {
    places: versions.toSorted((a, b) => a - b).map((version) => ({ folder, id, version })),
    problems: others.map((name) => `${id}/${name}: tên thư mục phải là số phiên bản, như 1 hoặc 2`),
  };
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted((a, b) => a.localeCompare(b));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
