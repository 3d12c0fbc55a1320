import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPage } from '../../delivery/index.ts';
import { VerificationPages } from '../../intake/index.ts';
import type { Table } from '../../platform/table.ts';
import type { Services } from '../services.ts';
import { ORIGIN, startTestPortal, type Browser, type TestPortal } from '../testing/test-portal.ts';

let portal: TestPortal;
let clerk: Browser;
/** A table nobody may ask: a key that is too long would break there. */
const unasked = new Proxy({}, { get: () => expect.fail('the table was asked') });
const services = {
  tracker: { revisions: unasked },
  verifyPage: (id: string) =>
    verifyPage({ pages: new VerificationPages({ client: unasked, name: 't' } as Table) } as never, id),
} as unknown as Services;

beforeAll(async () => {
  portal = await startTestPortal({ services });
  clerk = await portal.signIn({ sub: 'clerk-1', agencies: ['H15.27'] }, ['clerk']);
});
afterAll(() => portal.stop());

const TOKEN = 'a'.repeat(43);
const garbage = (path: string, headers: Record<string, string> = {}) =>
  portal.app.request(path, {
    method: 'POST',
    body: 'garbage',
    headers: { accept: 'text/html', 'content-type': 'multipart/form-data; boundary=x', ...headers },
  });

describe('a form that is none of the kind it claims', () => {
  it.each(['/status', `/l/${TOKEN}`])('is refused at %s, without a login', async (path) => {
    const answer = await garbage(path);
    expect(answer.status).toBe(415);
    expect(await answer.text()).toContain('content-type-not-form');
  });

  it.each(['/desk/submit', '/desk/dossiers/H15.27-261112-0001/1/seal', '/logout'])(
    'is refused at %s as any form that does not carry its session’s secret',
    async (path) => {
      const answer = await garbage(path, { cookie: clerk.cookie, origin: ORIGIN });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('csrf-refused');
    },
  );

  it('is refused where the secret came in a header', async () => {
    const headers = { cookie: clerk.cookie, origin: ORIGIN, 'x-csrf-token': clerk.csrf };
    const answer = await garbage('/desk/submit', headers);
    expect(answer.status).toBe(415);
  });
});

describe('a path with a part longer than any key', () => {
  const long = 'x'.repeat(2_500);

  it.each([`/v/${long}`, `/desk/dossiers/${long}/1`, `/desk/dossiers?code=${long}`, `/desk/inbox/${long}/1`])(
    'is unknown: %.20s…',
    async (path) => {
      expect((await clerk.get(path)).status).toBeLessThan(500);
      expect((await portal.app.request(path)).status).toBeLessThan(500);
    },
  );

  it.each([
    ['clerk', `/dossiers/${long}`],
    ['clerk', `/dossiers/${long}/revisions/1/result`],
    ['official', `/dossiers/${long}/revisions/1/signature`],
  ])('is an unknown dossier to a program: %s %.12s…', async (group, path) => {
    await portal.directory.putUser({ sub: 'p-1', name: 'P', agencies: ['H15.27'], official: 'o' });
    const token = await portal.token('p-1', { 'cognito:groups': [group] });
    const answer = await portal.app.request(path, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      404,
      'dossier-unknown',
    ]);
  });
});

describe('a text in a form', () => {
  it.each(['Sai\u200bđịa chỉ công trình', 'Sai\u202eđịa chỉ công trình', 'Sai\u0007địa chỉ công trình'])(
    'is refused with the unseen character of %j',
    async (reason) => {
      const answer = await clerk.post('/desk/dossiers/H15.27-261112-0001/1/revoke', { reason });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('ký tự ẩn');
    },
  );
});
