import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { importNamespace, leanZod } from './lean-zod.ts';

describe('importNamespace', () => {
  it.each([
    [`import { z } from 'zod';`, `import * as z from 'zod';`],
    [
      `import { z, type ZodType } from 'zod';`,
      `import { type ZodType } from 'zod'; import * as z from 'zod';`,
    ],
    [
      `import { OpenAPIHono, z } from '@hono/zod-openapi';`,
      `import { OpenAPIHono } from '@hono/zod-openapi'; import * as z from 'zod';`,
    ],
    [`import { ZodError } from 'zod';`, `import { ZodError } from 'zod';`],
    [`import type { z } from 'zod';`, `import type { z } from 'zod';`],
    [`import { z } from './own.ts';`, `import { z } from './own.ts';`],
  ])('turns %j into %j', (statement, wanted) => {
    expect(importNamespace(statement)).toBe(wanted);
  });
});

describe('lean zod', () => {
  it('still describes schemas in OpenAPI', async () => {
    const code = await bundle(`
      import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
      import * as z from 'zod';
      const app = new OpenAPIHono();
      const schema = z.object({ code: z.string() }).openapi('Dossier');
      app.openapi(
        createRoute({
          method: 'get',
          path: '/',
          responses: { 200: { description: 'yes', content: { 'application/json': { schema } } } },
        }),
        (c) => c.json({ code: 'a' }),
      );
      export const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 't', version: '1' } });
    `);
    const { document } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      document: { components: { schemas: object } };
    };
    expect(document.components.schemas).toMatchObject({
      Dossier: { type: 'object', properties: { code: { type: 'string' } } },
    });
  });
});

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    mainFields: ['module', 'main'],
    write: false,
    plugins: [leanZod],
  });
  return outputFiles[0]!.text;
}
