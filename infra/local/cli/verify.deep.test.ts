import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentReport } from '../../../functions/portal/api/verification-schemas.ts';

const SIGNED = 'test/fixtures/signed-by-pyhanko';
const trust = ['--trust', `${SIGNED}/root.pem`];
const folder = mkdtempSync(join(tmpdir(), 'ket-qua-verify-'));
const nowhere = ['--data', join(folder, 'nothing')];

afterAll(() => rmSync(folder, { recursive: true }));

function verify(...args: string[]) {
  return spawnSync(process.execPath, ['infra/local/cli/verify.ts', ...args], { encoding: 'utf8' });
}

describe('npm run verify', () => {
  it('ends with 0 where all files are valid, and says so in both languages', () => {
    const { status, stdout } = verify(`${SIGNED}/archived.pdf`, `${SIGNED}/linearized.pdf`, ...trust);
    expect(status).toBe(0);
    expect(stdout).toContain('archived.pdf: HỢP LỆ / VALID');
    expect(stdout).toContain('Người ký thứ nhất, Phép thử');
    expect(stdout).toContain('PAdES B-LTA');
  });

  it('ends with 1 where one of them is not', () => {
    const files = [`${SIGNED}/archived.pdf`, `${SIGNED}/filled-though-forbidden.pdf`];
    const { status, stdout } = verify(...files, ...trust);
    expect(status).toBe(1);
    expect(stdout).toContain('KHÔNG HỢP LỆ / NOT VALID');
    expect(stdout).toContain('! permissions: field number was filled in');
  });

  it('ends with 2 where one cannot be read, whatever the others say', () => {
    const cut = join(folder, 'cut.pdf');
    writeFileSync(cut, readFileSync(`${SIGNED}/archived.pdf`).subarray(0, 3000));
    expect(verify(cut, `${SIGNED}/filled-though-forbidden.pdf`, ...trust).status).toBe(2);
    expect(verify(join(folder, 'none.pdf'), ...trust).status).toBe(2);
  });

  it('trusts nothing where it is told of no root, and says so', () => {
    const { status, stdout } = verify(`${SIGNED}/archived.pdf`, ...nowhere);
    expect(status).toBe(1);
    expect(stdout).toContain('không tin cậy chứng thư gốc nào');
    expect(stdout).toContain('KHÔNG KẾT LUẬN ĐƯỢC / CANNOT TELL');
  });

  it('prints a line of JSON for each file', () => {
    const { stdout } = verify(`${SIGNED}/archived.pdf`, `${SIGNED}/signed-again.pdf`, '--json', ...trust);
    const reports = stdout.trim().split('\n');
    expect(reports.map((line) => (JSON.parse(line) as { verdict: string }).verdict)).toEqual([
      'valid',
      'valid',
    ]);
  });

  it('prints what the API answers for the same file, and the file’s name', () => {
    for (const name of ['archived.pdf', 'filled-though-forbidden.pdf', 'root.pem']) {
      const { file, ...report } = JSON.parse(verify(`${SIGNED}/${name}`, '--json', ...trust).stdout) as {
        file: string;
      };
      expect(file).toBe(`${SIGNED}/${name}`);
      expect(documentReport.strict().parse(report)).toEqual(report);
    }
  });

  it('refuses arguments it does not know, and files of roots that hold none', () => {
    expect(verify('--tin', 'x').status).toBe(2);
    expect(verify().stderr).toContain('Cách dùng / usage');
    const empty = join(folder, 'empty.pem');
    writeFileSync(empty, '');
    expect(verify(`${SIGNED}/archived.pdf`, '--trust', empty)).toMatchObject({ status: 2 });
    const missing = verify(`${SIGNED}/archived.pdf`, '--trust', join(folder, 'nope.pem'));
    expect(missing).toMatchObject({ status: 2 });
    expect(missing.stderr).toContain('không đọc được tệp chứng thư gốc');
  });

  it('says how it is written when asked', () => {
    const { status, stdout } = verify('--help');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Cách dùng / usage') });
  });
});
