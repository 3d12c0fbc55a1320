import { describe, expect, it, vi } from 'vitest';
import { rememberingFew } from './remembering-few.ts';

const bytes = (...octets: number[]) => Uint8Array.from(octets);

describe('what a few readings are kept for', () => {
  it('is read once for the same bytes, wherever they lie', () => {
    const read = vi.fn((octets: Uint8Array) => ({ first: octets[0] }));
    const remembered = rememberingFew(2, read);
    expect(remembered(bytes(1))).toBe(remembered(bytes(1)));
    expect(remembered(bytes(2))).toEqual({ first: 2 });
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is kept while nothing new comes, and begun anew by one too many', () => {
    const read = vi.fn(() => ({}));
    const remembered = rememberingFew(2, read);
    for (const octet of [1, 2, 1, 2, 1, 2]) remembered(bytes(octet));
    expect(read).toHaveBeenCalledTimes(2);
    for (const octet of [3, 1]) remembered(bytes(octet));
    expect(read).toHaveBeenCalledTimes(4);
  });

  it('is not kept where it throws', () => {
    const read = vi.fn(() => {
      throw new Error('none');
    });
    const remembered = rememberingFew(2, read);
    for (const _ of [1, 2]) expect(() => remembered(bytes(1))).toThrow('none');
    expect(read).toHaveBeenCalledTimes(2);
  });
});
