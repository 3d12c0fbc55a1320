import { runAudit } from './run-audit.ts';

/** `npm run audit -- CODE [--data DIR]`. */
process.exitCode = await runAudit(process.argv.slice(2), process.env, console);
