import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Dossier } from '../../functions/intake/index.ts';
import { ObjectStore } from '../../functions/platform/object-store.ts';
import { startTestPortal, ORIGIN, type TestPortal } from '../../functions/portal/testing/test-portal.ts';
import { renderPageBitmap } from '../../functions/rendering/index.ts';
import { renderDraft, type RenderDeps } from '../../functions/rendering/render-draft.ts';
import { checkTemplateData } from '../../functions/rendering/template/check-data.ts';
import { formats } from '../../functions/rendering/template/format.ts';
import { loadTemplate, type Template } from '../../functions/rendering/template/load-template.ts';
import { attachedRecord } from '../../functions/rendering/testing/attached-record.ts';
import { leavesOf, otherValue, withValue, type Leaf } from '../../functions/rendering/testing/leaves.ts';
import { pageText, squeezed, type PageText } from '../../functions/rendering/testing/page-text.ts';
import { readCodes } from '../../functions/rendering/testing/read-codes.ts';
import { sampleData, SHIPPED, TEMPLATES } from '../../functions/rendering/testing/sample-input.ts';
import { appendicesIn, Tracker } from '../../functions/tracking/index.ts';
import { startBuckets, type TestBuckets } from '../support/buckets.ts';
import { acceptedRevision } from '../support/issued-revision.ts';
import { agency, fillDirectory } from '../support/province.ts';

const ADDRESS = '/schemas/result/1.json';
const CODE = 'H01.12-261112-9001';

/** The schema as it was published: results carry files of this version for decades. Never to be changed. */
const published: unknown = JSON.parse(readFileSync('test/released/result-1.schema.json', 'utf8'));

const record = z.looseObject({
  dossier: z.looseObject({ code: z.string() }),
  agency: z.looseObject({ name: z.string() }),
  official: z.looseObject({ name: z.string(), authority: z.array(z.string()) }),
  verifyUrl: z.string(),
  data: z.unknown(),
});

let portal: TestPortal;
let buckets: TestBuckets;
let deps: RenderDeps;
let validate: ValidateFunction;
beforeAll(async () => {
  portal = await startTestPortal();
  buckets = await startBuckets();
  const { directory, world } = portal;
  await fillDirectory(directory);
  const suffixes = new Map(SHIPPED.map(({ id, suffix }) => [id, suffix]));
  const series = Array.from(suffixes, ([template, suffix]) => ({ template, id: 'VB', suffix, digits: 2 }));
  await directory.putAgency({ ...agency, series });
  const clock = () => new Date('2026-11-23T02:00:00Z');
  deps = {
    tracker: new Tracker(world.table, clock),
    directory,
    work: new ObjectStore(buckets.client, 'work'),
    loadTemplate: (id, version) => loadTemplate(TEMPLATES, id, version),
    publicBaseUrl: ORIGIN,
    clock,
  };
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  validate = ajv.compile((await (await portal.app.request(ADDRESS)).json()) as object);
});
afterAll(async () => {
  await buckets.stop();
  await portal.stop();
});

let revisions = 0;

/** A result as the workflow renders it: what its pages and its appendices' say, and what its attachment says. */
async function rendered(template: Dossier['template'], data: unknown, change: Partial<Dossier> = {}) {
  const id = await acceptedRevision(deps.tracker, {
    code: CODE,
    revision: (revisions += 1),
    template,
    data: data as Dossier['data'],
    ...change,
  });
  const { document } = await renderDraft(deps, id);
  const pdf = await deps.work.get(document.key);
  const said = record.parse(await attachedRecord(pdf));
  const appendices = appendicesIn(await deps.tracker.log.read(id)).map(({ draft }) =>
    deps.work.get(draft.key),
  );
  const texts = await Promise.all([pdf, ...(await Promise.all(appendices))].map(pageText));
  const shown = {
    text: texts.map(({ text }) => text).join(''),
    ticked: texts.flatMap(({ ticked }) => ticked),
  };
  return { pdf, pages: document.pages, said, shown };
}

const pointer = ({ path }: Leaf): string => path.join('.');

/** The texts a leaf's value may stand as: in the formats its template gives a placeholder of that name. */
function formsOf({ definition }: Template, { path }: Leaf, value: unknown): (string | undefined)[] {
  const name = path.findLast((key) => typeof key === 'string');
  const last = typeof path.at(-1) === 'number' ? 'item' : name;
  const placeholders = JSON.stringify(definition).matchAll(/\{\{([^}|]+)(?:\|(\w+))?\}\}/g);
  const named = [...placeholders].filter(([, where = '']) => where.split('.').at(-1) === last);
  const used = new Set(named.map(([, , format = 'plain']) => format));
  return [...used].map((each) => formats.get(each)?.(value));
}

