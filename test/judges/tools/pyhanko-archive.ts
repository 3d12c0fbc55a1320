import type { Judge } from '../judge.ts';
import { runTool } from '../run-tool.ts';

const PYTHON = '.local/judges/venv/bin/python';

/** pyHanko once more, offline: revocation demanded of every certificate, all of it from the file's own store. */
export const pyhankoArchive: Judge = {
  name: 'pyhanko-archive',
  program: PYTHON,
  howToGet: 'test/judges/install.sh',
  judges: 'results',
  async verdict(file, trust) {
    const { output } = await runTool(PYTHON, ['test/judges/pyhanko_archive.py', trust, file]);
    const name = file.split('/').at(-1) ?? file;
    const line = output.split('\n').find((each) => each.startsWith(`${name}: `));
    return line?.slice(name.length + 2) ?? 'no answer';
  },
};
