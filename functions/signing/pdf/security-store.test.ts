import { beforeAll, describe, expect, it } from 'vitest';
import { type SealedResult, sealedResult } from '../testing/sealed-result.ts';
import { PdfFile } from './pdf-file.ts';
import type { RevocationEvidence } from '../revocation/revocation-source.ts';
import { addEvidence, storedEvidence } from './security-store.ts';

const der = (...octets: number[]) => new Uint8Array(octets);
const MATERIAL: RevocationEvidence = {
  certificates: [der(0x30, 1, 1), der(0x30, 1, 2)],
  ocsps: [der(0x30, 1, 3)],
  crls: [der(0x30, 1, 4)],
};
const plain = ({ certificates, ocsps, crls }: RevocationEvidence) =>
  [certificates, ocsps, crls].map((list) => list.map((each) => [...each]));

let result: SealedResult;
beforeAll(async () => {
  result = await sealedResult();
});

describe('the document security store', () => {
  it('holds what was put in, in its order, and changes no byte before it', () => {
    const stored = addEvidence(result.sealed, MATERIAL);
    expect(plain(storedEvidence(new PdfFile(stored)))).toStrictEqual(plain(MATERIAL));
    expect(Buffer.from(stored.subarray(0, result.sealed.length))).toStrictEqual(Buffer.from(result.sealed));
  });

  it('holds nothing twice, neither within what is added nor beside what is there', () => {
    const [first] = MATERIAL.certificates;
    const twice = { ...MATERIAL, certificates: [...MATERIAL.certificates, first!] };
    const stored = addEvidence(result.sealed, twice);
    expect(plain(storedEvidence(new PdfFile(stored)))).toStrictEqual(plain(MATERIAL));
    expect(addEvidence(stored, MATERIAL)).toBe(stored);
  });

  it('grows by what is new, in one revision, and keeps what it held', () => {
    const stored = addEvidence(result.sealed, MATERIAL);
    const more = addEvidence(stored, { certificates: [], ocsps: [der(0x30, 1, 9)], crls: [] });
    expect(plain(storedEvidence(new PdfFile(more)))).toStrictEqual([
      [
        [0x30, 1, 1],
        [0x30, 1, 2],
      ],
      [
        [0x30, 1, 3],
        [0x30, 1, 9],
      ],
      [[0x30, 1, 4]],
    ]);
    expect(new PdfFile(more).sections).toHaveLength(new PdfFile(stored).sections.length + 1);
  });

  it('is written the same way each time', () => {
    const [once, again] = [1, 2].map(() => addEvidence(result.sealed, MATERIAL));
    expect(Buffer.from(once!)).toStrictEqual(Buffer.from(again!));
  });
});
