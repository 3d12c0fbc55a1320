import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from './clock.ts';

const HOUR = 3_600_000;
const awake = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);
/** The wall clock goes on, and no timer with it: CLOCK_MONOTONIC of a suspended Linux machine. */
const asleep = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

let fired: number;
const fire = () => (fired += 1);
const inAnHour = () => new Date(Date.now() + HOUR);

beforeEach(() => {
  fired = 0;
  vi.useFakeTimers({ now: new Date('2026-03-02T01:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a timer fires at its instant, once, and never in the turn that sets it', () => {
  systemClock.setTimer(inAnHour(), fire);
  systemClock.setTimer(new Date(0), fire);
  expect(fired).toBe(0);
  awake(0);
  expect(fired).toBe(1);
  awake(HOUR - 1);
  expect(fired).toBe(1);
  awake(1);
  awake(HOUR);
  expect(fired).toBe(2);
});

test('a timer further away than Node can count fires at its instant too', () => {
  const days = 40 * 24 * HOUR;
  systemClock.setTimer(new Date(Date.now() + days), fire);
  awake(days - 1);
  expect(fired).toBe(0);
  awake(1);
  expect(fired).toBe(1);
});

test('a timer whose instant passed while the machine slept fires within a minute', () => {
  systemClock.setTimer(inAnHour(), fire);
  asleep(HOUR);
  awake(60_000);
  expect(fired).toBe(1);
});

test('a count-down does not count the time the machine slept', () => {
  systemClock.countDown(45_000, fire);
  awake(20_000);
  asleep(HOUR);
  awake(24_999);
  expect(fired).toBe(0);
  awake(1);
  expect(fired).toBe(1);
});

test('neither fires once it is cancelled', () => {
  const cancelTimer = systemClock.setTimer(inAnHour(), fire);
  const cancelCount = systemClock.countDown(HOUR, fire);
  awake(HOUR / 2);
  cancelTimer();
  cancelCount();
  awake(HOUR);
  expect(fired).toBe(0);
});
