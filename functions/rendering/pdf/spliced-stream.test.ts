import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Prepared, spliced, whole } from './spliced-stream.ts';

const bytes = (length: number, step: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, at) => (at * step) & 0xff));

describe('a stream of prepared bytes', () => {
  it.each([
    [0, 0, 0],
    [0, 1, 5],
    [108, 0, 300],
    [7, 9_000, 0],
    [1, 70_000, 6_000],
  ])('inflates to all its bytes, checksum included: %i, %i, %i', (first, prepared, behind) => {
    const parts = [bytes(first, 7), bytes(prepared, 5), bytes(behind, 3)] as const;
    const whenOnce = spliced(parts[0], [new Prepared(parts[1]), parts[2]]);
    expect(inflateSync(whenOnce)).toEqual(Buffer.concat(parts));
  });

  it('takes the same prepared bytes again and again', () => {
    const prepared = new Prepared(bytes(500, 11));
    const twice = spliced(bytes(3, 1), [prepared, bytes(4, 2)], [prepared, bytes(0, 1)]);
    expect(inflateSync(twice)).toEqual(
      Buffer.concat([bytes(3, 1), bytes(500, 11), bytes(4, 2), bytes(500, 11)]),
    );
  });

  it('holds the same, and is shorter, deflated as a whole', () => {
    const prepared = new Prepared(bytes(500, 11));
    const spread = spliced(bytes(90, 11), [prepared, bytes(90, 11)]);
    const together = whole(bytes(90, 11), [prepared, bytes(90, 11)]);
    expect(inflateSync(together)).toEqual(inflateSync(spread));
    expect(together.length).toBeLessThan(spread.length);
  });
});
