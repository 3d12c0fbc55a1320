import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderResult } from '../../functions/rendering/index.ts';
import { sampleInput, TEMPLATES, type SHIPPED } from '../../functions/rendering/testing/sample-input.ts';
import { withTimestamp } from '../../functions/signing/augment-result.ts';
import { prepareAgencySignature, prepareOfficialSignature } from '../../functions/signing/decree-order.ts';
import { addEvidence } from '../../functions/signing/pdf/security-store.ts';
import { SAFE_TOKEN_BYTES } from '../../functions/signing/pdf/signature-room.ts';
import type { Signer } from '../../functions/signing/signers/signer.ts';
import { testList } from '../../functions/signing/testing/test-status.ts';
import {
  DATE,
  finish,
  SIGNED_AT,
  stamp,
  type SigningDesk,
} from '../../functions/signing/testing/signing-desk.ts';

/** A template's sample as it leaves each step, with the demo's pictures of handwriting and seal. */
export interface SampleRevisions {
  readonly draft: Uint8Array;
  readonly official: Uint8Array;
  readonly agency: Uint8Array;
}

const picture = (name: string): Uint8Array => readFileSync(join(TEMPLATES, 'pictures/demo', `${name}.png`));
const HANDWRITING = picture('handwriting-chu-tich-buon-ma-thuot');
const SEAL = picture('seal-H15.27');

/** Rendered, signed by the official, numbered and sealed by the agency: the same pages in every run. */
export async function sampleRevisions(
  { id, version, suffix }: (typeof SHIPPED)[number],
  desk: SigningDesk,
): Promise<SampleRevisions> {
  const input = await sampleInput(id, {}, version);
  const { pdf: draft } = await renderResult(input);
  const prepared = prepareOfficialSignature(draft, {
    ...keyOf(desk.official),
    signerName: input.signing.signerName,
    authority: input.signing.authorityLines,
    handwriting: HANDWRITING,
  });
  const official = await finish(prepared, desk.official, desk.time);
  const sealing = prepareAgencySignature(official, {
    ...keyOf(desk.agency),
    signerName: input.agency.name,
    seal: SEAL,
    number: `07${suffix}`,
    date: DATE,
  });
  return { draft, official, agency: await finish(sealing, desk.agency, desk.time) };
}

/** The file with what proves it for good, as B-LTA. */
export async function archived(sealed: Uint8Array, { authority, time }: SigningDesk): Promise<Uint8Array> {
  const crl = await testList({ signer: authority.signer, thisUpdate: SIGNED_AT });
  const evidence = { certificates: [authority.certificate], ocsps: [], crls: [crl] };
  const timestamp = async (covered: Uint8Array) => ({ token: await stamp(covered, time), time: SIGNED_AT });
  return withTimestamp({ timestamp }, addEvidence(sealed, evidence));
}

function keyOf(signer: Signer) {
  return {
    algorithm: signer.algorithm,
    chain: signer.certificateChain(),
    signedAt: SIGNED_AT,
    tokenBytes: SAFE_TOKEN_BYTES,
  };
}
