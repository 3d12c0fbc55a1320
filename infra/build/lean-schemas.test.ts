import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { leanSchemas, writeOutKeys } from './lean-schemas.ts';

describe('lean schemas', () => {
  it('write out keys that are constants of the module, and leave lists and foreign names alone', () => {
    const module = 'const _hE = "httpError";\nexport var A = [{ [_hE]: 403, [_other]: [_hE] }];';
    expect(writeOutKeys(module)).toContain('[{ "httpError": 403, [_other]: [_hE] }]');
  });

  it.each([
    ['@aws-sdk/client-s3', 'GetObjectCommand', 'BucketLifecycleConfiguration'],
    ['@aws-sdk/client-sesv2', 'SendEmailCommand', 'DedicatedIpPool'],
  ])('take of %s the shapes of %s and not those of others', async (name, command, foreign) => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { ${command} } from '${name}'; console.log(new ${command}({}));`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      minify: true,
      mainFields: ['module', 'main'],
      write: false,
      plugins: [leanSchemas],
    });
    expect(outputFiles[0]!.text).not.toContain(foreign);
  });
});
