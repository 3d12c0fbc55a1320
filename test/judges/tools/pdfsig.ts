import { type Judge, oneByOne } from '../judge.ts';
import { runTool } from '../run-tool.ts';

/** Poppler: are the signatures' digests right, and does the last cover the whole file? Trust is others' task. */
export const pdfsig: Judge = {
  name: 'pdfsig',
  program: 'pdfsig',
  howToGet: 'apt-get install poppler-utils',
  judges: 'results',
  verdicts: oneByOne(async (file) => {
    const { output } = await runTool('pdfsig', ['-nocert', file]);
    const signatures = output.split(/^Signature #\d+:/m).slice(1);
    const valid = signatures.filter((each) => each.includes('Signature Validation: Signature is Valid.'));
    const whole = signatures.at(-1)?.includes('Total document signed') ?? false;
    return `${signatures.length} signatures, ${valid.length} valid, ${whole ? 'the last covers the whole file' : 'not covered to the end'}`;
  }),
};
