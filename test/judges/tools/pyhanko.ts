import { type Judge, oneByOne } from '../judge.ts';
import { runTool } from '../run-tool.ts';

const PYHANKO = '.local/judges/venv/bin/pyhanko';

/** pyHanko: AdES validation with timestamps and difference analysis; revocation is not asked for yet. */
export const pyhanko: Judge = {
  name: 'pyhanko',
  program: PYHANKO,
  howToGet: 'test/judges/install.sh',
  judges: 'results',
  verdicts: oneByOne(async (file, trust) => {
    const { output } = await runTool(PYHANKO, [
      'sign',
      'adesverify',
      '--no-revocation-check',
      '--trust',
      trust,
      '--trust-replace',
      '--executive-summary',
      file,
    ]);
    const verdicts = output
      .split('\n')
      .flatMap(
        (line) => /^([\w-]+):[0-9a-f]{64}:([\w.:,-]+)\s*$/i.exec(line.trim())?.slice(1).join(' ') ?? [],
      );
    return verdicts.length > 0 ? verdicts.join('; ') : 'refused';
  }),
};
