import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { Faults, killEverywhere } from '../../test/support/faults.ts';
import { acceptedRevision } from '../../test/support/issued-revision.ts';
import { agency, fillDirectory, official } from '../../test/support/province.ts';
import { startTable, type TestTable } from '../../test/support/table.ts';
import { Directory } from '../directory/index.ts';
import { sha256 } from '../platform/digest.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import { ObjectStore } from '../platform/object-store.ts';
import { Tracker } from '../tracking/index.ts';
import { renderPageBitmap } from './page-image.ts';
import { renderDraft, type RenderDeps } from './render-draft.ts';
import { loadTemplate } from './template/load-template.ts';
import { readCodes } from './testing/read-codes.ts';
import { TEMPLATES } from './testing/sample-input.ts';

const clock = () => new Date('2026-11-23T02:00:00Z');

let world: TestTable;
let buckets: TestBuckets;
beforeAll(async () => {
  world = await startTable();
  buckets = await startBuckets();
  await fillDirectory(new Directory(world.table));
});
afterAll(async () => {
  await buckets.stop();
  await world.stop();
});

/** One process of the step, with clients of its own. */
function renderer(): { deps: RenderDeps; faults: Faults; end: () => void } {
  const table = world.another();
  const objects = new S3Client({
    endpoint: buckets.client.config.endpoint!,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const faults = new Faults().watch(table.client, objects);
  const deps = {
    tracker: new Tracker(table, clock),
    directory: new Directory(table),
    work: new ObjectStore(objects, 'work'),
    loadTemplate: (id: string, version: number) => loadTemplate(TEMPLATES, id, version),
    publicBaseUrl: 'https://ketqua.daklak.example.vn',
    clock,
  };
  return { deps, faults, end: () => objects.destroy() };
}

describe('rendering a draft', () => {
  it('puts it under its own hash and tells the workflow what follows', async () => {
    const { deps } = renderer();
    const id = await acceptedRevision(deps.tracker, { delivery: { link: { email: 'a@example.vn' } } });
    const draft = await renderDraft(deps, id);
    const pdf = await deps.work.get(draft.document.key);
    expect(draft).toEqual({
      document: { key: `drafts/${id.code}-r1/${sha256(pdf)}.pdf`, sha256: sha256(pdf), pages: 2 },
      channels: ['link'],
      signer: 'kms',
      sealing: 'standing',
    });
    expect((await deps.tracker.state(id)).status).toBe('rendered');
    const codes = await readCodes(await renderPageBitmap(pdf, 1, 1200));
    expect(codes).toEqual([`QRCode:https://ketqua.daklak.example.vn/v/verify-${id.code}`]);
  });

  it('prints the capacity the official signs in today, and keeps it in the log with its act', async () => {
    const { deps } = renderer();
    const document = 'Quyết định số 45/QĐ-UBND ngày 01/7/2026';
    const act = { document, from: '2026-11-23', until: '2026-11-23' };
    const of = (change: object) =>
      deps.directory.putOfficial({
        ...official,
        title: 'Trưởng phòng Kinh tế',
        authorities: [
          {
            capacity: 'by-mandate',
            headTitle: 'Chủ tịch',
            act: { ...act, ...change },
            procedures: ['1.013225'],
          },
        ],
      });
    await of({});
    const id = await acceptedRevision(deps.tracker);
    await renderDraft(deps, id);
    expect((await deps.tracker.log.read(id)).at(-1)?.data).toMatchObject({
      authority: { lines: ['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG KINH TẾ'], act: document },
    });
    await of({ from: '2026-11-01', until: '2026-11-22' });
    const late = await acceptedRevision(deps.tracker);
    await expect(renderDraft(deps, late)).rejects.toThrow(PreconditionMissing);
    await deps.directory.putOfficial(official);
  });

  it('run twice and five times at once, makes one draft and one event', async () => {
    const { deps } = renderer();
    const id = await acceptedRevision(deps.tracker);
    const first = await renderDraft(deps, id);
    const again = await Promise.all([1, 2, 3, 4, 5].map(() => renderDraft(renderer().deps, id)));
    expect(again).toEqual(Array(5).fill(first));
    expect(await deps.tracker.log.read(id)).toHaveLength(1);
  });

  it('answers with the first draft although the directory has changed since', async () => {
    const { deps } = renderer();
    const id = await acceptedRevision(deps.tracker);
    const first = await renderDraft(deps, id);
    await deps.directory.putOfficial({ ...official, name: 'Nguyễn Thị Ngọc Huyền' });
    expect(await renderDraft(deps, id)).toEqual(first);
    await deps.directory.putOfficial(official);
  });

  it('killed before and after every write and run again, ends the same', async () => {
    const writes = await killEverywhere({
      world: async () => {
        const process = renderer();
        return { ...process, id: await acceptedRevision(new Tracker(world.table, clock)) };
      },
      act: ({ deps, id }) => renderDraft(deps, id),
      check: async ({ deps, id }, struck) => {
        const { draft } = await deps.tracker.state(id);
        const log = await deps.tracker.log.read(id);
        expect(
          log.map((event) => event.type),
          struck,
        ).toEqual(['result-rendered']);
        expect(sha256(await deps.work.get(draft?.key ?? 'none')), struck).toBe(draft?.sha256);
      },
      end: async ({ end }) => end(),
    });
    expect(writes).toBe(3);
  });

  it('waits for a repair when the template, the number series or the official is not there', async () => {
    const { deps } = renderer();
    const render = async (change: Parameters<typeof acceptedRevision>[1]) =>
      renderDraft(deps, await acceptedRevision(deps.tracker, change));
    const noTemplate = { template: { id: 'phieu-tu-choi', version: 9 } };
    await expect(render(noTemplate)).rejects.toThrow(PreconditionMissing);
    await expect(render({ official: 'khong-co' })).rejects.toThrow(PreconditionMissing);
    await deps.directory.putAgency({ ...agency, code: 'H01.99', series: agency.series.slice(1) });
    await expect(render({ agency: 'H01.99' })).rejects.toThrow('has no number series');
  });
});
