import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { ownVerdict } from './own-verdict.ts';
import { runTool } from './run-tool.ts';

const PYTHON = '.local/judges/venv/bin/python';
const FOLDER = '.local/judges/signed-files';

/** pyHanko signs and updates files anew, and our own verifier judges them: the line each must have in the README. */
export async function judgeSignedFiles(): Promise<string[]> {
  await mkdir(FOLDER, { recursive: true });
  const { code, output } = await runTool(PYTHON, ['test/judges/make-signed-files.py', FOLDER]);
  if (code !== 0) throw new Error(`pyHanko made no files: ${output}`);
  const root = new Uint8Array(new X509Certificate(await readFile(path.join(FOLDER, 'root.pem'))).raw);
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.pdf'));
  const lines = files.map(async (name) => {
    const pdf = await readFile(path.join(FOLDER, name));
    return `verify signed-files/${name}: ${ownVerdict(pdf, [root])}`;
  });
  return Promise.all(lines);
}
