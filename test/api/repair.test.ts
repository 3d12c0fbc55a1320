import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { whileSealIsLost } from '../support/lost-seal.ts';
import { approved, at, reaches } from './dossiers.ts';
import { expectRefusal, type FrontDoor } from './front-door.ts';
import { askRepair, repairTask, retry } from './repairs.ts';
import { it } from './shared-door.ts';

const decided = z.strictObject({ action: z.enum(['retry', 'cancel']), first: z.boolean() });
const dossierView = z.object({
  revisions: z.tuple([
    z.object({
      status: z.string(),
      number: z.string().nullable(),
      issued: z.boolean(),
      repair: z.object({ state: z.string(), error: z.string() }).nullable(),
    }),
  ]),
});

let door: FrontDoor;
let directory: Directory;
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  directory = new Directory(door.table);
});
beforeEach(() => door.forgetRates());

const repair = (id: RevisionId, body: object, as?: string) => askRepair(door, id, body, as);
const cancel = { repair: 1, action: 'cancel', note: 'Hồ sơ trùng, đã thống nhất với cơ quan.' };

/** A dossier that has its number and cannot be sealed, because the seal's picture is lost; then it is found. */
async function withoutSeal(): Promise<RevisionId> {
  return whileSealIsLost(directory, 'H15.27', async () => {
    const id = await approved(door);
    await reaches(door, id, 'awaiting-repair');
    return id;
  });
}

describe('what cannot go on by itself', () => {
  let id: RevisionId;
  beforeAll(async () => {
    id = await withoutSeal();
  });

  it('stands in the operator’s inbox with where and why, and says so to its agency', async () => {
    const task = await repairTask(door, id);
    expect(task).toMatchObject({
      kind: 'repair',
      round: 1,
      facts: { state: 'SealResult', error: 'PreconditionMissing' },
    });
    expect(String(task?.facts['cause'])).toMatch(/\w/);
    const view = (await door.ask(`/dossiers/${id.code}`, { as: 'clerk' })).json(dossierView).revisions[0];
    expect(view).toMatchObject({
      status: 'awaiting-repair',
      issued: false,
      repair: { state: 'SealResult', error: 'PreconditionMissing' },
    });
    expect((await door.ask('/inbox', { as: 'clerk' })).text).not.toContain(id.code);
  });

  const refusals = [
    ['by who is no operator', retry, 'clerk', 403, 'role-missing'],
    ['of a repair nobody asked for', { ...retry, repair: 2 }, 'operator', 409, 'not-awaiting-repair'],
    ['without a note', { repair: 1, action: 'retry' }, 'operator', 422, 'input-invalid'],
    ['with a blank note', { ...retry, note: '  ' }, 'operator', 422, 'input-invalid'],
    ['that is none of the two', { ...retry, action: 'skip' }, 'operator', 422, 'input-invalid'],
    ['in NFD', { ...retry, note: retry.note.normalize('NFD') }, 'operator', 422, 'input-invalid'],
  ] as const;

  it.each(refusals)('takes no decision %s', async (_what, body, as, status, code) => {
    const before = await door.traces();
    expectRefusal(await repair(id, body, as), status, code);
    expect(await door.traces()).toEqual(before);
  });

  it('goes on to its end when the cause was mended and the operator says so, once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => repair(id, retry)));
    expect(answers.map((answer) => answer.json(decided).first).filter(Boolean)).toHaveLength(1);
    await reaches(door, id, 'returned');
    expect((await repair(id, retry)).json(decided)).toEqual({ action: 'retry', first: false });
    expectRefusal(await repair(id, cancel), 409, 'already-decided');
    for (const type of ['official-signed', 'number-allotted', 'result-sealed', 'link-issued'] as const) {
      expect(await door.count(id, type), type).toBe(1);
    }
  });
});

describe('what is cancelled', () => {
  it('keeps its number as used up, marked in the register, and is returned no more', async () => {
    const id = await withoutSeal();
    const { number } = await door.tracker.state(id);
    expect((await repair(id, cancel)).json(decided)).toEqual({ action: 'cancel', first: true });
    await reaches(door, id, 'cancelled');
    expect(await door.count(id, 'number-cancelled')).toBe(1);
    const line = await registerLine(number?.number ?? 0, number?.date ?? '');
    expect(line).toMatchObject({ code: id.code, symbol: number?.symbol });
    expect(line?.['cancelled']).toMatchObject({ reason: expect.stringMatching(/\w/) as unknown });
    const answer = await door.ask(`${at(id)}/result`, { as: 'integration' });
    expectRefusal(answer, 404, 'result-missing');
    const counter = { identityCheck: 'cccd', collector: 'applicant' };
    const collected = await door.ask(`${at(id)}/collection`, { as: 'clerk', body: counter });
    expectRefusal(collected, 409, 'return-cancelled');
    expectRefusal(await repair(id, retry), 409, 'already-decided');
    const { Item: item } = await door.table.client.send(
      new GetCommand({ TableName: door.table.name, Key: { pk: `DOSSIER#${id.code}`, sk: 'REV#0001' } }),
    );
    const page = await door.ask(`/v/${String(item?.['verifyId'])}`);
    expect(page.json(z.looseObject({ state: z.string() }))).toMatchObject({
      state: 'cancelled',
      symbol: null,
      sha256: null,
    });
  });
});

async function registerLine(number: number, date: string): Promise<Record<string, unknown> | undefined> {
  const { Items: lines = [] } = await door.table.client.send(
    new QueryCommand({
      TableName: door.table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `REGISTER#H15.27#GPXD#${date.slice(0, 4)}` },
    }),
  );
  return lines.find((line) => line['number'] === number && line['sk'] !== 'HINT');
}