const literally = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`);

/** How often the second text has one value where the first has another; 0 when they differ in anything else. */
function swaps(before: string, after: string, old: string, changed: string): number {
  const either = `(${literally(squeezed(changed))}|${literally(squeezed(old))})`;
  const places = before.split(squeezed(old)).map((part) => literally(part));
  const found = new RegExp(`^${places.join(either)}$`).exec(after)?.slice(1) ?? [];
  return found.filter((each) => each === squeezed(changed)).length;
}

/** The option's text for a value that is shown by a tick. */
function optionOf({ definition }: Template, leaf: Leaf, value: unknown): string | undefined {
  const blocks: readonly object[] = definition.blocks;
  const choices = blocks.find((block) => Reflect.get(block, 'of') === `data.${pointer(leaf)}`);
  const options = z.object({ options: z.array(z.object({ value: z.string(), text: z.string() })) });
  return choices && options.parse(choices).options.find((option) => option.value === value)?.text;
}

/** Whether two results' pages differ in the one value, drawn in its form or ticked, and in nothing else. */
function differsOnlyIn(template: Template, leaf: Leaf, [before, after]: [PageText, PageText]): boolean {
  const changed = otherValue(leaf);
  const option = optionOf(template, leaf, leaf.value);
  if (option !== undefined) {
    const other = optionOf(template, leaf, changed) ?? '';
    const ticked = before.ticked.includes(squeezed(option)) && after.ticked.includes(squeezed(other));
    return ticked && !after.ticked.includes(squeezed(option)) && before.text === after.text;
  }
  const old = formsOf(template, leaf, leaf.value);
  const forms = formsOf(template, leaf, changed);
  return old.some((form, index) => {
    const replaced = forms[index];
    return form !== undefined && replaced !== undefined && swaps(before.text, after.text, form, replaced) > 0;
  });
}

describe(ADDRESS, () => {
  it('is the schema that was published, under its own address', async () => {
    const answer = await portal.app.request(ADDRESS);
    expect(answer.headers.get('content-type')).toBe('application/schema+json');
    const { $id, ...schema } = (await answer.json()) as Record<string, unknown>;
    expect($id).toBe(`${ORIGIN}${ADDRESS}`);
    expect(schema).toEqual(published);
  });
});

describe.each(SHIPPED)('a result of the template $id, version $version,', ({ id, version }) => {
  const named = { id, version };
  const sample = sampleData(id, version);

  it('carries a result.json of the published structure, and no other passes', async () => {
    const { said } = await rendered(named, sample);
    expect(validate(said), JSON.stringify(validate.errors)).toBe(true);
    expect(said.data).toEqual(sample);
    const result = { kind: 'KQ.1', summary: 'Trích yếu', validUntil: '2027-01-31', scope: 'Toàn quốc' };
    const limited = await rendered(named, sample, { result });
    expect(validate(limited.said), JSON.stringify(validate.errors)).toBe(true);
    expect(limited.said).toMatchObject({ result });
    for (const name of Object.keys(said)) {
      const { [name]: _, ...rest } = said;
      expect(validate(rest), `without ${name}`).toBe(false);
    }
    expect(validate({ ...said, v: 2 })).toBe(false);
    expect(validate({ ...said, more: 1 })).toBe(false);
  });

  it('says on its pages who issued and signed it and where it is verified, as in result.json', async () => {
    const { said, shown, pdf, pages } = await rendered(named, sample);
    const { definition } = (await deps.loadTemplate(id, version))!;
    const signature: object = definition.blocks.find(({ type }) => type === 'signature')!;
    const own = z.array(z.string()).optional().parse(Reflect.get(signature, 'authority'));
    const lines = [said.dossier.code, said.official.name, ...(own ?? said.official.authority)];
    for (const line of lines) expect(shown.text).toContain(squeezed(line));
    expect(shown.text.toUpperCase()).toContain(squeezed(said.agency.name).toUpperCase());
    const codes: string[] = [];
    for (let page = 0; page < pages; page += 1) {
      codes.push(...(await readCodes(await renderPageBitmap(pdf, page, 1200))));
    }
    expect(codes).toEqual([`QRCode:${said.verifyUrl}`]);
  });

  it('shows every value of result.json on its pages: changed in the data, both change, and nothing else', async () => {
    const template = (await deps.loadTemplate(id, version))!;
    const original = await rendered(named, sample);
    const leaves = leavesOf(original.said.data, template.dataSchema);
    expect(leaves.length).toBeGreaterThan(8);
    for (const leaf of leaves) {
      const data = withValue(original.said.data, leaf.path, otherValue(leaf));
      expect(checkTemplateData(template, data), pointer(leaf)).toMatchObject({ ok: true });
      const { said, shown } = await rendered(named, data);
      expect(said, pointer(leaf)).toEqual({ ...original.said, dossier: said.dossier, data });
      expect(differsOnlyIn(template, leaf, [original.shown, shown]), pointer(leaf)).toBe(true);
    }
  });
});
