import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleFunctions, type Bundle } from '../infra/build/bundle.ts';
import { percentile, round, type Measurement } from './benchmark.ts';

const run = promisify(execFile);
const RUNS = 5;

/** Size of every function's bundle, and how long a fresh Node takes to import it. */
export async function bundles(): Promise<Measurement> {
  const built = await bundleFunctions();
  const rows = [];
  for (const bundle of built) {
    const samples: number[] = [];
    for (let attempt = 0; attempt < RUNS; attempt += 1) samples.push(await coldImport(bundle));
    rows.push({
      function: bundle.name,
      'size (KB)': round(bundle.bytes / 1024, 0),
      'cold import p50 (ms)': round(percentile(samples, 0.5)),
      'worst (ms)': round(Math.max(...samples)),
    });
  }
  const largest = Math.max(...built.map((bundle) => bundle.bytes));
  return {
    name: 'bundles',
    command: 'npm run bench -- bundles',
    rows,
    totals: { functions: built.length, 'largest (KB)': round(largest / 1024, 0), 'limit (KB)': 1024 },
  };
}

/** Milliseconds from before the import to after it, in a process of its own with only what Lambda gives. */
async function coldImport(bundle: Bundle): Promise<number> {
  const file = path.join(bundle.directory, 'index.mjs');
  const script = `const start = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - start); process.exit(0)`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...environment(bundle), AWS_REGION: 'ap-southeast-1' },
  });
  return Number(stdout.trim().split('\n').at(-1));
}

/** Every variable the product knows, with a value of the right form: an import must not fail for want of one. */
function environment(bundle: Bundle): NodeJS.ProcessEnv {
  return {
    TABLE_NAME: 'bench',
    WORK_BUCKET: 'bench',
    ARCHIVE_BUCKET: 'bench',
    PUBLIC_BASE_URL: 'http://localhost:8080',
    TEMPLATES_DIR: path.join(bundle.directory, 'templates'),
    STATE_MACHINE_ARN: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:bench',
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_CLIENT_ID: 'bench',
    TSA_URLS: 'http://127.0.0.1:1',
    LINK_KEY_ID: 'bench',
    EMAIL_FROM: 'bench@example.vn',
  };
}
