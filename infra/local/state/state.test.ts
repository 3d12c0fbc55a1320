import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bind, PortInUse } from '../http/listen.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { keyedLock } from './keyed-lock.ts';
import { DataFolderInUse, lockFolder } from './lock.ts';
import { makeFolder } from './make-folder.ts';
import { freePort, servicePorts, startOnFreePorts } from './ports.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'state-'));
});

describe('the lock of a data folder', () => {
  it('refuses a second holder and lets the next one in after release', () => {
    const lock = lockFolder(directory);
    expect(() => lockFolder(directory)).toThrow(DataFolderInUse);
    lock.release();
    lockFolder(directory).release();
  });

  it('does not outlive a process that is killed', async () => {
    const script = `const { lockFolder } = await import(${JSON.stringify(resolve(import.meta.dirname, 'lock.ts'))});
      lockFolder(${JSON.stringify(directory)}); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    await once(child.stdout, 'data');
    expect(() => lockFolder(directory)).toThrow(DataFolderInUse);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockFolder(directory).release();
  });
});

describe('ports', () => {
  it('stay the same over restarts, and move where another program has taken one', async () => {
    const first = await servicePorts(directory, false);
    expect(await servicePorts(directory, false)).toEqual(first);
    const taken = await bind(createServer(), first.oidc);
    const moved = await servicePorts(directory, false);
    expect(moved.oidc).not.toBe(first.oidc);
    expect(moved.s3).toBe(first.s3);
    await expect(bind(createServer(), first.oidc)).rejects.toThrow(PortInUse);
    await taken.close();
  });

  it('are given away once, even where many are asked for before any is bound', async () => {
    const given = await Promise.all(Array.from({ length: 100 }, () => freePort(0)));
    expect(new Set(given).size).toBe(100);
  });
});

describe('a start', () => {
  const taking =
    (...ports: number[]) =>
    async () => {
      const [port] = ports.splice(0, 1);
      if (port !== undefined) throw new PortInUse(port);
      return 'started';
    };

  it('is repeated where a port was taken after it had been found free', async () => {
    expect(await startOnFreePorts(taking(21_000, 22_000), async () => false)).toBe('started');
  });

  it('is given up where the port must be this one, and where it never ends', async () => {
    const must = async (port: number) => port === 8080;
    await expect(startOnFreePorts(taking(21_000, 8080), must)).rejects.toThrow('8080');
    await expect(startOnFreePorts(taking(1, 2, 3, 4, 5), must)).rejects.toThrow(PortInUse);
  });
});

describe('a folder', () => {
  it('is made with those above it, also where it is there already', async () => {
    const folder = join(directory, 'a', 'b', 'c');
    makeFolder(folder);
    makeFolder(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused where it cannot be made, and that at once', async () => {
    await writeFile(join(directory, 'file'), '');
    expect(() => makeFolder(join(directory, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(directory, 'file', 'below'))).toThrow(/ENOTDIR|EEXIST/u);
    if (process.platform === 'linux') expect(() => makeFolder('/proc/ket-qua/x')).toThrow('ENOENT');
  });
});

it('writes a file whole, whichever of many writers comes last', async () => {
  const path = join(directory, 'deep', 'file');
  await Promise.all(
    Array.from({ length: 10 }, (_, index) => writeFileAtomically(path, `${index}`.repeat(1000))),
  );
  expect(await readFile(path, 'utf8')).toMatch(/^(\d)\1{999}$/u);
  expect(await readdir(join(directory, 'deep'))).toEqual(['file']);
});

it('runs work under one key in turn and survives a failure in between', async () => {
  const inTurn = keyedLock();
  const order: string[] = [];
  const work = (name: string, ms: number) => async () => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    order.push(`${name} ends`);
    if (name === 'a') throw new Error('a fails');
  };
  const results = await Promise.allSettled([inTurn('k', work('a', 20)), inTurn('k', work('b', 1))]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
