import { it as plain } from 'vitest';
import { openFrontDoor } from './front-door.ts';

/**
 * A test at a front door that stands open for every file one process runs, so that functions are loaded once for
 * all. Each file leaves it at rest: the next one may compare the traces of everybody's dossiers. Who changes the
 * directory or the trust services, or wants other settings, opens a door of their own.
 */
export const it = plain
  // vitest reads from the pattern which fixtures this one needs.
  // oxlint-disable-next-line eslint/no-empty-pattern
  .extend('openDoor', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const door = await openFrontDoor({ scheduleSeconds: 2 });
    onCleanup(() => door.close());
    return door;
  })
  .extend('door', { scope: 'file' }, ({ openDoor }, { onCleanup }) => {
    onCleanup(() => openDoor.comesToRest());
    return openDoor;
  });
