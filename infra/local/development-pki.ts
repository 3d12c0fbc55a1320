import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PortInUse } from './http/listen.ts';
import { storedPort } from './pki/authority.ts';
import { startPki } from './pki/server.ts';
import type { Pki } from './pki/server.ts';
import { defaults } from './stack-settings.ts';
import type { StackOptions } from './stack-settings.ts';
import { freePort } from './state/ports.ts';

type Place = Pick<StackOptions, 'dataDir' | 'pkiPort'>;

/** The port the PKI must have: the one asked for, else the one the folder's certificates carry; undefined: any. */
export async function pkiPortOf({ dataDir, pkiPort }: Place): Promise<number | undefined> {
  return pkiPort || (await storedPort(pkiDirectory(dataDir)));
}

/**
 * Starts the PKI of a data folder. Certificates carry its port: those made for a port that then could not be had
 * would bind the folder to it for ever, and nobody has seen them, so they go again. Throws PortInUse,
 * PkiAddressChanged.
 */
export async function startDevelopmentPki(place: Place): Promise<Pki> {
  const directory = pkiDirectory(place.dataDir);
  const isNew = (await storedPort(directory)) === undefined;
  const port = (await pkiPortOf(place)) ?? (await freePort(place.pkiPort ?? defaults.pkiPort));
  try {
    return await startPki({ directory, port });
  } catch (error) {
    if (isNew && error instanceof PortInUse) await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

function pkiDirectory(dataDir: string): string {
  return join(dataDir, 'pki');
}
