import path from 'node:path';
import type { Judge } from '../judge.ts';
import { runTool } from '../run-tool.ts';

/** A judge that takes many files at once. */
interface BatchJudge {
  /** its verdict of each file, in their order */
  verdicts(files: readonly string[], trust: string): Promise<string[]>;
}

const LIBRARIES = '.local/judges/verapdf/lib';

/** veraPDF: is the file what it says it is, PDF/A-3a and PDF/UA-1? It takes longer to start than to judge. */
function verapdf(flavour: '3a' | 'ua1', name: string): Judge & BatchJudge {
  const verdicts = async (files: readonly string[]): Promise<string[]> => {
    const program = [
      '-Dfile.encoding=UTF8',
      '-cp',
      `${LIBRARIES}/*`,
      'org.verapdf.apps.GreenfieldCliWrapper',
    ];
    const options = ['--flavour', flavour, '--format', 'text'];
    const { output } = await runTool('java', [...program, ...options, ...files]);
    const said = [...output.matchAll(/^(PASS|FAIL) (.+\.pdf) /gm)];
    return files.map((file) => said.find(([, , name]) => name === path.resolve(file))?.[1] ?? 'unreadable');
  };
  return {
    name,
    program: LIBRARIES,
    howToGet: 'test/judges/install.sh (Java and Maven)',
    judges: 'results',
    verdict: async (file) => (await verdicts([file]))[0] ?? 'unreadable',
    verdicts,
  };
}

export const verapdf3a = verapdf('3a', 'verapdf-3a');
export const verapdfUa1 = verapdf('ua1', 'verapdf-ua1');
