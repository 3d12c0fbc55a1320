import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Faults, killEverywhere } from '../../test/support/faults.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { allotNumber, cancelNumber, confirmNumber, NumberRegister } from './index.ts';

const AGENCY = 'H01.12';
const series = { id: 'GPXD', suffix: '/GPXD-UBND', digits: 2 };
const morning = new Date('2026-11-23T02:00:00Z');

let world: TestTable;
let register: NumberRegister;
let dossiers = 0;
beforeAll(async () => {
  world = await startTable();
  register = new NumberRegister(world.table);
});
afterAll(() => world.stop());

const newId = () => ({ code: `H01.12-261123-${String((dossiers += 1)).padStart(4, '0')}`, revision: 1 });
const allot = (id = newId(), now = morning, agency = AGENCY, deps = { register }) =>
  allotNumber(deps, { id, agency, series, now });
const numbers = async (agency = AGENCY, year = 2026) =>
  (await register.lines({ agency, series: series.id, year })).map((line) => line.number);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

const cancel = (id: { code: string; revision: number }, agency: string, reason = 'operator') =>
  cancelNumber({ register }, { id, agency, series, now: morning, reason });

describe('the number register', () => {
  it('numbers from 1, pads the number and takes the date from the calendar of Vietnam', async () => {
    expect(await allot(newId(), new Date('2026-11-23T17:30:00Z'), 'A1')).toEqual({
      series: 'GPXD',
      number: 1,
      symbol: '01/GPXD-UBND',
      date: '2026-11-24',
    });
    expect(await allot(newId(), morning, 'A1')).toMatchObject({ number: 2, symbol: '02/GPXD-UBND' });
  });

  it('starts again at 1 when the year changes in Vietnam, seven hours before it does in UTC', async () => {
    await allot(newId(), new Date('2026-12-31T16:59:59Z'), 'A2');
    const first = await allot(newId(), new Date('2026-12-31T17:00:00Z'), 'A2');
    expect(first).toMatchObject({ number: 1, date: '2027-01-01' });
    expect(await numbers('A2', 2027)).toEqual([1]);
  });

  it('keeps number and date when the same revision asks again, the next day or the next year', async () => {
    const id = newId();
    const first = await allot(id, morning, 'A3');
    expect(await allot(id, new Date('2026-11-24T02:00:00Z'), 'A3')).toEqual(first);
    expect(await allot(id, new Date('2027-01-02T02:00:00Z'), 'A3')).toEqual(first);
    expect(await numbers('A3')).toEqual([1]);
  });

  it('keeps series and agencies apart', async () => {
    await allot(newId(), morning, 'A4');
    expect(await allot(newId(), morning, 'A5')).toMatchObject({ number: 1 });
    const other = { id: 'TC', suffix: '/TB-UBND', digits: 3 };
    expect(
      await allotNumber({ register }, { id: newId(), agency: 'A4', series: other, now: morning }),
    ).toMatchObject({ number: 1, symbol: '001/TB-UBND' });
  });

  it('is without gap and double when fifty revisions ask at once, each of them twice', async () => {
    const ids = upTo(50).map(newId);
    const answers = await Promise.all([...ids, ...ids].map((id) => allot(id, morning, 'A6')));
    expect(await numbers('A6')).toEqual(upTo(50));
    expect(answers.slice(0, 50)).toEqual(answers.slice(50));
    expect(new Set(answers.map((each) => each.number)).size).toBe(50);
  });

  it('is without gap when a revision dies with a claim and never comes back', async () => {
    const table = world.another();
    const faults = new Faults().watch(table.client);
    faults.arm(1, 'after');
    const dead = { register: new NumberRegister(table) };
    await expect(allot(newId(), morning, 'A7', dead)).rejects.toThrow('after write 1');
    expect(await allot(newId(), morning, 'A7')).toMatchObject({ number: 1 });
  });

  it('takes the date anew when a late retry finds its number given to another', async () => {
    const table = world.another();
    const faults = new Faults().watch(table.client);
    faults.arm(1, 'after');
    const late = newId();
    const dying = { register: new NumberRegister(table) };
    await expect(allot(late, new Date('2026-12-31T02:00:00Z'), 'A8', dying)).rejects.toThrow('write 1');
    await allot(newId(), new Date('2026-12-31T03:00:00Z'), 'A8');
    const first = await allot(late, new Date('2027-01-04T02:00:00Z'), 'A8');
    expect(first).toMatchObject({ number: 1, date: '2027-01-04' });
  });

  it('ends with one number per revision wherever an attempt is killed', async () => {
    let agency = 0;
    const writes = await killEverywhere({
      world: async () => {
        const table = world.another();
        const name = `K${(agency += 1)}`;
        await allot(newId(), morning, name);
        const faults = new Faults().watch(table.client);
        return { faults, name, id: newId(), deps: { register: new NumberRegister(table) } };
      },
      act: ({ id, name, deps }) => allot(id, morning, name, deps),
      check: async ({ name, id }, struck) => {
        expect(await numbers(name), struck).toEqual([1, 2]);
        expect(await confirmNumber({ register }, id), struck).toMatchObject({ number: 2 });
        expect(await allot(newId(), morning, name), struck).toMatchObject({ number: 3 });
      },
    });
    expect(writes).toBe(3);
  });
});

describe('a cancelled number (hủy số)', () => {
  it('stays in the register with its reason and is neither confirmed nor allotted again', async () => {
    const id = newId();
    await allot(id, morning, 'B1');
    expect(await cancel(id, 'B1')).toMatchObject({ number: 1 });
    expect(await cancel(id, 'B1', 'another reason')).toMatchObject({ number: 1 });
    const [line] = await register.lines({ agency: 'B1', series: series.id, year: 2026 });
    expect(line).toMatchObject({ number: 1, cancelled: { at: '2026-11-23T02:00:00Z', reason: 'operator' } });
    expect(await confirmNumber({ register }, id)).toBeUndefined();
    await expect(allot(id, morning, 'B1')).rejects.toMatchObject({ name: 'NumberCancelled' });
    expect(await allot(newId(), morning, 'B1')).toMatchObject({ number: 2 });
  });

  it('is not there when the revision never claimed one', async () => {
    expect(await cancel(newId(), 'B2')).toBeUndefined();
    expect(await numbers('B2')).toEqual([]);
  });

  it('is entered when it was only claimed, so that a late attempt cannot enter it unmarked', async () => {
    const table = world.another();
    const faults = new Faults().watch(table.client);
    faults.arm(1, 'after');
    const id = newId();
    await expect(allot(id, morning, 'B3', { register: new NumberRegister(table) })).rejects.toThrow();
    await cancel(id, 'B3');
    await expect(allot(id, morning, 'B3')).rejects.toMatchObject({ name: 'NumberCancelled' });
    expect(await numbers('B3')).toEqual([1]);
  });
});
