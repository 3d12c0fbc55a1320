import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { verifyDocument } from '../../functions/signing/index.ts';
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
    const { verdict, signatures } = verifyDocument(pdf, { roots: [root], now: new Date() });
    const levels = signatures.flatMap(({ field, level }) => (level === undefined ? [] : `${field} ${level}`));
    return `verify signed-files/${name}: ${verdict}; ${levels.join('; ')}`;
  });
  return Promise.all(lines);
}
