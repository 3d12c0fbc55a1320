/** Gathers what a DSS holds (EN 319 142-1 §5.4.2) for whole chains: signer's, timestamps', responders'. */
import { sha256 } from '../../platform/digest.ts';
import type { Issued } from './certificate-id.ts';
import type { RevocationEvidence, RevocationSource } from './revocation-source.ts';

/**
 * The certificates of the chains and the proof of their status now, nothing twice.
 *
 * @param chains each from its leaf to its root, as `certificatePath` gives them; a root's own status is nobody's to tell
 * @throws {RevocationUnavailable}
 */
export async function collectRevocation(
  source: RevocationSource,
  chains: readonly (readonly Uint8Array[])[],
): Promise<RevocationEvidence> {
  const issued = new Map<string, Issued>();
  for (const { certificate, issuer } of chains.flatMap(issuedIn)) {
    issued.set(sha256(certificate), { certificate, issuer });
  }
  const checked = await Promise.all([...issued.values()].map((one) => source.check(one)));
  return {
    certificates: once([...chains.flat(), ...checked.flatMap(({ certificates }) => certificates)]),
    ocsps: once(checked.flatMap(({ ocsps }) => ocsps)),
    crls: once(checked.flatMap(({ crls }) => crls)),
  };
}

/** Each certificate of a chain with its issuer. */
export function issuedIn(chain: readonly Uint8Array[]): Issued[] {
  return chain.flatMap((certificate, position) => {
    const issuer = chain[position + 1];
    return issuer === undefined ? [] : [{ certificate, issuer }];
  });
}

function once(pieces: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(pieces.map((piece) => [sha256(piece), piece])).values()];
}
