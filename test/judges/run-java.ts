import { runTool, type ToolRun } from './run-tool.ts';

/** Compiling thoroughly, and collecting garbage beside it, costs more than it saves in a run of seconds. */
const SHORT_RUN = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dfile.encoding=UTF8'];

/** @param libraries folder of jars */
export function runJava(libraries: string, program: string, args: readonly string[]): Promise<ToolRun> {
  return runTool('java', [...SHORT_RUN, '-cp', `${libraries}/*`, program, ...args]);
}
