import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openPkiDesk } from '../../test/support/pki-desk.ts';
import { benchKey } from '../signing-material.ts';

const PICTURES = path.join(import.meta.dirname, '../../templates/pictures/demo');

/** A draft as it lies in the archive: B-LTA, signed by official and agency with the demo's handwriting and seal. */
export async function issued(draft: Uint8Array): Promise<Uint8Array> {
  const { key, signer } = benchKey('legacy-rsa', 'RSASSA_PKCS1_V1_5_SHA_256');
  const desk = await openPkiDesk();
  try {
    const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }));
    const chain = await desk.chainFor('Người ký', spki);
    const certified = {
      algorithm: signer.algorithm,
      certificateChain: () => chain,
      sign: signer.sign.bind(signer),
    };
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
