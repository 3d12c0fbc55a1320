import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleDirectory, bundleFunctions } from '../infra/build/bundle.ts';
import { functions, type FunctionSpec } from '../infra/functions.ts';
import { functionEnvironment, type StackAddresses } from '../infra/local/function-environment.ts';
import { stackSettings } from '../infra/local/stack-settings.ts';
import { percentile, round, type Measurement } from './benchmark.ts';

const run = promisify(execFile);
const RUNS = 5;

/** Size of every function's bundle, and how long a fresh Node takes to import it. */
export async function bundles(): Promise<Measurement> {
  const built = await bundleFunctions();
  const sizes = new Map(built.map((bundle) => [bundle.name, bundle.bytes]));
  const rows = [];
  for (const spec of functions) {
    const samples: number[] = [];
    for (let attempt = 0; attempt < RUNS; attempt += 1) samples.push(await coldImport(spec));
    rows.push({
      function: spec.name,
      'size (KB)': round((sizes.get(spec.name) ?? 0) / 1024, 0),
      'cold import p50 (ms)': round(percentile(samples, 0.5)),
      'worst (ms)': round(Math.max(...samples)),
    });
  }
  const largest = Math.max(...sizes.values());
  return {
    name: 'bundles',
    command: 'npm run bench -- bundles',
    rows,
    totals: { functions: functions.length, 'largest (KB)': round(largest / 1024, 0), 'limit (KB)': 1024 },
  };
}

/** Milliseconds from before the import to after it, in a process of its own with only what Lambda gives. */
async function coldImport(spec: FunctionSpec): Promise<number> {
  const directory = bundleDirectory(spec.name);
  const file = path.join(directory, 'index.mjs');
  const script = `const start = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - start); process.exit(0)`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: environmentOf(spec, directory),
  });
  return Number(stdout.trim().split('\n').at(-1));
}

/** What the function finds on Lambda, by its manifest, so that no import fails for want of a variable. */
export function environmentOf(spec: FunctionSpec, directory: string): Record<string, string> {
  return functionEnvironment(spec, directory, nowhere, stackSettings({ dataDir: '', port: 0 }));
}

/** Well-formed addresses that nobody answers: an import calls no service. */
const nowhere: StackAddresses = {
  publicBaseUrl: 'http://127.0.0.1:1',
  dynamodb: 'http://127.0.0.1:1',
  s3: 'http://127.0.0.1:1',
  kms: 'http://127.0.0.1:1',
  sesv2: 'http://127.0.0.1:1',
  sfn: 'http://127.0.0.1:1',
  oidcIssuer: 'http://127.0.0.1:1',
  timestampUrl: 'http://127.0.0.1:1/tsa',
  stateMachineArn: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:bench',
};
