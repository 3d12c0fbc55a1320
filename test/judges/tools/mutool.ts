import type { Judge } from '../judge.ts';
import { runTool } from '../run-tool.ts';

/** MuPDF: do all pages draw without a complaint? */
export const mutool: Judge = {
  name: 'mutool',
  program: 'mutool',
  howToGet: 'apt-get install mupdf-tools',
  judges: 'results and labels',
  async verdict(file) {
    const { code, output } = await runTool('mutool', [
      'draw',
      '-q',
      '-r',
      '40',
      '-o',
      '/dev/null',
      '-F',
      'pgm',
      file,
    ]);
    const complaints = output.match(/^(error|warning):/gm)?.length ?? 0;
    return code === 0 && complaints === 0 ? 'draws without complaint' : `refused, ${complaints} complaints`;
  },
};
