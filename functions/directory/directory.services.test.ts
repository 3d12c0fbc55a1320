import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agency, official } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from './index.ts';

let world: TestTable;
let directory: Directory;
beforeAll(async () => {
  world = await startTable();
  directory = new Directory(world.table);
});
afterAll(() => world.stop());

const office = {
  code: '630000',
  name: 'Bưu cục Buôn Ma Thuột',
  address: '1 Nơ Trang Long',
  phone: '02623852612',
};
const clerk = { sub: 'sub-1', name: 'Lê Thị Ngân', agencies: ['H01.12'] };
const roots = ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'];

describe('the directory', () => {
  it('gives back what was entered', async () => {
    await directory.putAgency(agency);
    await directory.putOfficial(official);
    await directory.putPostOffice(office);
    await directory.putUser(clerk);
    await directory.putTrustAnchors({ roots });
    expect(await directory.agency(agency.code)).toEqual(agency);
    expect(await directory.official(official.id)).toEqual(official);
    expect(await directory.postOffice(office.code)).toEqual(office);
    expect(await directory.findUser(clerk.sub)).toEqual(clerk);
    expect(await directory.trustAnchors()).toEqual({ roots });
  });

  it('answers nothing for whom it does not know, and fails by name where a step relies on them', async () => {
    expect(await directory.findAgency('X')).toBeUndefined();
    expect(await directory.findOfficial('X')).toBeUndefined();
    expect(await directory.findUser('X')).toBeUndefined();
    for (const relied of [directory.agency('X'), directory.official('X'), directory.postOffice('X')]) {
      await expect(relied).rejects.toMatchObject({ name: 'PreconditionMissing' });
    }
  });

  it('lists everybody who holds a key, and nobody else', async () => {
    await directory.putOfficial({ ...official, id: 'a-first' });
    const { agencies, officials } = await directory.keyHolders();
    expect(agencies).toEqual([agency]);
    expect(officials.map(({ id }) => id)).toEqual(['a-first', official.id]);
  });

  it('refuses an entry that is not what it must be', async () => {
    const bent = { ...agency, pk: 'AGENCY#BENT', sk: 'ENTRY', v: 1, seal: { picture: 'x' } };
    await world.table.client.send(new PutCommand({ TableName: world.table.name, Item: bent }));
    await expect(directory.findAgency('BENT')).rejects.toMatchObject({ name: 'ZodError' });
  });
});
