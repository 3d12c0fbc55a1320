import { execFile } from 'node:child_process';

export interface ToolRun {
  readonly code: number;
  readonly output: string;
}

/** Runs another program to its end; both its streams, in one text. */
export function runTool(program: string, args: readonly string[]): Promise<ToolRun> {
  return new Promise((resolve) => {
    execFile(program, [...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : 127) : 0;
      resolve({ code, output: `${stdout}\n${stderr}` });
    });
  });
}
