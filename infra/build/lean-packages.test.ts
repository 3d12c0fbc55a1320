import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { leanPackages } from './lean-packages.ts';

async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    mainFields: ['module', 'main'],
    write: false,
    plugins: [leanPackages],
  });
  return outputFiles[0]!.text;
}

describe('lean packages', () => {
  it('take of pdf-lib only what is used', async () => {
    const code = await bundle(
      `import { PDFContext, PDFWriter } from 'pdf-lib'; console.log(PDFContext, PDFWriter);`,
    );
    expect(code.length).toBeLessThan(120_000);
    expect(code).not.toContain('Helvetica');
  });

  it('take of zod no language but English', async () => {
    const code = await bundle(`import { z } from 'zod'; console.log(z.string());`);
    expect(code.length).toBeLessThan(250_000);
    expect(code).toContain('Invalid input: expected');
    expect(code).not.toContain('Ungültige');
  });

  it('take of the SDK no credentials but those of the environment', async () => {
    const code = await bundle(
      `import { KMSClient } from '@aws-sdk/client-kms'; console.log(new KMSClient({}).config.credentials);`,
    );
    expect(code).toContain('AWS_ACCESS_KEY_ID');
    expect(code).not.toContain('sso_start_url');
    expect(code).not.toContain('169.254.170.2');
  });
});
