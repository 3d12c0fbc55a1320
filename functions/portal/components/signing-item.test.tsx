import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import type { SigningRow } from '../desk/signing-rows.ts';
import type { View } from '../http/view.ts';
import { catalogue } from '../text/catalogue.ts';
import { SigningItem } from './signing-item.tsx';

const t = catalogue.vi;
const view: View = {
  language: 'vi',
  t,
  site: { publicBaseUrl: '', stylesheet: '', script: '' },
  path: '/desk/signing',
  address: '/desk/signing',
  principal: undefined,
  csrf: undefined,
};
const row: SigningRow = {
  key: 'H15.27-261112-0001-r1',
  code: 'H15.27-261112-0001',
  revision: 1,
  kind: 'signature',
  round: 1,
  dueOn: '2026-11-24',
  openedAt: '2026-10-20T02:00:00Z',
  procedure: 'Cấp giấy phép xây dựng',
  applicant: 'Nguyễn Văn Hoà',
  summary: 'Giấy phép xây dựng nhà ở riêng lẻ',
  facts: {},
  wanted: {
    field: 'official',
    digest: 'ab'.repeat(32),
    attributes: '',
    algorithm: 'ECDSA_SHA_256',
    certificate: 'cd'.repeat(32),
    expiresAt: '2026-11-19T02:00:00Z',
  },
  expired: false,
};

const drawn = async (change: Partial<SigningRow>): Promise<string> => {
  const props = { view, row: { ...row, ...change }, today: '2026-11-24', value: undefined, error: undefined };
  return (await html`${<SigningItem {...props} open={false} />}`).toString();
};

describe('a dossier that waits for the device', () => {
  it('offers its digest and takes a value', async () => {
    const page = await drawn({});
    expect(page).toContain(row.wanted.digest);
    expect(page).toContain(`name="value-${row.key}"`);
    expect(page).toContain(t.signing.choose(row.code));
  });

  it('says so when it takes none any more, and offers nothing to sign or paste', async () => {
    const page = await drawn({ expired: true });
    expect(page).toContain(t.signing.expired);
    expect(page).not.toContain(`name="value-${row.key}"`);
    expect(page).not.toContain(t.signing.choose(row.code));
  });
});
