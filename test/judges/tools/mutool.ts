import { type Judge, oneByOne } from '../judge.ts';
import { runTool } from '../run-tool.ts';

/** Debian builds MuPDF without colour management and says so of every file. */
const EXPECTED_WARNING = 'warning: ICC support is not available';

/** MuPDF: do all pages draw without a complaint, and what does it say of the signatures' bytes? */
export const mutool: Judge = {
  name: 'mutool',
  program: 'mutool',
  howToGet: 'apt-get install mupdf-tools',
  judges: 'results and labels',
  verdicts: oneByOne(async (file) => {
    const drawn = await runTool('mutool', ['draw', '-q', '-r', '40', '-o', '/dev/null', '-F', 'pgm', file]);
    const complaints = drawn.output
      .split('\n')
      .filter((line) => /^(error|warning):/.test(line) && line !== EXPECTED_WARNING);
    if (drawn.code !== 0 || complaints.length > 0) return `refused, ${complaints.length} complaints`;
    const { output } = await runTool('mutool', ['sign', '-v', file]);
    const said = output
      .split('\n')
      .flatMap((line) => /^\s+(The .*|Digest error: .*)\.$/.exec(line)?.[1] ?? []);
    return ['draws without complaint', ...said].join('; ');
  }),
};
