import { cp, mkdtemp } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { prepareFonts } from './prepare-fonts.ts';
import { renderResult } from './render-result.ts';
import { sampleInput, TEMPLATES } from './testing/sample-input.ts';

let templates: string;
beforeEach(async () => {
  templates = await mkdtemp(path.join(tmpdir(), 'fonts-'));
});

/** How often letters were deflated that all files have of a face. */
function watchDeflate() {
  const deflate = vi.spyOn(zlib, 'deflateRawSync');
  syncBuiltinESMExports();
  onTestFinished(() => {
    deflate.mockRestore();
    syncBuiltinESMExports();
  });
  return deflate;
}

describe('fonts made ready when a function starts', () => {
  it('leave nothing of it to the first document, and its bytes as they are', async () => {
    await cp(path.join(TEMPLATES, 'fonts'), path.join(templates, 'fonts'), { recursive: true });
    const input = await sampleInput('phieu-tu-choi');
    const { pdf: expected } = await renderResult(input);
    const deflate = watchDeflate();
    const typeface = await prepareFonts(templates);
    expect(deflate).toHaveBeenCalled();
    deflate.mockClear();
    const { pdf } = await renderResult({ ...input, template: { ...input.template, typeface } });
    expect(deflate).not.toHaveBeenCalled();
    expect(Buffer.from(pdf).equals(expected)).toBe(true);
  });

  it('are missed by name, and found once they are there', async () => {
    await expect(prepareFonts(templates)).rejects.toThrow(/ENOENT.*Tinos-/);
    await cp(path.join(TEMPLATES, 'fonts'), path.join(templates, 'fonts'), { recursive: true });
    await expect(prepareFonts(templates)).resolves.toHaveProperty('regular');
  });
});
