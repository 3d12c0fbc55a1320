import { type Judge, verdictsByName } from '../judge.ts';
import { runTool } from '../run-tool.ts';

const PYTHON = '.local/judges/venv/bin/python';

/** pyHanko once more, offline: revocation demanded of every certificate, all of it from the file's own store. */
export const pyhankoArchive: Judge = {
  name: 'pyhanko-archive',
  program: PYTHON,
  howToGet: 'test/judges/install.sh',
  judges: 'results',
  async verdicts(files, trust) {
    const { output } = await runTool(PYTHON, ['test/judges/pyhanko_archive.py', trust, ...files]);
    return verdictsByName(files, output);
  },
};
