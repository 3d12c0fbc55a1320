import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { embeddedFile } from '../pdf/embedded-file.ts';
import { PdfFile } from '../pdf/pdf-file.ts';

const list = z.object({
  v: z.literal(1),
  appendices: z.array(z.object({ title: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

/**
 * SHA-256 of each appendix in a file of its own, unsigned, as a valid result names them: who signed the result signed
 * that. None where it has no such appendices.
 */
export function namedAppendices(result: Uint8Array): string[] {
  const named = embeddedFile(new PdfFile(result), 'phu-luc.json');
  if (named === undefined) return [];
  const { appendices } = list.parse(JSON.parse(Buffer.from(named).toString('utf8')));
  return appendices.map(({ sha256 }) => sha256);
}
