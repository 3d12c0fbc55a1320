import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { it as plain } from 'vitest';
import { rememberDirectory } from '../support/directory-entries.ts';
import { openFrontDoor } from './front-door.ts';

/**
 * A test at a front door that stands open for every file one process runs, so that functions are loaded once for
 * all. Each file finds the directory as the demo has it; what else it changes it puts back itself: templates, the
 * workflow, the trust services' moods. Who compares the traces of everybody's dossiers waits the first time until
 * those of the files before are at rest. Who wants other settings opens a door of their own.
 */
export const it = plain
  // vitest reads from the pattern which fixtures this one needs.
  // oxlint-disable-next-line eslint/no-empty-pattern
  .extend('openDoor', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const templates = await mkdtemp(path.join(tmpdir(), 'ket-qua-templates-'));
    await cp('templates', templates, { recursive: true });
    const door = await openFrontDoor({ scheduleSeconds: 2, env: { TEMPLATES_DIR: templates } });
    onCleanup(async () => {
      await door.close();
      await rm(templates, { recursive: true });
    });
    return door;
  })
  .extend('door', { scope: 'file' }, async ({ openDoor }, { onCleanup }) => {
    const putDirectoryBack = await rememberDirectory(openDoor.table);
    onCleanup(async () => {
      await putDirectoryBack();
      openDoor.passOn();
    });
    return openDoor;
  });
