import { readdirSync } from 'node:fs';
import type { Judge } from '../judge.ts';
import { runTool } from '../run-tool.ts';

const LIBRARIES = '.local/judges/verapdf/lib';

/** veraPDF: is the file what it says it is, PDF/A-3a and PDF/UA-1? */
function verapdf(flavour: '3a' | 'ua1', name: string): Judge {
  return {
    name,
    program: LIBRARIES,
    howToGet: 'test/judges/install.sh (Java and Maven)',
    judges: 'results',
    async verdict(file) {
      const classPath = readdirSync(LIBRARIES)
        .map((jar) => `${LIBRARIES}/${jar}`)
        .join(':');
      const { output } = await runTool('java', [
        '-Dfile.encoding=UTF8',
        '-cp',
        classPath,
        'org.verapdf.apps.GreenfieldCliWrapper',
        '--flavour',
        flavour,
        '--format',
        'text',
        file,
      ]);
      return /^(PASS|FAIL) /m.exec(output)?.[1] ?? 'unreadable';
    },
  };
}

export const verapdf3a = verapdf('3a', 'verapdf-3a');
export const verapdfUa1 = verapdf('ua1', 'verapdf-ua1');
