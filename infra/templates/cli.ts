import { TEMPLATE_USAGE, templateArguments, TemplateUsageInvalid } from './arguments.ts';
import { runTemplates } from './run.ts';
import { wantsHelp } from '../local/cli/usage.ts';

/** `npm run -s template -- …`. Exit 0: all is right; 1: something is to be mended; 2: the command line does not fit. */
try {
  if (wantsHelp(process.argv)) process.stdout.write(`${TEMPLATE_USAGE}\n`);
  else {
    const right = await runTemplates(templateArguments(process.argv.slice(2)), (line) =>
      process.stdout.write(`${line}\n`),
    );
    process.exitCode = right ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof TemplateUsageInvalid)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
