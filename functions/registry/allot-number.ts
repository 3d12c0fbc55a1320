import { setTimeout as sleep } from 'node:timers/promises';
import { AwsUnavailable } from '../platform/failures.ts';
import type { NumberRegister } from './number-register.ts';
import {
  claimNumber,
  isOf,
  type AllottedNumber,
  type Claim,
  type NumberHolder,
  type RegisterEntry,
  type Series,
} from './number.ts';

const MOST_MOVES = 100;

/** The revision's number is marked "hủy số": nothing may be issued under it. */
export class NumberCancelled extends Error {
  override readonly name = 'NumberCancelled';
}

export interface NumberRequest {
  readonly id: NumberHolder;
  /** agency code */
  readonly agency: string;
  readonly series: Series;
  readonly now: Date;
}

/**
 * Allots the next number and today's date to a revision (Decree 30/2020, art. 15), or answers those it has:
 * a retry, even the next day or year, keeps both. The register stays without gap and without double.
 * @throws {NumberCancelled} when the revision's number was cancelled
 * @throws {AwsUnavailable} when others kept entering numbers first; the claim keeps the place reached
 */
export async function allotNumber(
  deps: { readonly register: NumberRegister },
  request: NumberRequest,
): Promise<AllottedNumber> {
  const { series, number, symbol, date, cancelled } = await enterNumber(deps, request);
  if (cancelled) throw new NumberCancelled(`${symbol} of ${request.id.code} is cancelled`);
  return { series, number, symbol, date };
}

/** The register's line for a revision, entered now where it was not. All attempts converge on its claim. */
export async function enterNumber(
  { register }: { readonly register: NumberRegister },
  { id, agency, series, now }: NumberRequest,
): Promise<RegisterEntry> {
  let claimed = await register.claimOf(id);
  claimed ??= await register.claim(id, await nextAfter(0));
  for (let attempt = 0; attempt < MOST_MOVES; attempt += 1) {
    const line = await register.enter(id, claimed);
    if (isOf(line, id)) {
      await register.follow(line);
      return line;
    }
    await sleep(Math.random() * 10 * 2 ** Math.min(attempt, 5));
    claimed = await register.move(id, claimed, await nextAfter(claimed.number, claimed));
  }
  throw new AwsUnavailable(`register ${series.id} of ${agency} is contended`);

  /** The number after the last that is known to be entered: all before it are entered too. */
  async function nextAfter(taken: number, from?: Claim): Promise<Claim> {
    const first = claimNumber(agency, series, 1, now);
    const sameRegister = from?.series === first.series && from.date.slice(0, 4) === first.date.slice(0, 4);
    const last = Math.max(await register.last(first), sameRegister ? taken : 0);
    return claimNumber(agency, series, last + 1, now);
  }
}
