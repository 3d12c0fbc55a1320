import type { Judge } from './judge.ts';
import { dss } from './tools/dss.ts';
import { mutool } from './tools/mutool.ts';
import { openssl } from './tools/openssl.ts';
import { pdfsig } from './tools/pdfsig.ts';
import { pyhankoArchive } from './tools/pyhanko-archive.ts';
import { pyhanko } from './tools/pyhanko.ts';
import { qpdf } from './tools/qpdf.ts';
import { verapdf3a, verapdfUa1 } from './tools/verapdf.ts';

/** Every outside validator there is. */
export const judges: readonly Judge[] = [
  pdfsig,
  openssl,
  qpdf,
  mutool,
  pyhanko,
  pyhankoArchive,
  dss,
  verapdf3a,
  verapdfUa1,
];
