import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agency, official } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { checkKeys } from './check-keys.ts';
import { createTestAuthority } from './testing/test-keys.ts';

let world: TestTable;
let directory: Directory;
beforeAll(async () => {
  world = await startTable();
  directory = new Directory(world.table);
});
afterAll(() => world.stop());

const now = new Date('2026-11-24T00:00:00Z');
const authority = await createTestAuthority('Gốc');

async function certificates(days: number): Promise<string[]> {
  const notAfter = new Date(now.getTime() + days * 86_400_000);
  const { certificate } = await authority.issue({ subject: 'Hoà', key: 'p256', notAfter });
  const body = Buffer.from(certificate).toString('base64');
  return [`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`];
}

describe('the check of keys', () => {
  it('is content where nobody has one', async () => {
    expect(await checkKeys(directory, () => now)).toEqual({ soonestKeyExpiryDays: 3650, expiring: [] });
  });

  it('tells the day that comes first, and who must renew', async () => {
    const sealKey = { ...agency.seal.key, certificates: await certificates(200) };
    await directory.putAgency({ ...agency, seal: { ...agency.seal, key: sealKey } });
    await directory.putOfficial({
      ...official,
      key: { ...official.key, certificates: await certificates(61) },
    });
    expect(await checkKeys(directory, () => now)).toEqual({ soonestKeyExpiryDays: 61, expiring: [] });
    await directory.putOfficial({
      ...official,
      key: { ...official.key, certificates: await certificates(30) },
    });
    expect(await checkKeys(directory, () => now)).toEqual({
      soonestKeyExpiryDays: 30,
      expiring: [{ holder: `official ${official.id}`, days: 30 }],
    });
  });

  it('is alarmed by a certificate that cannot be read', async () => {
    await directory.putOfficial({ ...official, id: 'hong' });
    expect(await checkKeys(directory, () => now)).toMatchObject({ soonestKeyExpiryDays: -1 });
  });
});
