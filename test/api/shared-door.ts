import { it as plain } from 'vitest';
import { openFrontDoor } from './front-door.ts';

/**
 * A test at a front door that stands open for every file one process runs, so that functions are loaded once for
 * all. Who changes the directory or the trust services, or wants other settings, opens a door of their own.
 */
// vitest reads from the pattern which fixtures this one needs.
// oxlint-disable-next-line eslint/no-empty-pattern
export const it = plain.extend('door', { scope: 'worker' }, async ({}, { onCleanup }) => {
  const door = await openFrontDoor({ scheduleSeconds: 2 });
  onCleanup(() => door.close());
  return door;
});
