import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderResult } from '../../../functions/rendering/index.ts';
import { sampleInput } from '../../../functions/rendering/testing/sample-input.ts';
import type { SignatureAlgorithm, SignatureLevel } from '../../../functions/signing/index.ts';
import { SIGNING_PROFILE } from '../../../functions/signing/testing/signing-profile.ts';
import { openPkiDesk } from '../../support/pki-desk.ts';
import { openKeyRoutes, ROUTES } from './key-routes.ts';

const LEVELS: readonly SignatureLevel[] = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

/** One result: its file's name says by which route, key, algorithm and at which level it is signed. */
export interface CombinedFile {
  readonly name: string;
  readonly algorithm: SignatureAlgorithm;
  readonly level: SignatureLevel;
  /** One file in four: each pair of key and algorithm at each level, the routes taking turns. */
  readonly isInTurn: boolean;
}

export interface CombinedFiles {
  readonly folder: string;
  /** root certificate, PEM */
  readonly trust: string;
  readonly files: readonly CombinedFile[];
}

/**
 * A result for every route, every pair of key and algorithm of the profile, every level: rendered, signed and
 * augmented by the product's own code. Official and agency sign with the same key, but where the official's is on a
 * token: agencies have none there, and theirs is in KMS.
 */
export async function makeCombinedFiles(folder: string): Promise<CombinedFiles> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { pdf: draft } = await renderResult(await sampleInput('trich-luc-ket-hon'));
  const desk = await openPkiDesk();
  const routes = await openKeyRoutes(desk, folder);
  const files: CombinedFile[] = [];
  try {
    const trust = path.join(folder, 'root.pem');
    await writeFile(trust, desk.pki.rootPem);
    for (const [turn, route] of ROUTES.entries()) {
      for (const [pair, entry] of SIGNING_PROFILE.entries()) {
        const official = routes[route](entry);
        const agency = route === 'external' ? routes.kms(entry) : official;
        for (const [step, level] of LEVELS.entries()) {
          const name = `${route}-${entry.spec}-${entry.algorithm}-${level}.pdf`;
          await writeFile(path.join(folder, name), await desk.issue(draft, { official, agency }, level));
          files.push({
            name,
            algorithm: entry.algorithm,
            level,
            isInTurn: (pair + step) % ROUTES.length === turn,
          });
        }
      }
    }
    return { folder, trust, files };
  } finally {
    await routes.close();
    await desk.close();
  }
}
