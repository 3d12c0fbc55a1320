import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { auditDossier } from '../audit/audit-revision.ts';
import { describeAudit } from '../audit/describe-audit.ts';
import { openStores } from '../audit/open-stores.ts';
import { DEFAULT_DATA_DIR } from './arguments.ts';
import { explain } from './explain.ts';
import { wantsHelp } from './usage.ts';

const USAGE = 'Cách dùng / usage: npm run audit -- MÃ_HỒ_SƠ [--data DIR]';

/** What is printed, and what is complained of. */
type Terminal = Pick<Console, 'log' | 'error'>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Prints the log of each revision of a dossier and checks its chain, the accepted content and the archived file.
 * @returns what the process ends with: 0 when all is whole, 1 when something is broken, 2 when the dossier is unknown
 * or the folder cannot be read
 */
export async function runAudit(
  argv: readonly string[],
  env: Environment,
  terminal: Terminal,
): Promise<number> {
  if (wantsHelp(argv)) {
    terminal.log(USAGE);
    return 0;
  }
  const wanted = read(argv);
  if (!wanted) {
    terminal.error(USAGE);
    return 2;
  }
  try {
    return await audit(wanted.code, wanted.data, env, terminal);
  } catch (error) {
    const explanation = explain(error);
    if (explanation === undefined) throw error;
    terminal.error(explanation);
    return 2;
  }
}

async function audit(
  code: string,
  dataDir: string,
  env: Environment,
  { log, error }: Terminal,
): Promise<number> {
  const stores = await openStores(dataDir, env);
  try {
    const audits = stores ? await auditDossier(stores, code) : [];
    if (audits.length === 0) {
      error(`Không có hồ sơ ${code} trong ${dataDir}. / No dossier ${code} in ${dataDir}.`);
      return 2;
    }
    for (const each of audits) log(describeAudit(code, each));
    return audits.every((each) => each.faults.length === 0) ? 0 : 1;
  } finally {
    await stores?.close();
  }
}

function read(argv: readonly string[]): { code: string; data: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { data: { type: 'string', default: DEFAULT_DATA_DIR } },
      allowPositionals: true,
    });
    const [code, ...more] = positionals;
    return code && more.length === 0 ? { code, data: resolve(values.data) } : undefined;
  } catch {
    return undefined;
  }
}
