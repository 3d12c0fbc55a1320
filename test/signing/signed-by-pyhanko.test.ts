import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PdfFile } from '../../functions/signing/pdf/pdf-file.ts';
import { ForeignReading } from '../../functions/signing/pdf/foreign-reading.ts';
import { WorkBudget, limitsFor } from '../../functions/signing/pdf/work-budget.ts';
import { verifyDocument } from '../../functions/signing/validation/document/verify-document.ts';

const FOLDER = 'test/fixtures/signed-by-pyhanko';
const NOW = new Date('2026-11-26T00:00:00Z');
const root = new Uint8Array(new X509Certificate(readFileSync(`${FOLDER}/root.pem`)).raw);

function read(name: string): Buffer {
  return readFileSync(`${FOLDER}/${name}.pdf`);
}

function verify(pdf: Uint8Array) {
  return verifyDocument(pdf, { roots: [root], now: NOW });
}

describe('what another tool signed and updated is valid', () => {
  it.each([
    ['archived', [['official', 'B-LTA', 'lta']]],
    ['archived-twice', [['official', 'B-LTA', 'lta']]],
    ['archived-compressed', [['agency', 'B-LTA', 'lta']]],
    ['linearized', [['official', 'B-LTA', 'lta']]],
    [
      'filled-and-signed',
      [
        ['official', 'B-LTA', 'form-filling'],
        ['agency', 'B-LTA', 'lta'],
      ],
    ],
    [
      'signed-again',
      [
        ['first', 'B-LTA', 'form-filling'],
        ['second', 'B-LTA', 'lta'],
      ],
    ],
  ])('%s', (name, expected) => {
    const report = verify(read(name));
    expect(report).toMatchObject({ verdict: 'valid', findings: [], notChecked: [] });
    const signatures = report.signatures.filter(({ kind }) => kind !== 'timestamp');
    expect(signatures.map(({ field, level, changes }) => [field, level, changes.level])).toEqual(expected);
    for (const { revocation, chain } of report.signatures) {
      expect([revocation, chain]).toEqual(['good', 'trusted']);
    }
  });

  it('in a linearized file, whose cross-reference points forward', () => {
    const pdf = read('linearized');
    const { sections } = new PdfFile(pdf, new ForeignReading(new WorkBudget(limitsFor(pdf.length))));
    expect(sections.at(-1)!.offset).toBeGreaterThan(sections.at(-2)!.offset);
  });
});

describe('what another tool did against a signature', () => {
  it('is refused: a certification allowed no form filling', () => {
    const [official] = verify(read('filled-though-forbidden')).signatures;
    expect(official).toMatchObject({
      kind: 'certification',
      indication: 'TOTAL-FAILED',
      subIndication: 'FORMAT_FAILURE',
      permissionsHonoured: false,
      changes: { level: 'form-filling' },
    });
  });
});
