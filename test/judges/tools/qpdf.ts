import { type Judge, oneByOne } from '../judge.ts';
import { runTool } from '../run-tool.ts';

/** QPDF: is the file's structure sound, without warnings? */
export const qpdf: Judge = {
  name: 'qpdf',
  program: 'qpdf',
  howToGet: 'apt-get install qpdf',
  judges: 'results and labels',
  verdicts: oneByOne(async (file) => {
    const { code, output } = await runTool('qpdf', ['--check', file]);
    const warnings = output.match(/WARNING/g)?.length ?? 0;
    return code === 0 ? 'no syntax errors' : `refused, ${warnings} warnings`;
  }),
};
