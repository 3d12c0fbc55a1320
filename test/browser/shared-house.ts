import { it as plain } from 'vitest';
import { rememberDirectory } from '../support/directory-entries.ts';
import { openHouse } from './house.ts';

/**
 * A test in a house that stands open for every file one process runs: one stack, one Chromium. Each file finds the
 * directory as the demo has it and nobody signed in; dossiers of others may lie on the desks.
 */
export const it = plain
  // vitest reads from the pattern which fixtures this one needs.
  // oxlint-disable-next-line eslint/no-empty-pattern
  .extend('openHouse', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const house = await openHouse();
    onCleanup(() => house.close());
    return house;
  })
  .extend('house', { scope: 'file' }, async ({ openHouse: house }, { onCleanup }) => {
    const putDirectoryBack = await rememberDirectory(house.table);
    onCleanup(async () => {
      await house.leave();
      await putDirectoryBack();
    });
    return house;
  });
