import path from 'node:path';
import { z } from 'zod';

/** Pages of the documents measured. */
export const LENGTHS = [1, 10, 100] as const;

export type Length = (typeof LENGTHS)[number];

/** Who takes turns at a document of each length. */
export const APPLICANTS: Readonly<Record<Length, number>> = { 1: 40, 10: 4, 100: 2 };

/** What a result is made from, besides its template. */
export const documentInput = z.object({
  dossier: z.object({ code: z.string() }),
  data: z.unknown(),
  result: z.unknown(),
  verifyUrl: z.string(),
  agency: z.object({ name: z.string(), parentName: z.string(), place: z.string() }),
  signing: z.object({
    authorityLines: z.array(z.string()),
    signerName: z.string(),
    sealDiameterMm: z.number(),
  }),
  number: z.object({ suffix: z.string() }),
  createdAt: z.coerce.date(),
});

/** Name of the document of so many pages: a template of its own. */
export function documentOf(length: Length): string {
  return `giay-phep-${length}-trang`;
}

/** Where the input of one applicant's document lies. */
export function inputOf(folder: string, document: string, number: number): string {
  return path.join(folder, `${document}.${number}.json`);
}
