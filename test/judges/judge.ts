/** One outside validator: how to tell whether it is here, and what it says of files, of each in one line. */
export interface Judge {
  readonly name: string;
  /** program looked for, and how to get it */
  readonly program: string;
  readonly howToGet: string;
  /** which files of a demo run it judges */
  readonly judges: 'results' | 'results and labels';
  /** its verdict of each file, in their order: a line that does not change from run to run */
  verdicts(files: readonly string[], trust: string): Promise<string[]>;
}

/** For a tool that starts as fast as it judges: one run of it for each file. */
export function oneByOne(verdict: (file: string, trust: string) => Promise<string>): Judge['verdicts'] {
  return async (files, trust) => {
    const verdicts: string[] = [];
    for (const file of files) verdicts.push(await verdict(file, trust));
    return verdicts;
  };
}

/** For a tool that takes many files, and begins the line of each with its name: `name: verdict`. */
export function verdictsByName(files: readonly string[], output: string): string[] {
  const lines = output.split('\n');
  return files.map((file) => {
    const start = `${file.split('/').at(-1)}: `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length) ?? 'no answer';
  });
}
