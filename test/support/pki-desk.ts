/** Takes a draft through the decree's order at any level, by the product's own code and the development PKI. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { augmentedFile } from '../../functions/signing/augment-result.ts';
import { prepareAgencySignature, prepareOfficialSignature } from '../../functions/signing/decree-order.ts';
import {
  type SignatureLevel,
  type Signer,
  configuredRevocation,
  derOfPem,
} from '../../functions/signing/index.ts';
import { completeSignature } from '../../functions/signing/pdf/complete-signature.ts';
import { PdfFile } from '../../functions/signing/pdf/pdf-file.ts';
import type { PreparedSignature } from '../../functions/signing/pdf/prepare-signature.ts';
import { collectRevocation } from '../../functions/signing/revocation/collect-revocation.ts';
import { testPicture } from '../../functions/signing/testing/test-picture.ts';
import { HttpTimestampAuthority } from '../../functions/signing/timestamps/http-timestamp-authority.ts';
import { roomForToken } from '../../functions/signing/timestamps/token-room.ts';
import { systemClock } from '../../functions/platform/clock.ts';
import { freePort } from '../../infra/local/state/ports.ts';
import { type Pki, startPki } from '../../infra/local/pki/server.ts';

/** What the development authority's tokens take, and some. */
const TOKEN_BYTES = 3584;

interface Pictures {
  readonly handwriting: Uint8Array;
  readonly seal: Uint8Array;
}

const PICTURES: Pictures = {
  handwriting: testPicture(90, 35, [0, 40, 200]),
  seal: testPicture(60, 60, [220, 20, 20]),
};

export interface PkiDesk {
  readonly pki: Pki;
  readonly roots: readonly Uint8Array[];
  /** A certificate chain of the development authority for this public key (SubjectPublicKeyInfo). */
  chainFor(commonName: string, publicKey: Uint8Array): Promise<Uint8Array[]>;
  /** The draft signed by both, at exactly this level. */
  issue(
    draft: Uint8Array,
    signers: { official: Signer; agency: Signer },
    level: SignatureLevel,
    pictures?: Pictures,
  ): Promise<Uint8Array>;
  close(): Promise<void>;
}

export async function openPkiDesk(): Promise<PkiDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'ket-qua-pki-'));
  const pki = await startPki({ directory: folder, port: await freePort(0) });
  const roots = derOfPem([pki.rootPem]);
  const tsa = new HttpTimestampAuthority([pki.timestampUrl], async () => roots, systemClock);
  const settings = { REVOCATION_MAX_AGE_HOURS: 192, REVOCATION_CACHE_MINUTES: 10 };
  const revocation = configuredRevocation(settings, systemClock);
  const evidence = (chains: readonly (readonly Uint8Array[])[]) => collectRevocation(revocation, chains);
  const signed = async (prepared: PreparedSignature, signer: Signer) => {
    const value = await signer.sign({ message: prepared.attributes, digest: prepared.digest });
    const stamp = prepared.tokenBytes > 0 ? await tsa.timestamp(value) : undefined;
    return completeSignature(prepared, value, stamp?.token);
  };
  const augment = (sealed: Uint8Array, level: SignatureLevel) =>
    augmentedFile({ authority: tsa, roots: async () => roots, evidence, level }, sealed);
  return {
    pki,
    roots,
    chainFor: async (commonName, publicKey) =>
      derOfPem(await pki.certify({ organisation: 'Phép thử', commonName }, publicKey)),
    issue: async (draft, { official, agency }, level, { handwriting, seal } = PICTURES) => {
      const tokenBytes = level === 'B-B' ? 0 : TOKEN_BYTES;
      const first = await signed(prepareOfficial(draft, official, tokenBytes, handwriting), official);
      const room = roomForToken(new PdfFile(first));
      return augment(await signed(prepareAgency(first, agency, room, seal), agency), level);
    },
    close: async () => {
      await pki.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function prepareOfficial(
  pdf: Uint8Array,
  signer: Signer,
  tokenBytes: number,
  handwriting: Uint8Array,
): PreparedSignature {
  return prepareOfficialSignature(pdf, {
    algorithm: signer.algorithm,
    chain: signer.certificateChain(),
    signerName: 'Nguyễn Văn Hoà',
    authority: ['CHỦ TỊCH'],
    signedAt: systemClock(),
    tokenBytes,
    handwriting,
  });
}

function prepareAgency(
  pdf: Uint8Array,
  signer: Signer,
  tokenBytes: number,
  seal: Uint8Array,
): PreparedSignature {
  return prepareAgencySignature(pdf, {
    algorithm: signer.algorithm,
    chain: signer.certificateChain(),
    signerName: 'Ủy ban nhân dân xã Ea Kao',
    signedAt: systemClock(),
    tokenBytes,
    seal,
    number: '07/GPXD-UBND',
    date: '2026-11-24',
  });
}
