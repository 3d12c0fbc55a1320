import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../functions/platform/clock.ts';
import { verifyDocument } from '../../../functions/signing/index.ts';
import { describeDocument, exitCodeOf } from '../verification/describe-document.ts';
import { type TrustedRoots, trustedRoots } from '../verification/trusted-roots.ts';
import { wantsHelp } from './usage.ts';

/**
 * `npm run verify -- FILE… [--trust PEM] [--data DIR] [--json]`: verifies the signatures of any PDF. Ends with 0 when
 * all are valid, 1 when one is not shown to be, 2 when one cannot be read; the worst of several files wins.
 */
const USAGE = 'Cách dùng / usage: npm run verify -- TỆP… [--trust PEM] [--data DIR] [--json]';

interface Wanted {
  readonly files: readonly string[];
  readonly trust: string | undefined;
  readonly data: string;
  readonly json: boolean;
}

function read(): Wanted | undefined {
  try {
    const { values, positionals: files } = parseArgs({
      options: {
        trust: { type: 'string' },
        data: { type: 'string', default: '.local/data' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    return files.length === 0
      ? undefined
      : { files, trust: values.trust, data: resolve(values.data), json: values.json };
  } catch {
    return undefined;
  }
}

async function verify({ files, trust, data, json }: Wanted): Promise<number> {
  const { roots, source } = await trustedRoots(trust, data);
  if (!json) console.log(`Tin cậy / trusted: ${source}`);
  const codes: number[] = [];
  for (const file of files) codes.push(await verifyFile(file, roots, json));
  return Math.max(...codes);
}

async function verifyFile(file: string, roots: TrustedRoots['roots'], json: boolean): Promise<number> {
  try {
    const report = verifyDocument(await readFile(file), { roots, now: systemClock() });
    console.log(json ? JSON.stringify({ file, ...report }) : describeDocument(file, report));
    return exitCodeOf(report);
  } catch (error) {
    console.error(
      `${file}: không đọc được / cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 2;
  }
}

const wanted = read();
if (wantsHelp(process.argv)) console.log(USAGE);
else if (wanted) {
  try {
    process.exitCode = await verify(wanted);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
