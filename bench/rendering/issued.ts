import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openPkiDesk } from '../../test/support/pki-desk.ts';
import { benchKey, certifiedBy } from '../signing-material.ts';

const PICTURES = path.join(import.meta.dirname, '../../templates/pictures/demo');

/** A draft as it lies in the archive: B-LTA, signed by official and agency with the demo's handwriting and seal. */
export async function issued(draft: Uint8Array): Promise<Uint8Array> {
  const key = benchKey('legacy-rsa', 'RSASSA_PKCS1_V1_5_SHA_256');
  const desk = await openPkiDesk();
  try {
    const certified = await certifiedBy(desk, key);
    const handwriting = await readFile(path.join(PICTURES, 'handwriting-chu-tich-buon-ma-thuot.png'));
    const seal = await readFile(path.join(PICTURES, 'seal-H15.12.png'));
    return await desk.issue(draft, { official: certified, agency: certified }, 'B-LTA', {
      handwriting,
      seal,
    });
  } finally {
    await desk.close();
  }
}
