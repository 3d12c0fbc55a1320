import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { templateArguments, TemplateUsageInvalid } from './arguments.ts';
import { runTemplates } from './run.ts';
import { ownTemplates } from './template-place.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'template-'));
  await cp(join(ownTemplates, 'fonts'), join(folder, 'fonts'), { recursive: true });
  await cp(join(ownTemplates, 'phieu-tu-choi'), join(folder, 'phieu-tu-choi'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function check(...path: string[]): Promise<{ right: boolean; lines: string[] }> {
  const lines: string[] = [];
  const right = await runTemplates(templateArguments(['check', join(folder, ...path)]), (line) =>
    lines.push(line),
  );
  return { right, lines: lines.map((line) => line.replace(/: đạt.*/, '')) };
}

describe('npm run template -- check FOLDER', () => {
  it.each([
    [[], ['phieu-tu-choi/1', 'phieu-tu-choi/2']],
    [['phieu-tu-choi'], ['phieu-tu-choi/1', 'phieu-tu-choi/2']],
    [['phieu-tu-choi', '2'], ['phieu-tu-choi/2']],
  ])('takes the folder of all templates, of one, and of one version: %j', async (path, versions) => {
    expect(await check(...path)).toEqual({ right: true, lines: versions });
  });

  it.each([
    ['a folder that is not there', ['nowhere'], /nowhere: không phải thư mục, hoặc không có \/ no folder/],
    ['a file', ['fonts', 'OFL.txt'], /OFL\.txt: không phải thư mục, hoặc không có \/ no folder/],
    [
      'a folder without fonts',
      ['empty'],
      /empty: .* phải có thư mục fonts .* \/ .* must hold a folder fonts/,
    ],
  ])('says in both languages that nothing can be checked in %s', async (_, path, said) => {
    await mkdir(join(folder, 'empty'));
    const refused = check(...path);
    await expect(refused).rejects.toThrow(TemplateUsageInvalid);
    await expect(refused).rejects.toThrow(said);
  });

  it('says that a face is missing, whichever command needs it', async () => {
    await rm(join(folder, 'fonts', 'Tinos-Bold.ttf'));
    await expect(check()).rejects.toThrow(TemplateUsageInvalid);
    const file = join(folder, 'phieu-tu-choi', '1', 'template.json');
    for (const command of ['preview', 'release']) {
      const ran = runTemplates(templateArguments([command, file]), () => {});
      await expect(ran).rejects.toThrow(TemplateUsageInvalid);
    }
  });

  it('says that there is no template in a folder with nothing but fonts and pictures', async () => {
    await rm(join(folder, 'phieu-tu-choi'), { recursive: true });
    await mkdir(join(folder, 'pictures', 'demo'), { recursive: true });
    await expect(check()).rejects.toThrow(/không có mẫu nào; .* \/ no template in it/);
  });

  it('tells of folders that look like a template and are none', async () => {
    for (const path of [
      'Giay_moi/1',
      'phieu-moi',
      'phieu-tu-choi/2b',
      'phieu-tu-choi/03',
      'phieu-tu-choi/3',
    ]) {
      await mkdir(join(folder, path), { recursive: true });
    }
    const { right, lines } = await check();
    expect(right).toBe(false);
    expect(lines).toEqual([
      'Giay_moi: tên thư mục chỉ gồm chữ thường không dấu a-z, số và dấu "-"',
      'phieu-moi: chưa có phiên bản nào; hãy tạo thư mục phieu-moi/1',
      'phieu-tu-choi/03: tên thư mục phải là số phiên bản, như 1 hoặc 2',
      'phieu-tu-choi/2b: tên thư mục phải là số phiên bản, như 1 hoặc 2',
      'phieu-tu-choi/1',
      'phieu-tu-choi/2',
      'phieu-tu-choi/3: 1 lỗi',
      '  template.json: không có tệp này; hãy tạo tệp trong thư mục của phiên bản.',
    ]);
  });
});
