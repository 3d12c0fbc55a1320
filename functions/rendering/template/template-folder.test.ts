import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePng } from '../png.ts';
import { TEMPLATES } from '../testing/sample-input.ts';
import { templateProblems } from './check-template.ts';
import { listTemplates, loadTemplate } from './load-template.ts';
import { TemplateInvalid } from './template-file.ts';
import { releaseState, releaseSums } from './release.ts';

let folder: string;
let place: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'templates-'));
  place = join(folder, 'phieu-tu-choi', '1');
  await cp(join(TEMPLATES, 'fonts'), join(folder, 'fonts'), { recursive: true });
  await cp(join(TEMPLATES, 'phieu-tu-choi'), join(folder, 'phieu-tu-choi'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Rewrites one file of the copied template. */
async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(place, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(place, file), text.replace(from, to));
}

/** The copied template with its blocks changed. */
async function withBlocks(change: (blocks: { type: string }[]) => object[]): Promise<void> {
  const file = join(place, 'template.json');
  const written = JSON.parse(await readFile(file, 'utf8')) as { blocks: { type: string }[] };
  await writeFile(file, JSON.stringify({ ...written, blocks: change(written.blocks) }));
}

describe('a version that was released', () => {
  it.each(['template.json', 'schema.json'])('is no longer rendered once its %s has changed', async (file) => {
    await edit(file, 'hồ sơ', 'hồ sơ ');
    expect(await releaseState(place)).toBe('changed');
    await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toThrow(TemplateInvalid);
    expect((await listTemplates(folder)).map(({ version }) => version)).toEqual([2]);
  });

  it('is sealed in the form sha256sum reads', async () => {
    expect(await releaseSums(place)).toMatch(/^([0-9a-f]{64} {2}(schema|template)\.json\n){2}$/);
    expect(await releaseSums(place)).toBe(await readFile(join(place, 'SHA256SUMS'), 'utf8'));
  });
});

describe('a template that is being written', () => {
  beforeEach(() => rm(join(place, 'SHA256SUMS')));

  it.each([
    ['{{data.procedure}}', '{{data.procedur}}', 'blocks[5].items[5].text', 'unknown-field'],
    ['{{data.procedure}}', '{{data.guidance}}', 'blocks[5].items[5].text', 'may-be-missing'],
    ['{{data.procedure}}', '{{item.procedure}}', 'blocks[5].items[5].text', 'no-item'],
    ['{{data.procedure}}', '{{data.procedure|longDate}}', 'blocks[5].items[5].text', 'format-does-not-fit'],
    ['{{data.procedure}}', '{{data.procedure|bold}}', 'blocks[5].items[5].text', 'unknown-format'],
    ['"each": "data.reasons"', '"each": "data.procedure"', 'blocks[7].rows[0]', 'not-a-list'],
    [' {{dossier.code}}"', ' {{data.procedure}}"', 'documentTitle', 'personal-title'],
    ['{{data.applicant.address}}', 'x', 'schema.json', 'never-shown'],
  ])('with %s turned into %s is told so', async (from, to, where, rule) => {
    await edit('template.json', from, to);
    const template = await loadTemplate(folder, 'phieu-tu-choi', 1);
    const problems = templateProblems(template!.definition, template!.dataSchema);
    expect(problems).toContainEqual(expect.objectContaining({ where, rule }));
    for (const { message } of problems) expect(message.vi).toMatch(/hãy|chỉ/);
  });

  it('is refused a schema that says what its data would not be checked by', async () => {
    await edit('schema.json', '"maxLength": 400', '"maxLength": 400, "contentEncoding": "base64"');
    await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toThrow(/contentEncoding/);
  });

  it('is refused a pattern that is no regular expression', async () => {
    await edit('schema.json', '"maxLength": 400', '"pattern": "^[$"');
    await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toThrow(/regular expression/);
  });

  it('is refused a text without a bound', async () => {
    await edit('schema.json', '"maxLength": 400', '"description": "Dài bao nhiêu cũng được"');
    await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toThrow(/maxLength/);
  });

  it('is refused a picture that is not there, or that is no PNG', async () => {
    place = join(folder, 'phieu-tu-choi', '2');
    await rm(join(place, 'SHA256SUMS'));
    const image = '{ "type": "image", "file": "logo.png", "alt": "Biểu tượng", "widthMm": 20 }';
    await edit('template.json', '"blocks": [', `"blocks": [${image},`);
    await expect(loadTemplate(folder, 'phieu-tu-choi', 2)).rejects.toThrow(/there is no picture logo\.png/);
    await writeFile(join(place, 'logo.png'), 'GIF89a, whatever its name says');
    await expect(loadTemplate(folder, 'phieu-tu-choi', 2)).rejects.toThrow(/logo\.png is no PNG picture/);
    await writeFile(join(place, 'logo.png'), encodePng({ width: 1, height: 1, data: new Uint8Array(4) }));
    expect((await loadTemplate(folder, 'phieu-tu-choi', 2))?.pictures.size).toBe(1);
  });

  it.each(['header', 'signature'])(
    'is refused without a block %s, since nobody could sign it',
    async (type) => {
      await withBlocks((blocks) => blocks.filter((block) => block.type !== type));
      await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toMatchObject({
        explained: { vi: expect.stringContaining(`thiếu khối "${type}"`) as string },
      });
      expect((await listTemplates(folder)).map(({ version }) => version)).toEqual([2]);
    },
  );

  it.each(['header', 'signature'])(
    'is refused with two blocks %s, of which one would stay empty',
    async (type) => {
      await withBlocks((blocks) => [...blocks, ...blocks.filter((block) => block.type === type)]);
      const two = type === 'header' ? '1, 15' : '14, 15';
      await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toMatchObject({
        explained: { vi: expect.stringContaining(`khối ${two}: thừa khối "${type}"`) as string },
      });
    },
  );

  it.each(['header', 'signature'])('is refused a condition on the block %s', async (type) => {
    await withBlocks((blocks) =>
      blocks.map((block) => (block.type === type ? { ...block, when: 'data.procedure' } : block)),
    );
    await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toThrow(/"when"/);
  });

  it('is read anew once it is corrected, and no more once it is released', async () => {
    const name = async () => (await loadTemplate(folder, 'phieu-tu-choi', 1))?.definition.name;
    const first = await name();
    await edit('template.json', `"name": "${first}"`, '"name": "Phiếu đã sửa"');
    expect(await name()).toBe('Phiếu đã sửa');
    await writeFile(join(place, 'SHA256SUMS'), await releaseSums(place));
    const released = await loadTemplate(folder, 'phieu-tu-choi', 1);
    expect(await loadTemplate(folder, 'phieu-tu-choi', 1)).toBe(released);
  });

  it('is said to lack its schema where there is none', async () => {
    await rm(join(place, 'schema.json'));
    await expect(loadTemplate(folder, 'phieu-tu-choi', 1)).rejects.toMatchObject({
      explained: { vi: expect.stringContaining('schema.json: không có tệp này') as string },
    });
  });
});
