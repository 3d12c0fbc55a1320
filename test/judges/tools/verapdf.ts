import { type Judge, verdictsByName } from '../judge.ts';
import { runJava } from '../run-java.ts';

const LIBRARIES = '.local/judges/verapdf/lib';
const COMMAND = 'org.verapdf.apps.GreenfieldCliWrapper';

/** veraPDF: is the file what it says it is, PDF/A-3a and PDF/UA-1? */
function verapdf(flavour: '3a' | 'ua1', name: string): Judge {
  return {
    name,
    program: LIBRARIES,
    howToGet: 'test/judges/install.sh (Java and Maven)',
    judges: 'results',
    async verdicts(files) {
      const options = ['--flavour', flavour, '--format', 'text'];
      const { output } = await runJava(LIBRARIES, COMMAND, [...options, ...files]);
      return verdictsByName(files, output.replaceAll(/^(PASS|FAIL) .*\/(.+\.pdf)\b.*$/gm, '$2: $1'));
    },
  };
}

export const verapdf3a = verapdf('3a', 'verapdf-3a');
export const verapdfUa1 = verapdf('ua1', 'verapdf-ua1');
