import { execFile } from 'node:child_process';
import { sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type ArchivedResult, archivedResult } from '../functions/signing/testing/archived-result.ts';
import { openPkiDesk } from '../test/support/pki-desk.ts';
import { BATCH, batches } from './batch.ts';
import { type Measurement, round } from './benchmark.ts';
import { TimedRun, inTurns } from './timed-run.ts';
import { type BenchKey, benchKey, certifiedBy, resultToSign, signBasic } from './signing-material.ts';
import { fileForSignpdf, signBySignpdf } from './signpdf.ts';

const PYTHON = '.local/judges/venv/bin/python';
const NOT_COMPARED = 'not compared';
const timesOfPyhanko = z.object({ rsa: z.number(), ec: z.number(), verify: z.number() });
type PyhankoTimes = z.infer<typeof timesOfPyhanko>;

/** Our signatures beside the bare operation, @signpdf and pyHanko, over the same bytes with the same keys. */
export async function signing(): Promise<Measurement> {
  const pdf = await resultToSign();
  const keys = {
    rsa: benchKey('legacy-rsa', 'RSASSA_PKCS1_V1_5_SHA_256'),
    ec: benchKey('legacy-ec', 'ECDSA_SHA_256'),
  };
  const archived = await archivedResult();
  const pyhanko = await pyhankoTimes(pdf, keys, archived);
  const file = await fileForSignpdf(keys.rsa.key);
  const signpdf = new TimedRun(2, () => signBySignpdf(pdf, file));
  const rsa = await signingRow('B-B, RSA-2048', pdf, keys.rsa, pyhanko?.rsa, [signpdf]);
  const ec = await signingRow('B-B, EC P-256', pdf, keys.ec, pyhanko?.ec);
  const verify = new TimedRun(5, () => archived.verify(archived.archived));
  await inTurns(verify);
  const lta = await archivingTime(pdf, keys.rsa);
  const batch = await batches();
  return {
    name: 'signing',
    command: 'npm run bench -- signing',
    rows: [
      { ...rsa, '@signpdf (ms)': signpdf.milliseconds },
      ec,
      { what: 'B-LTA with the embedded TSA, two signatures', 'ours (ms)': lta },
      {
        what: 'verification of a B-LTA file',
        'ours (ms)': verify.milliseconds,
        'pyHanko (ms)': pyhanko?.verify ?? NOT_COMPARED,
      },
      ...batch.map(({ threads, ms, cores, active }) => ({
        what: `${BATCH} × B-B, RSA-2048, ${threads} threads`,
        'ours (ms)': ms,
        'cores busy': cores,
        'threads with work': active,
      })),
    ],
    totals: {
      'B-B, RSA-2048, times the bare operation (at most 5)': round(rsa['ours (ms)'] / rsa['bare (ms)']),
      'faster than @signpdf (at least 20 times)': round(signpdf.milliseconds / rsa['ours (ms)']),
      'verification faster than pyHanko (at least 5 times)': pyhanko
        ? round(pyhanko.verify / verify.milliseconds)
        : NOT_COMPARED,
    },
  };
}

async function signingRow(
  what: string,
  pdf: Uint8Array,
  { key, signer }: BenchKey,
  pyhanko: number | undefined,
  others: readonly TimedRun[] = [],
) {
  const message = pdf.subarray(0, 200);
  const bare = new TimedRun(30, () => sign('sha256', message, key));
  const ours = new TimedRun(30, () => signBasic(pdf, signer));
  await inTurns(bare, ours, ...others);
  return {
    what,
    'bare (ms)': bare.milliseconds,
    'ours (ms)': ours.milliseconds,
    'pyHanko (ms)': pyhanko ?? NOT_COMPARED,
  };
}

/** A whole result: two signatures, two timestamps, the security store, the timestamp over all of it. */
async function archivingTime(pdf: Uint8Array, key: BenchKey): Promise<number> {
  const desk = await openPkiDesk();
  try {
    const certified = await certifiedBy(desk, key);
    const lta = new TimedRun(2, () => desk.issue(pdf, { official: certified, agency: certified }, 'B-LTA'));
    await inTurns(lta);
    return lta.milliseconds;
  } finally {
    await desk.close();
  }
}

/** Undefined where pyHanko is not installed. */
async function pyhankoTimes(
  pdf: Uint8Array,
  keys: Readonly<Record<'rsa' | 'ec', BenchKey>>,
  { archived, desk }: ArchivedResult,
): Promise<PyhankoTimes | undefined> {
  if (!existsSync(PYTHON)) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-bench-'));
  try {
    for (const [name, { key, signer }] of Object.entries(keys)) {
      await writeFile(path.join(folder, `${name}.key`), key.export({ type: 'pkcs8', format: 'pem' }), {
        mode: 0o600,
      });
      await writeFile(path.join(folder, `${name}.pem`), pemOf(signer.certificateChain()[0]));
    }
    await writeFile(path.join(folder, 'result.pdf'), pdf);
    await writeFile(path.join(folder, 'archived.pdf'), archived);
    await writeFile(path.join(folder, 'root.pem'), pemOf(desk.authority.certificate));
    const { stdout } = await promisify(execFile)(PYTHON, ['bench/measure-pyhanko.py', folder, '10']);
    return timesOfPyhanko.parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function pemOf(der: Uint8Array = new Uint8Array()): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}
