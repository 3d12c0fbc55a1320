import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import { countPages } from '../../functions/rendering/index.ts';
import { at, awaitingApproval, someDossier } from './dossiers.ts';
import { expectRefusal, type Answer, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

const AGENCY = 'H15.27';
const NEW = 'giay-xac-nhan-cu-tru';
const WRONG = 'giay-hong';

let door: FrontDoor;
let folder: string;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  folder = door.stack.settings.env['TEMPLATES_DIR'] ?? '';
}, 180_000);
beforeEach(() => door.forgetRates());
afterAll(() => {
  for (const id of [NEW, WRONG]) rmSync(path.join(folder, id), { recursive: true, force: true });
});

/** What somebody who never programmed does: copies a folder, and changes names and texts in it. */
function addTemplate(): void {
  const place = path.join(folder, NEW, '1');
  cpSync(path.join(folder, 'cong-van-tra-loi', '1'), place, { recursive: true });
  rmSync(path.join(place, 'SHA256SUMS'));
  const file = path.join(place, 'template.json');
  const text = readFileSync(file, 'utf8')
    .replace('"cong-van-tra-loi"', `"${NEW}"`)
    .replace('"Công văn trả lời"', '"Giấy xác nhận cư trú"');
  writeFileSync(file, text);
}

async function giveSeries(template: string): Promise<void> {
  const directory = new Directory(door.table);
  const agency = await directory.agency(AGENCY);
  const series = [...agency.series, { template, id: 'XN', suffix: '/XN-UBND', digits: 2 }];
  await directory.putAgency({ ...agency, series });
}

describe('a folder put among the templates while the product runs', () => {
  it('is a template at once: listed, its data checked, its result rendered', async () => {
    const template = { id: NEW, version: 1 };
    const data = JSON.parse(readFileSync('templates/cong-van-tra-loi/1/sample.json', 'utf8'));
    const dossier = () => someDossier({ template, data });
    const unknown = await door.ask('/dossiers', { as: 'integration', body: dossier() });
    expectRefusal(unknown, 422, 'template-unknown');
    addTemplate();
    await giveSeries(NEW);
    expect((await door.ask('/templates')).text).toContain('Giấy xác nhận cư trú');
    const wrong = { ...dossier(), data: { ...data, answers: [] } };
    expectRefusal(await door.ask('/dossiers', { as: 'integration', body: wrong }), 422, 'data-invalid');
    const id = await awaitingApproval(door, { template, data });
    const pdf = (await door.ask(`${at(id)}/result`, { as: 'official' })).bytes;
    expect(new TextDecoder().decode(pdf.subarray(0, 8))).toBe('%PDF-1.7');
    expect(await countPages(pdf)).toBe(1);
  });
});

const answer = z.strictObject({
  acceptable: z.boolean(),
  problems: z.array(
    z.strictObject({
      field: z.string(),
      rule: z.string(),
      message: z.string(),
      at: z.strictObject({ block: z.number(), kind: z.string(), page: z.number().optional() }).optional(),
    }),
  ),
  moreProblems: z.literal(true).optional(),
  pages: z.number(),
  pictures: z.array(z.strictObject({ page: z.number(), png: z.base64() })),
});
const preview = (body: unknown, as = 'integration') => door.ask('/dossiers/preview', { as, body });
const found = (seen: Answer) =>
  seen.json(answer).problems.map(({ field, rule, at: place }) => [field, rule, place?.page, place?.kind]);

describe('a template whose files are wrong', () => {
  it('is a problem of the dossier’s field `template`, in a preview and in a submission', async () => {
    const template = { id: WRONG, version: 1 };
    const place = path.join(folder, template.id, '1');
    cpSync(path.join(folder, 'cong-van-tra-loi', '1'), place, { recursive: true });
    writeFileSync(path.join(place, 'template.json'), '{');
    await giveSeries(template.id);
    const dossier = someDossier({ template });
    const seen = await preview(dossier);
    expect(seen.status, seen.text).toBe(200);
    expect(found(seen)).toEqual([['template', 'template-invalid', undefined, undefined]]);
    const refused = await door.ask('/dossiers', { as: 'integration', body: dossier });
    expectRefusal(refused, 422, 'template-invalid');
    expectRefusal(await door.ask('/templates/giay-hong/1/schema'), 404, 'template-missing');
  });
});

describe('POST /dossiers/preview', () => {
  it('finds nothing in what would be accepted, shows its pages, and keeps nothing', async () => {
    const before = await door.traces();
    for (const as of ['integration', 'clerk']) {
      const seen = await preview(someDossier(), as);
      expect(seen.status, seen.text).toBe(200);
      expect(seen.json(answer)).toMatchObject({ acceptable: true, problems: [], pages: 2 });
      const pages = seen.json(answer).pictures;
      expect(pages.map(({ page }) => page)).toEqual([1, 2]);
      for (const { png } of pages) expect(png).toMatch(/^iVBORw0KGgo/);
    }
    expect(await door.traces()).toEqual(before);
  });

  it('names everything at once: form, rules, data, each with page and block where it shows', async () => {
    const dossier = someDossier({ official: 'khong-co', acceptedOn: '2199-01-01', dueOn: '2199-01-02' });
    const { owners: _, ...data } = dossier.data;
    const seen = await preview({ ...dossier, extra: 1, data: { ...data, startWithinMonths: 13 } });
    expect(seen.status, seen.text).toBe(200);
    expect(seen.json(answer).acceptable).toBe(false);
    expect(found(seen)).toEqual([
      ['extra', 'unknown-field', undefined, undefined],
      ['acceptedOn', 'accepted-in-future', undefined, undefined],
      ['official', 'official-unknown', undefined, undefined],
      ['data.owners', 'missing', 1, 'paragraph'],
      ['data.startWithinMonths', 'too-large', 2, 'paragraph'],
    ]);
    for (const { message } of seen.json(answer).problems)
      expect(message).toMatch(/[ạảấầẩẫậđêếệơớợưứựọộóồảắằ]/i);
  });

  it('names fifty problems, and says that there are more', async () => {
    const surplus = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, 1]));
    const seen = await preview({ ...someDossier(), ...surplus });
    expect(seen.json(answer)).toMatchObject({ problems: { length: 50 }, moreProblems: true });
  });

  it('answers without pictures where there is no template to draw', async () => {
    const seen = await preview({ template: { id: 'khong-co', version: 1 } });
    expect(seen.json(answer)).toMatchObject({ acceptable: false, pages: 0, pictures: [] });
    expect(found(seen)).toContainEqual(['template', 'template-unknown', undefined, undefined]);
    expect((await preview([])).json(answer).acceptable).toBe(false);
  });

  it('has the limits of a submission', async () => {
    expectRefusal(await door.ask('/dossiers/preview', { body: {} }), 401, 'token-missing');
    expectRefusal(await preview({}, 'official'), 403, 'role-missing');
    expectRefusal(await preview(someDossier({ agency: 'H99.99' })), 403, 'agency-not-yours');
    const raw = (text: string) => door.ask('/dossiers/preview', { as: 'integration', raw: text });
    expectRefusal(await raw('{'), 400, 'json-malformed');
    expectRefusal(await raw(JSON.stringify('x'.repeat(256 * 1024))), 413, 'payload-too-large');
  });

  it('tells of other content under a revision that was accepted', async () => {
    const id = await awaitingApproval(door);
    const other = { ...someDossier(), code: id.code };
    expect(found(await preview({ ...other, dueOn: '2026-12-30' }))).toEqual([
      ['revision', 'content-conflict', undefined, undefined],
    ]);
  });
});
