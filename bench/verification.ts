import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Directory } from '../functions/directory/index.ts';
import { randomId } from '../functions/platform/ids.ts';
import { archivedResult } from '../functions/signing/testing/archived-result.ts';
import { bundleDirectory, bundleFunctions } from '../infra/build/bundle.ts';
import { functions } from '../infra/functions.ts';
import { type TestBuckets, startBuckets } from '../test/support/buckets.ts';
import { type TestTable, startTable } from '../test/support/table.ts';
import { type Measurement, round } from './benchmark.ts';
import { environmentOf } from './bundles.ts';
import { brackets, entriesBomb, largeResult, manySignatures } from './large-files.ts';

/** What issue and documentation grant a file of 20 MB. */
const LIMITS = { megabytes: 256, milliseconds: 2_000 } as const;
/** V8's share of them: the rest is the file, Node.js and the bundle. */
const HEAP_MB = 96;

const printed = z.object({
  milliseconds: z.number(),
  processor: z.number(),
  kilobytes: z.number(),
  body: z.string(),
});
const report = z.object({ verdict: z.string(), findings: z.array(z.object({ code: z.string() })) });

/**
 * The deployed bundle of `verify` with files of 20 MB, each in a process of its own: how long its first request takes,
 * download and look-ups included, by the clock and on processors (other work on the machine lengthens the first
 * alone), and the most memory the whole process has.
 */
export async function verification(): Promise<Measurement> {
  await bundleFunctions(['verify']);
  const world = { table: await startTable(), buckets: await startBuckets() };
  try {
    const result = await archivedResult();
    const root = Buffer.from(result.desk.authority.certificate).toString('base64');
    const pem = `-----BEGIN CERTIFICATE-----\n${root}\n-----END CERTIFICATE-----\n`;
    await new Directory(world.table.table).putTrustAnchors({ roots: [pem] });
    const files: readonly (readonly [string, Uint8Array])[] = [
      ['80 KB, as issued', result.archived],
      ['20 MB, honest', await largeResult(result)],
      ['20 MB, a million entries', entriesBomb()],
      ['20 MB of brackets', brackets()],
      ['20 MB, 10 signatures', await manySignatures(result, 7)],
      ['20 MB, 24 signatures', await manySignatures(result, 21)],
    ];
    const rows = [];
    for (const [what, pdf] of files) rows.push({ what, ...(await measured(world, pdf)) });
    return {
      name: 'verification',
      command: 'npm run bench -- verification',
      rows,
      totals: {
        [`most processor time (ms; at most ${LIMITS.milliseconds})`]: Math.max(
          ...rows.map((row) => row['processor (ms)']),
        ),
        [`most memory (MB; at most ${LIMITS.megabytes})`]: Math.max(...rows.map((row) => row['peak (MB)'])),
      },
    };
  } finally {
    await Promise.all([world.table.stop(), world.buckets.stop()]);
  }
}

type World = { readonly table: TestTable; readonly buckets: TestBuckets };

async function measured(world: World, pdf: Uint8Array) {
  const upload = randomId();
  await world.buckets.work.putOnce(`uploads/${upload}.pdf`, pdf, 'application/pdf');
  const bundle = path.join(bundleDirectory('verify'), 'index.mjs');
  const child = [`--max-old-space-size=${HEAP_MB}`, 'bench/verify-once.ts', bundle, upload];
  const { stdout } = await promisify(execFile)(process.execPath, child, { env: await environment(world) });
  const { milliseconds, processor, kilobytes, body } = printed.parse(
    JSON.parse(stdout.trim().split('\n').at(-1) ?? ''),
  );
  const { verdict, findings } = report.parse(JSON.parse(body), { error: () => body });
  return {
    answer: [verdict, ...findings.map(({ code }) => code)].join(' '),
    'request (ms)': round(milliseconds, 0),
    'processor (ms)': round(processor, 0),
    'peak (MB)': round(kilobytes / 1024, 0),
  };
}

async function environment({ table, buckets }: World): Promise<NodeJS.ProcessEnv> {
  const { client, name } = table.table;
  const [verify] = functions.filter((spec) => spec.name === 'verify');
  return {
    ...(verify && environmentOf(verify, bundleDirectory(verify.name))),
    TABLE_NAME: name,
    WORK_BUCKET: buckets.work.bucket,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: await addressOf(client),
    AWS_ENDPOINT_URL_S3: await addressOf(buckets.client),
  };
}

type Reached = Pick<TestBuckets['client'], 'config'> | Pick<TestTable['table']['client'], 'config'>;

async function addressOf({ config }: Reached): Promise<string> {
  const place = await config.endpoint?.();
  return `http://${place?.hostname}:${place?.port}`;
}
