import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { startDevelopmentPki } from './development-pki.ts';
import { bind, PortInUse } from './http/listen.ts';
import { PkiAddressChanged } from './pki/authority.ts';
import { defaults } from './stack-settings.ts';
import { freePort } from './state/ports.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'development-pki-'));
});

it('takes any port in a new folder where the preferred one is taken, and keeps it', async () => {
  // Taken here, or by a stack that runs beside the test.
  const holder = await bind(createServer(), defaults.pkiPort).catch(() => undefined);
  const first = await startDevelopmentPki({ dataDir });
  await first.close();
  await holder?.close();
  expect(first.port).not.toBe(defaults.pkiPort);
  const again = await startDevelopmentPki({ dataDir });
  await again.close();
  expect(again.port).toBe(first.port);
  expect(again.rootPem).toBe(first.rootPem);
  await expect(startDevelopmentPki({ dataDir, pkiPort: first.port + 1 })).rejects.toThrow(PkiAddressChanged);
});

it('does not bind a new folder to a port it never got', async () => {
  const taken = await bind(createServer(), await freePort(0));
  await expect(startDevelopmentPki({ dataDir, pkiPort: taken.port })).rejects.toThrow(PortInUse);
  const other = await startDevelopmentPki({ dataDir, pkiPort: await freePort(0) });
  expect(other.port).not.toBe(taken.port);
  await other.close();
  await taken.close();
});
