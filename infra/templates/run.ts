import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RELEASE_FILE, releaseState, releaseSums } from '../../functions/rendering/index.ts';
import type { TemplateCommand } from './arguments.ts';
import { findTemplates } from './find-templates.ts';
import { inspectTemplate, releaseNote } from './inspect.ts';
import { servePreview } from './preview-server.ts';
import { requireTypeface } from './require-typeface.ts';
import { pathOf, type TemplatePlace } from './template-place.ts';

/**
 * Does what was asked for, telling of it line by line; false where something is to be mended.
 * @throws {TemplateUsageInvalid} where the path given cannot hold a template
 */
export async function runTemplates(command: TemplateCommand, tell: (line: string) => void): Promise<boolean> {
  if (command.command === 'check') return checkAll(command.folder, tell);
  await requireTypeface(command.place.folder);
  if (command.command === 'release') return release(command.place, tell);
  return preview(command.place, command.port, tell);
}

async function checkAll(folder: string, tell: (line: string) => void): Promise<boolean> {
  const { places, problems } = await findTemplates(folder);
  for (const problem of problems) tell(problem);
  let right = problems.length === 0;
  for (const place of places) {
    right = (await report(place, tell)) && right;
  }
  return right;
}

async function report(place: TemplatePlace, tell: (line: string) => void): Promise<boolean> {
  const { problems, document } = await inspectTemplate(place);
  const name = `${place.id}/${place.version}`;
  if (problems.length === 0) tell(`${name}: đạt, ${document?.pages ?? 0} trang, ${await releaseNote(place)}`);
  else tell(`${name}: ${problems.length} lỗi`);
  for (const problem of problems) tell(`  ${problem}`);
  return problems.length === 0;
}

async function release(place: TemplatePlace, tell: (line: string) => void): Promise<boolean> {
  if (!(await report(place, tell))) return false;
  if ((await releaseState(pathOf(place))) === 'intact') return true;
  await writeFile(join(pathOf(place), RELEASE_FILE), await releaseSums(pathOf(place)));
  tell(`${place.id}/${place.version}: đã khóa trong ${RELEASE_FILE}`);
  return true;
}

async function preview(
  place: TemplatePlace,
  port: number | undefined,
  tell: (line: string) => void,
): Promise<boolean> {
  const right = await report(place, tell);
  if (port !== undefined && existsSync(pathOf(place))) {
    const { url } = await servePreview(place, port);
    tell(`Mở ${url} trong trình duyệt; trang tự cập nhật khi tệp của mẫu thay đổi. Ctrl-C để dừng.`);
    return true;
  }
  const { document } = await inspectTemplate(place);
  if (document) {
    await writeFile('preview.pdf', document.pdf);
    tell('Đã ghi preview.pdf.');
  }
  return right;
}
