import { beforeAll, describe, expect, it } from 'vitest';
import { renderResult } from '../../functions/rendering/index.ts';
import { sampleInput } from '../../functions/rendering/testing/sample-input.ts';
import { validateResult } from '../../functions/signing/index.ts';
import { type SigningDesk, openSigningDesk } from '../../functions/signing/testing/signing-desk.ts';
import { tamperedFiles } from './tampered-files.ts';

let desk: SigningDesk;
let sealed: Uint8Array;

beforeAll(async () => {
  desk = await openSigningDesk();
  const { pdf } = await renderResult(await sampleInput('phieu-tu-choi'));
  sealed = await desk.sealAsAgency(await desk.signAsOfficial(pdf));
});

function findings(pdf: Uint8Array): string[] {
  return validateResult(pdf, { roots: [desk.authority.certificate] }).findings.map(({ code }) => code);
}

describe('the product’s own validator', () => {
  it('accepts the file nobody touched', () => {
    expect(findings(sealed)).toStrictEqual([]);
  });

  it.each([
    ['changed-byte', ['digest', 'digest']],
    ['swapped-contents', ['digest', 'digest']],
    ['truncated', ['file-unreadable']],
    ['hidden-number', ['coverage']],
    ['appended-page', ['coverage']],
  ])('refuses %s', (name, codes) => {
    const file = tamperedFiles.find((each) => each.name === name)!;
    expect([...new Set(findings(file.tamper(sealed)))].sort()).toStrictEqual([...new Set(codes)].sort());
  });

  it('has a test for every tampered file', () => {
    expect(tamperedFiles).toHaveLength(5);
  });
});
