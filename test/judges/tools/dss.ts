import { type Judge, verdictsByName } from '../judge.ts';
import { runJava } from '../run-java.ts';

const LIBRARIES = '.local/judges/dss/lib';

/** EU DSS, offline: level, indication and warnings of each signature, in the words of EN 319 102-1. */
export const dss: Judge = {
  name: 'dss',
  program: LIBRARIES,
  howToGet: 'test/judges/install.sh (a Java development kit and Maven)',
  judges: 'results',
  async verdicts(files, trust) {
    const { output } = await runJava(LIBRARIES, 'test/judges/DssJudge.java', [trust, ...files]);
    return verdictsByName(files, output);
  },
};
