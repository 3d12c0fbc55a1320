import { type ArchivedResult, archivedResult } from '../functions/signing/testing/archived-result.ts';
import { type Measurement, percentile, round } from './benchmark.ts';
import { brackets, entriesBomb, largeResult } from './large-files.ts';

const FLIPS = 10_000;
/** Every so many bytes the file is cut. */
const CUT = 997;

/**
 * Ten thousand flips of one byte, a cut at every 997th byte, and files of 20 MB: none of them valid that must not
 * be, and how long the slowest takes.
 */
export async function hostile(): Promise<Measurement> {
  const result = await archivedResult();
  const { archived, stored } = result;
  const [start = 0, end = 0] = lastRoom(archived);
  const flips = measured('one byte flipped', result, FLIPS, (index) => {
    const place = (index * 7919 + 13) % (archived.length - (end - start));
    const at = place < start ? place : place + (end - start);
    const changed = Buffer.from(archived);
    changed[at] = (changed[at] ?? 0) ^ (1 + (index % 255));
    return changed;
  });
  const cuts = measured('cut short', result, Math.floor(stored.length / CUT), (index) => {
    return archived.subarray(0, index * CUT);
  });
  const large = await largeResult(result);
  const honest = measured('20 MB, honest', result, 3, () => large);
  const bomb = entriesBomb();
  const million = measured('20 MB, a million entries', result, 3, () => bomb);
  const nested = brackets();
  const deep = measured('20 MB of brackets', result, 3, () => nested);
  return {
    name: 'hostile',
    command: 'npm run bench -- hostile',
    rows: [flips, cuts, honest, million, deep],
    totals: {
      'valid though changed (must be 0)': flips.valid + cuts.valid + million.valid + deep.valid,
      'peak memory of the process (MB)': round(process.resourceUsage().maxRSS / 1024, 0),
    },
  };
}

function measured(
  what: string,
  { verify }: ArchivedResult,
  files: number,
  make: (index: number) => Uint8Array,
) {
  const samples: number[] = [];
  let valid = 0;
  for (let index = 0; index < files; index += 1) {
    const pdf = make(index);
    const begun = performance.now();
    if (verify(pdf, { skipsRevocation: true }).verdict === 'valid') valid += 1;
    samples.push(performance.now() - begun);
  }
  return {
    what,
    files,
    valid,
    'p50 (ms)': round(percentile(samples, 0.5)),
    'slowest (ms)': round(Math.max(...samples)),
  };
}

/** Where the last signature's value stands: the only bytes that nothing covers. */
function lastRoom(pdf: Uint8Array): number[] {
  const ranges = [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/ByteRange \[0 (\d+) (\d+)/g),
  ];
  return (ranges.at(-1) ?? []).slice(1).map(Number);
}
