import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FunctionMissing } from '../../build/build-functions.ts';
import { PortInUse } from '../http/listen.ts';
import { PkiAddressChanged } from '../pki/authority.ts';
import { startStack } from '../stack.ts';
import { DataFolderInUse } from '../state/lock.ts';
import { ArgumentInvalid } from './arguments.ts';
import { explain } from './explain.ts';

const BOTH_LANGUAGES = /[À-ỹ].* \/ .*[a-z]/u;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explain-'));
});

const refusalOf = (dataDir: string) =>
  startStack({ dataDir, port: 0, pkiPort: 0 }).then(
    () => undefined,
    (error: unknown) => explain(error),
  );

describe('a stack that cannot start says why, and where, in both languages', () => {
  it('where its folder is a file', async () => {
    const file = join(folder, 'data');
    await writeFile(file, '');
    expect(await refusalOf(file)).toMatch(BOTH_LANGUAGES);
    expect(await refusalOf(file)).toContain(file);
    expect(await refusalOf(join(file, 'deeper'))).toContain(file);
  });

  it.each(['{', '[]', '{"s3": 99999999}'])('where ports.json holds %s', async (text) => {
    await writeFile(join(folder, 'ports.json'), text);
    const told = await refusalOf(folder);
    expect(told).toContain(join(folder, 'ports.json'));
    expect(told).toMatch(BOTH_LANGUAGES);
  });

  it('where the lock cannot be opened', async () => {
    await mkdir(join(folder, 'lock.sqlite'));
    expect(await refusalOf(folder)).toContain(join(folder, 'lock.sqlite'));
  });
});

it.each([
  ['a folder without permission', Object.assign(new Error('x'), { code: 'EACCES', path: '/srv/kq' })],
  [
    'a folder nobody can make',
    Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'mkdir', path: '/proc/kq' }),
  ],
  ['a full disk', Object.assign(new Error('x'), { code: 'ENOSPC' })],
  ['a port of the system', Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'listen' })],
  ['a port in use', new PortInUse(8080)],
  ['another PKI port', new PkiAddressChanged('Chứng thư mang cổng khác. / Another port.')],
  ['a bad argument', new ArgumentInvalid('Tham số không hợp lệ / bad argument')],
  ['a folder in use', new DataFolderInUse('/srv/kq')],
])('explains %s', (_, error) => {
  expect(explain(error)).toMatch(BOTH_LANGUAGES);
});

it('tells of a function that cannot be built', () => {
  expect(explain(new FunctionMissing('infra/functions.ts lists no function named x'))).toContain('named x');
});

it('leaves what nobody has foreseen its stack trace', () => {
  expect(explain(new TypeError('x is not a function'))).toBeUndefined();
});
