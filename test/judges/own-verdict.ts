import { verifyDocument } from '../../functions/signing/index.ts';

/** What our own verifier says: of the file, then of each signature in the words of EN 319 102-1. */
export function ownVerdict(pdf: Uint8Array, roots: readonly Uint8Array[]): string {
  const { verdict, signatures } = verifyDocument(pdf, { roots, now: new Date() });
  const said = signatures.flatMap(({ field, level, indication, subIndication }) => {
    if (level === undefined) return [];
    return [field, level, indication, subIndication].filter((word) => word !== undefined).join(' ');
  });
  return [verdict, ...said].join('; ');
}
