import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { templateArguments, TemplateUsageInvalid } from './arguments.ts';
import { servePreview } from './preview-server.ts';
import { runTemplates } from './run.ts';
import { ownTemplates } from './template-place.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'template-'));
  await cp(join(ownTemplates, 'fonts'), join(folder, 'fonts'), { recursive: true });
  await cp(join(ownTemplates, 'cong-van-tra-loi'), join(folder, 'cong-van-tra-loi'), { recursive: true });
  file = join(folder, 'cong-van-tra-loi', '1', 'template.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ right: boolean; lines: string[] }> {
  const lines: string[] = [];
  const right = await runTemplates(templateArguments(argv), (line) => lines.push(line));
  return { right, lines };
}

async function misspell(): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('{{data.subject}}', '{{data.subjec}}'));
}

describe('npm run template', () => {
  it('check finds every template of the product right and released', async () => {
    const { right, lines } = await run('check');
    expect(lines.filter((line) => !/: đạt, \d trang, đã phát hành$/.test(line))).toEqual([]);
    expect(lines).toHaveLength(10);
    expect(right).toBe(true);
  });

  it('check says that a released version was changed', async () => {
    await misspell();
    const { right, lines } = await run('check', folder);
    expect(right).toBe(false);
    expect(lines.join()).toContain('đã phát hành rồi mới bị sửa');
  });

  it('check names what is wrong where it is, and release seals only what is right', async () => {
    const sums = join(folder, 'cong-van-tra-loi', '1', 'SHA256SUMS');
    const sealed = await readFile(sums, 'utf8');
    await rm(sums);
    const right = await readFile(file, 'utf8');
    await misspell();
    const { lines } = await run('check', folder);
    expect(lines.join('\n')).toContain('khối 1.subject: Trường "data.subjec" không có trong schema.json');
    expect((await run('release', file)).right).toBe(false);
    await writeFile(file, right);
    expect((await run('release', file)).right).toBe(true);
    expect(await readFile(sums, 'utf8')).toBe(sealed);
  });

  it.each([
    [
      'template.json',
      '"id": "cong-van-tra-loi",',
      '"id": "cong-van-tra-loi"',
      'template.json, dòng 3: chưa đúng cú pháp JSON',
    ],
    [
      'template.json',
      '"Công văn trả lời"',
      '“Công văn trả lời”',
      'template.json, dòng 5: chưa đúng cú pháp JSON',
    ],
    [
      'sample.json',
      '"informed": "Công ty",',
      '"informed": ,',
      'sample.json, dòng 15: chưa đúng cú pháp JSON',
    ],
    [
      'template.json',
      '"type": "addressees"',
      '"type": "adressees"',
      'khối 2.type: không có kiểu "adressees"',
    ],
    ['template.json', '"text": "{{item}}",', '"txt": "{{item}}",', 'khối 4: không có mục "txt"'],
    ['template.json', '"version": 1', '"version": 2', '"version" là 1, như tên hai thư mục'],
    ['template.json', '{{data.contact}}', '{{data.contact}', 'khối 5.text: Dấu ngoặc nhọn chưa đủ'],
    ['template.json', '{{data.contact}}', '{data.contact}', 'khối 5.text: Dấu ngoặc nhọn chưa đủ'],
    [
      'template.json',
      '{{data.contact}}',
      '{{data.contacts}}',
      'khối 5.text: Trường "data.contacts" không có',
    ],
    ['schema.json', '"maxLength": 300\n', '"maxLen": 300\n', 'properties.contact: không có mục "maxLen"'],
  ])('says in Vietnamese where the slip is: in %s %s as %s', async (name, from, to, said) => {
    await rm(join(folder, 'cong-van-tra-loi', '1', 'SHA256SUMS'));
    const slipped = join(folder, 'cong-van-tra-loi', '1', name);
    const text = await readFile(slipped, 'utf8');
    expect(text).toContain(from);
    await writeFile(slipped, text.replace(from, to));
    const { right, lines } = await run('check', folder);
    expect(right).toBe(false);
    expect(lines.join('\n')).toContain(said);
  });

  it.each(['template.json', 'schema.json', 'sample.json'])(
    'check names %s where it is missing',
    async (name) => {
      await rm(join(folder, 'cong-van-tra-loi', '1', 'SHA256SUMS'));
      await rm(join(folder, 'cong-van-tra-loi', '1', name));
      const { right, lines } = await run('check', folder);
      expect(right).toBe(false);
      expect(lines.join('\n')).toContain(`  ${name}: không có tệp này`);
    },
  );

  it.each(['[]', '"a"', 'null'])(
    'check says that sample.json must be a group where it is %s',
    async (written) => {
      await writeFile(join(folder, 'cong-van-tra-loi', '1', 'sample.json'), written);
      const { right, lines } = await run('check', folder);
      expect(right).toBe(false);
      expect(lines.join('\n')).toContain('  sample.json: phải là một nhóm trong dấu { }');
    },
  );

  it('preview shows the document, and follows the file with its errors beside it', async () => {
    await rm(join(folder, 'cong-van-tra-loi', '1', 'SHA256SUMS'));
    const server = await servePreview({ folder, id: 'cong-van-tra-loi', version: 1 }, 0);
    const text = async (path: string) => (await fetch(new URL(path, server.url))).text();
    expect(await text('/')).toContain('Không có lỗi');
    expect((await text('/result.pdf')).slice(0, 5)).toBe('%PDF-');
    expect((await text('/pages/1.png')).slice(1, 4)).toBe('PNG');
    const changes = (await fetch(new URL('/changes', server.url))).body!.getReader();
    await changes.read();
    await misspell();
    expect(new TextDecoder().decode((await changes.read()).value)).toContain('changed');
    expect(await text('/')).toContain('&quot;data.subjec&quot; không có trong schema.json');
    const second = await servePreview(
      { folder, id: 'cong-van-tra-loi', version: 1 },
      Number(new URL(server.url).port),
    );
    expect(second.url).not.toBe(server.url);
    await changes.cancel();
    await Promise.all([server.close(), second.close()]);
  });

  it.each([[], ['paint'], ['preview'], ['preview', 'README.md'], ['check', 'a', 'b'], ['check', '--loud']])(
    'refuses the command line %j',
    (...argv) => {
      expect(() => templateArguments(argv)).toThrow(TemplateUsageInvalid);
    },
  );
});
