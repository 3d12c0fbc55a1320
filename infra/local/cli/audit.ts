import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { auditDossier } from '../audit/audit-revision.ts';
import { describeAudit } from '../audit/describe-audit.ts';
import { openStores } from '../audit/open-stores.ts';
import { DEFAULT_DATA_DIR } from './arguments.ts';
import { explain } from './explain.ts';
import { wantsHelp } from './usage.ts';

/**
 * `npm run audit -- CODE [--data DIR]`: prints the log of each revision of a dossier and checks its chain, the
 * accepted content and the archived file. Ends with 0 when all is whole, 1 when something is broken, 2 when the
 * dossier is unknown or the folder cannot be read.
 */
const USAGE = 'Cách dùng / usage: npm run audit -- MÃ_HỒ_SƠ [--data DIR]';

async function audit(code: string, dataDir: string): Promise<number> {
  const stores = await openStores(dataDir, process.env);
  try {
    const audits = stores ? await auditDossier(stores, code) : [];
    if (audits.length === 0) {
      console.error(`Không có hồ sơ ${code} trong ${dataDir}. / No dossier ${code} in ${dataDir}.`);
      return 2;
    }
    for (const each of audits) console.log(describeAudit(code, each));
    return audits.every((each) => each.faults.length === 0) ? 0 : 1;
  } finally {
    await stores?.close();
  }
}

function read(): { code: string; data: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { data: { type: 'string', default: DEFAULT_DATA_DIR } },
      allowPositionals: true,
    });
    const [code, ...more] = positionals;
    return code && more.length === 0 ? { code, data: resolve(values.data) } : undefined;
  } catch {
    return undefined;
  }
}

const wanted = read();
if (wantsHelp(process.argv)) {
  console.log(USAGE);
} else if (wanted) {
  process.exitCode = await audit(wanted.code, wanted.data).catch((error: unknown) => {
    const explanation = explain(error);
    if (explanation === undefined) throw error;
    console.error(explanation);
    return 2;
  });
} else {
  console.error(USAGE);
  process.exitCode = 2;
}
