import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCatalogue } from '../api/problem-catalogue.ts';
import { startTestPortal, type TestPortal } from '../testing/test-portal.ts';
import { exampleOf } from './example-of.ts';
import { apiDocument, operationsOf, type ApiDocument } from './openapi.ts';

let portal: TestPortal;
let raw: { components: { schemas: Record<string, object> } };
let document: ApiDocument;
const ajv = new Ajv2020({ strict: false, allErrors: true });
beforeAll(async () => {
  portal = await startTestPortal();
  raw = (await (await portal.app.request('/openapi.json')).json()) as typeof raw;
  document = apiDocument.parse(raw);
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: raw.components });
});
afterAll(() => portal.stop());

const pageIn = async (language: string) => {
  const answer = await portal.app.request(`/docs?lang=${language}`, { headers: { accept: 'text/html' } });
  return { status: answer.status, body: await answer.text() };
};
const operations = () => document.tags.flatMap(({ name }) => operationsOf(document, name));

/** Judges a value by a schema of the document as it is served. */
const judge = (schema: object, value: unknown) => {
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
  validate(value);
  return validate.errors ?? [];
};

describe('the readable page of the API', () => {
  it('shows every operation of the document, under a tag of its own', async () => {
    const { status, body } = await pageIn('vi');
    expect(status).toBe(200);
    const paths = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    expect(operations()).toHaveLength(paths.length);
    for (const { id, path } of operations()) {
      expect(body).toContain(`id="${id}"`);
      expect(body).toContain(`href="#${id}"`);
      expect(body).toContain(path);
    }
  });

  it('has an anchor for every problem, which its type names', async () => {
    const { body } = await pageIn('vi');
    for (const { code } of problemCatalogue) expect(body).toContain(`id="problem-${code}"`);
    const refused = (await (await portal.app.request('/inbox')).json()) as { type: string };
    expect(body).toContain(`id="${refused.type.split('#')[1]}"`);
  });

  it('is Vietnamese until the reader switches, and both languages say everything', async () => {
    const [vietnamese, english] = [await pageIn('vi'), await pageIn('en')];
    expect(vietnamese.body).toContain('<html lang="vi"');
    expect(english.body).toContain('<html lang="en"');
    for (const { summary, description } of operations()) {
      for (const text of [summary, description]) {
        const [vi = '', en = ''] = text.split(' / ');
        expect(vi).toMatch(/[ăâđêôơưàáảãạằắặầấậèéẹềếệìíòóọồốộờớợùúụừứựýỵ]/i);
        expect(en, vi).not.toBe('');
      }
    }
  });

  it('keeps every anchor unique', async () => {
    const ids = [...(await pageIn('vi')).body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('an example of the API', () => {
  it('is accepted in its form, whatever operation it is sent to', () => {
    const bodies = operations().filter(({ requestBody }) => requestBody);
    expect(bodies.length).toBeGreaterThan(8);
    for (const { id, requestBody } of bodies) {
      const body = requestBody?.content['application/json'];
      const example = body?.example ?? exampleOf(document, body?.schema ?? {});
      expect(judge(schemaAt(id), example), id).toEqual([]);
    }
  });

  it('of an answer fits what the document says of that answer', () => {
    for (const { id, responses } of operations()) {
      for (const [status, answer] of Object.entries(responses)) {
        const schema = '$ref' in answer ? undefined : answer.content?.['application/json']?.schema;
        if (!schema) continue;
        const example = exampleOf(document, schema);
        expect(judge(schema, example), `${id} ${status} ${JSON.stringify(example)}`).toEqual([]);
      }
    }
  });
});

function schemaAt(id: string): object {
  const operation = operations().find((each) => each.id === id);
  const { method = '', path = '' } = operation ?? {};
  const described = (raw as unknown as { paths: Record<string, Record<string, RawOperation>> }).paths;
  return described[path]![method]!.requestBody.content['application/json'].schema;
}

interface RawOperation {
  requestBody: { content: { 'application/json': { schema: object } } };
}
