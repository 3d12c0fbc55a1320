import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutUnusedWrappers } from './lean-pdfium.ts';

describe('lean PDFium', () => {
  const whole = readFileSync('node_modules/@hyzyla/pdfium/dist/index.esm.js', 'utf8');
  const lean = withoutUnusedWrappers(whole);

  it('keeps a wrapper for every function its code calls', () => {
    const called = new Set([...whole.matchAll(/module\.(_F\w+)/g)].map(([, name = '']) => name));
    expect(called.size).toBeGreaterThan(15);
    for (const name of called) expect(lean, name).toContain(`Module["${name}"] = createExportWrapper`);
  });

  it('drops the others and the traps', () => {
    expect(lean).not.toMatch(/Module\["\w+"\] = makeInvalidEarlyAccess/);
    expect(lean.length).toBeLessThan(whole.length * 0.7);
  });
});
