import { readdirSync, readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { badDossiers } from './bad-dossiers.ts';
import { expectRefusal, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

let door: FrontDoor;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
}, 180_000);
beforeEach(() => door.forgetRates());

const operation = z.object({
  summary: z.string().min(10),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const openApi = z.object({
  openapi: z.string(),
  servers: z.tuple([z.object({ url: z.string() })]),
  paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post']), operation)),
});

/** What the API promises outside its own pages. */
const PROMISED = [
  'POST /dossiers',
  'POST /dossiers/preview',
  'GET /dossiers/{code}',
  'GET /dossiers/{code}/revisions/{n}/result',
  'POST /dossiers/{code}/revisions/{n}/decision',
  'GET /dossiers/{code}/revisions/{n}/signature',
  'POST /dossiers/{code}/revisions/{n}/signature',
  'POST /dossiers/{code}/revisions/{n}/seal',
  'POST /dossiers/{code}/revisions/{n}/copies',
  'GET /dossiers/{code}/revisions/{n}/copies',
  'GET /dossiers/{code}/revisions/{n}/copies/{order}',
  'POST /dossiers/{code}/revisions/{n}/collection',
  'POST /dossiers/{code}/revisions/{n}/link',
  'POST /dossiers/{code}/revisions/{n}/repair',
  'GET /inbox',
  'GET /post/queue',
  'GET /post/orders/{order}/label',
  'POST /postal-events',
  'POST /status',
  'GET /v/{id}',
];

const schemaOf = async () => {
  const answer = await door.ask('/schemas/dossier.json');
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  return { answer, validate: ajv.compile(answer.json(z.record(z.string(), z.unknown()))) };
};

describe('/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document of this very address', async () => {
    const answer = await door.ask('/openapi.json');
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const validator = new Validator();
    const verdict = await validator.validate(answer.json(z.record(z.string(), z.unknown())));
    expect(verdict).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    const document = answer.json(openApi);
    expect(document.servers[0].url).toBe(door.stack.url);
  });

  it('has every address the API promises', async () => {
    const { paths } = (await door.ask('/openapi.json')).json(openApi);
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed).toEqual(expect.arrayContaining(PROMISED));
  });

  it('tells of each address that there is one, and how it refuses who does not say who they are', async () => {
    const { paths } = (await door.ask('/openapi.json')).json(openApi);
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, described] of Object.entries(methods)) {
        const { security, responses } = operation.parse(described);
        const where = path.replaceAll(/\{\w+\}/g, '1');
        const answer = await door.ask(where, method === 'post' ? { body: {} } : {});
        expect(Object.keys(responses), `${method} ${path}`).toContain(String(answer.status));
        expect(answer.text, `${method} ${path}`).not.toContain('"code":"not-found"');
        if (security) expectRefusal(answer, 401, 'token-missing');
      }
    }
  });
});

describe('/schemas/dossier.json', () => {
  it('is a JSON Schema that has every example of ours for a dossier', async () => {
    const { answer, validate } = await schemaOf();
    expect(answer.headers.get('content-type')).toBe('application/schema+json');
    expect(answer.json(z.object({ $id: z.string() })).$id).toBe(`${door.stack.url}/schemas/dossier.json`);
    for (const name of readdirSync('examples/dossiers')) {
      const example: unknown = JSON.parse(readFileSync(`examples/dossiers/${name}`, 'utf8'));
      const valid = [example].flat().every((each) => validate(each));
      expect(validate.errors ?? [], name).toEqual([]);
      expect(valid).toBe(true);
    }
  });

  it('has none for one that the API refuses for its form', async () => {
    const { validate } = await schemaOf();
    const beyondSchema = ['no channel', 'a due day too early', 'an impossible day'];
    const malformed = badDossiers.filter(
      ({ what, code }) => code === 'dossier-invalid' && !beyondSchema.includes(what),
    );
    expect(malformed.length).toBeGreaterThan(4);
    for (const { what, body } of malformed) {
      expect(validate(JSON.parse(JSON.stringify(body))), what).toBe(false);
    }
  });
});

describe('/templates', () => {
  it('name every template, and where the structure of its data is, which has our examples', async () => {
    const list = z.object({
      templates: z.array(z.object({ id: z.string(), version: z.number(), schema: z.url() })),
    });
    const { templates } = (await door.ask('/templates')).json(list);
    expect(templates.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['giay-phep-xay-dung', 'phieu-tu-choi']),
    );
    for (const { id, version, schema } of templates) {
      const answer = await door.ask(new URL(schema).pathname);
      expect(answer.headers.get('content-type')).toBe('application/schema+json');
      const ajv = new Ajv2020({ allErrors: true, strict: false });
      addFormats.default(ajv);
      const validate = ajv.compile(answer.json(z.record(z.string(), z.unknown())));
      const sample: unknown = JSON.parse(readFileSync(`templates/${id}/${version}/sample.json`, 'utf8'));
      expect(validate(sample), JSON.stringify(validate.errors)).toBe(true);
    }
    expectRefusal(await door.ask('/templates/giay-khai-sinh/1/schema'), 404, 'template-missing');
    expectRefusal(await door.ask('/templates/..%2f..%2fx/1/schema'), 404, 'template-missing');
  });
});

describe('/health', () => {
  it('makes a test signature and says that all is well', async () => {
    const answer = await door.ask('/health');
    expect(answer.status).toBe(200);
    expect(answer.json(z.unknown())).toEqual({ status: 'ok', checks: { signature: 'ok', table: 'ok' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('every answer', () => {
  it.each(['/', '/status', '/inbox', '/v/x', '/nowhere', '/openapi.json', '/assets/nowhere.css'])(
    'of %s forbids what browsers need not do',
    async (path) => {
      for (const accept of ['application/json', 'text/html']) {
        const { headers } = await door.ask(path, { headers: { accept } });
        const policy = headers.get('content-security-policy') ?? '';
        for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
          expect(policy).toContain(rule);
        }
        expect(policy).not.toContain('unsafe');
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('referrer-policy')).toBe('same-origin');
        expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
        expect(headers.get('cache-control')).not.toBeNull();
        expect(headers.get('x-powered-by')).toBeNull();
      }
    },
  );
});

describe('an address that is none', () => {
  it('is told in Vietnamese, or in English to who prefers it', async () => {
    expectRefusal(await door.ask('/nowhere'), 404, 'not-found');
    expectRefusal(await door.ask('/nowhere', { headers: { 'accept-language': 'fr' } }), 404, 'not-found');
    const english = await door.ask('/nowhere', { headers: { 'accept-language': 'en' } });
    expect(english.headers.get('content-language')).toBe('en');
    expect(english.headers.get('vary')).toMatch(/accept-language/i);
    expect(english.json(z.object({ detail: z.string() })).detail).toMatch(/^There is no such page/);
  });
});

describe('who asks too often', () => {
  it('is told to wait, while others are still answered', async () => {
    const answers = await Promise.all(Array.from({ length: 75 }, () => door.ask('/v/x')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 404).length).toBeGreaterThanOrEqual(60);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expectRefusal(answer, 429, 'too-many-requests');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await door.ask('/inbox', { as: 'official' })).status).toBe(200);
  });
});
