import { TEMPLATE_USAGE, templateArguments, TemplateUsageInvalid } from './arguments.ts';
import { runTemplates } from './run.ts';
import { wantsHelp } from '../local/cli/usage.ts';

/** `npm run -s template -- …`. Exit 0: all is right; 1: something is to be mended; 2: the command line does not fit. */
try {
  if (wantsHelp(process.argv)) console.log(TEMPLATE_USAGE);
  else {
    const right = await runTemplates(templateArguments(process.argv.slice(2)), (line) => console.log(line));
    process.exitCode = right ? 0 : 1;
  }
} catch (error) {
  if (!(error instanceof TemplateUsageInvalid)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
