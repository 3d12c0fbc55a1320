import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readArguments, UsageError } from '../../demo/arguments.ts';
import { stackSettings } from '../stack-settings.ts';
import { ArgumentInvalid, stackArguments } from './arguments.ts';
import { banner } from './banner.ts';

const run = promisify(execFile);

describe('the command line', () => {
  it('has a folder and a port unless told otherwise', () => {
    expect(stackArguments([], {})).toEqual({ dataDir: '.local/data', port: 8080 });
    expect(stackArguments(['--data', 'x', '--pki-port', '9000'], { PORT: '0' })).toEqual({
      dataDir: 'x',
      port: 0,
      pkiPort: 9000,
    });
  });

  it.each([
    [['--dta', 'x'], {}],
    [['--pki-port', '99999'], {}],
    [[], { PORT: 'tám nghìn' }],
  ])('refuses %j with %j, in Vietnamese and English', (argv, env) => {
    expect(() => stackArguments(argv, env)).toThrow(ArgumentInvalid);
    expect(() => stackArguments(argv, env)).toThrow(/không.* \/ /u);
  });

  it('of the demo is refused with the option and the usage, in Vietnamese and English', () => {
    expect(() => readArguments(['--dem', '3'])).toThrow(UsageError);
    expect(() => readArguments(['--dem', '3'])).toThrow(/không hợp lệ \/ .*'--dem'\nCách dùng \/ usage/u);
  });

  it.each(['start', 'demo', 'token', 'audit'])('of %s explains itself when asked', async (command) => {
    const { stdout } = await run(process.execPath, [resolve(import.meta.dirname, `${command}.ts`), '--help']);
    expect(stdout).toContain('Cách dùng / usage: ');
  });
});

describe('what is printed', () => {
  const endpoints = {
    dynamodb: 'http://127.0.0.1:1',
    s3: 'http://127.0.0.1:2',
    kms: 'http://127.0.0.1:3',
    sesv2: 'http://127.0.0.1:4',
    sfn: 'http://127.0.0.1:5',
    lambda: 'http://127.0.0.1:6',
    oidc: 'http://127.0.0.1:7',
    pki: 'http://127.0.0.1:8',
    csc: 'http://127.0.0.1:9',
  };
  const printed = (env: Record<string, string>, dataDir = 'x') =>
    banner(
      {
        url: 'http://localhost:8080',
        endpoints,
        settings: stackSettings({ dataDir: 'x', port: 0, env }),
        stateMachineArn: 'arn',
      },
      dataDir,
    );

  it('names every service, every demo user and how to get a token', () => {
    const text = printed({});
    for (const address of Object.values(endpoints)) expect(text).toContain(address);
    for (const name of ['official', 'director', 'clerk', 'post', 'operator', 'integration']) {
      expect(text).toMatch(new RegExp(`^  ${name} `, 'mu'));
    }
    expect(text).toContain('npm run -s token -- official');
  });

  it('says how to get a token from this very folder', () => {
    const line = (dataDir: string) => /TOKEN=\$\((.*)\)$/mu.exec(printed({}, dataDir))?.[1];
    expect(line(resolve('.local/data'))).toBe('npm run -s token -- official');
    expect(line('/srv/kq')).toBe('npm run -s token -- official --data /srv/kq');
    expect(line('/srv/kết quả')).toBe("npm run -s token -- official --data '/srv/kết quả'");
    expect(line("/srv/d'Or")).toContain(String.raw`--data '/srv/d'\''Or'`);
  });

  it('names the region as either version of the AWS CLI reads it', () => {
    expect(printed({})).toContain('AWS_REGION=ap-southeast-1 AWS_DEFAULT_REGION=ap-southeast-1');
  });

  it('shows the embedded key pair, and never one from the environment', () => {
    expect(printed({})).toContain('AWS_SECRET_ACCESS_KEY=tren-mot-may');
    const own = printed({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'bí mật' });
    expect(own).not.toContain('bí mật');
    expect(own).not.toContain('AKIA');
  });
});
