import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tamperedFiles } from './tampered-files.ts';

/** One judge before one tampered file. */
export interface TamperedCase {
  readonly judge: string;
  readonly file: string;
}

/** Claims that only veraPDF reads, and damage only a viewer minds. */
const claims = [
  { name: 'no-pdfa-claim', refusedBy: ['verapdf-3a'], from: 'pdfaid:part="3"', to: 'pdfaid:part="9"' },
  { name: 'no-pdfua-claim', refusedBy: ['verapdf-ua1'], from: 'pdfuaid:part="1"', to: 'pdfuaid:part="9"' },
] as const;

/** Writes tampered copies of a result beside the demo's output, and names the judges that must refuse each. */
export async function writeTampered(out: string, result: string): Promise<TamperedCase[]> {
  const sealed = await readFile(path.join(out, result));
  await mkdir(path.join(out, 'tampered'), { recursive: true });
  const cases: TamperedCase[] = [];
  const write = async (name: string, copy: Uint8Array, judges: readonly string[]) => {
    const file = `tampered/${name}.pdf`;
    await writeFile(path.join(out, file), copy);
    cases.push(...judges.map((judge) => ({ judge, file })));
  };
  for (const { name, refusedBy, tamper } of tamperedFiles) {
    const others = name === 'truncated' ? ['mutool'] : [];
    await write(name, tamper(sealed), [...refusedBy, ...others]);
  }
  for (const { name, refusedBy, from, to } of claims)
    await write(name, replaced(sealed, from, to), refusedBy);
  return cases;
}

function replaced(sealed: Buffer, from: string, to: string): Uint8Array {
  const at = sealed.indexOf(from);
  if (at < 0) throw new Error(`the result does not say ${from}`);
  const copy = Buffer.from(sealed);
  copy.write(to, at, 'latin1');
  return copy;
}
