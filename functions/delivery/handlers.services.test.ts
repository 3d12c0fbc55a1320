import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startBuckets, type TestBuckets } from '../../test/support/buckets.ts';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { ISSUED, issuedRevision } from '../../test/support/issued-revision.ts';
import { agency } from '../../test/support/province.ts';
import { sha256 } from '../platform/digest.ts';
import { unlockLink } from './unlock-link.ts';

const context = { callbackWaitsForEmptyEventLoop: true } as never;

let office: DeliveryOffice;
let buckets: TestBuckets;
beforeAll(async () => {
  office = await startDeliveryOffice();
  buckets = await startBuckets();
  office.now = new Date();
});
afterAll(async () => {
  await office.stop();
  await buckets.stop();
});

async function address({ endpoint }: { endpoint?: () => Promise<{ port?: number }> }): Promise<string> {
  return `http://127.0.0.1:${(await endpoint?.())?.port}`;
}

/** What a function finds in its environment, on Lambda and on one machine alike. */
beforeEach(async () => {
  const environment = {
    ...office.settings,
    LINK_DAYS: '30',
    TABLE_NAME: office.world.table.name,
    WORK_BUCKET: 'work',
    ARCHIVE_BUCKET: 'archive',
    TEMPLATES_DIR: 'templates',
    ORIGIN_SECRETS: 'moi cu',
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: await address(office.world.table.client.config),
    AWS_ENDPOINT_URL_S3: await address(buckets.client.config),
    AWS_ENDPOINT_URL_KMS: office.kmsUrl,
    AWS_ENDPOINT_URL_SESV2: office.ses.url,
    POWERTOOLS_DEV: 'false',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const delivery = {
  link: { email: 'y-bhiu@example.vn' },
  post: {
    recipientName: 'Y Bhĭu Niê Kdăm',
    phone: '0905123456',
    address: {
      line: '27 Trần Hưng Đạo',
      ward: { code: '24133', name: 'phường Buôn Ma Thuột' },
      province: { code: '66', name: 'tỉnh Đắk Lắk' },
    },
  },
  counter: {},
};

describe('the functions as they are deployed', () => {
  it('send the link, order the post, wait, and complete', async () => {
    const { deps } = office.open();
    await deps.directory.putPostOffice({ code: agency.office, name: 'B', address: 'Đ', phone: '0' });
    const id = await issuedRevision(deps.tracker, { delivery });
    const payload = { v: 1, ...id };

    const send = await import('./send-download-link.handler.ts');
    expect(await send.handler(payload, context)).toEqual({ channel: 'link', outcome: 'sent' });

    const create = await import('../post/create-postal-order.handler.ts');
    const { order } = await create.handler(payload, context);
    const again = await create.handler(payload, context);
    expect(again).toEqual({ order });

    const deliveryWait = await import('../post/await-delivery.handler.ts');
    await deliveryWait.handler({ ...payload, order, reminder: 0, taskToken: 't1' }, context);
    const counterWait = await import('./await-collection.handler.ts');
    await counterWait.handler({ ...payload, reminder: 0, taskToken: 't2' }, context);

    const complete = await import('./complete-return.handler.ts');
    const outcomes = [
      { channel: 'link', outcome: 'sent' },
      { channel: 'post', outcome: 'unconfirmed' },
      { channel: 'counter', outcome: 'kept-at-agency' },
    ];
    expect(await complete.handler({ ...payload, outcomes }, context)).toEqual({ status: 'returned' });
  });

  it('refuse a payload of another shape by name', async () => {
    const send = await import('./send-download-link.handler.ts');
    await expect(send.handler({ v: 1, code: 'x' }, context)).rejects.toMatchObject({
      name: 'StepInputInvalid',
    });
  });

  it('download through the edge only, once', async () => {
    const { deps } = office.open();
    const id = await issuedRevision(deps.tracker, { delivery });
    const key = `results/2026/${id.code}-r1/${ISSUED.sha256}.pdf`;
    await buckets.client.send(new PutObjectCommand({ Bucket: 'archive', Key: key, Body: '%PDF-1.7' }));
    const send = await import('./send-download-link.handler.ts');
    await send.handler({ v: 1, ...id }, context);
    const mail = (await office.ses.outbox.list()).find((each) => each.subject.endsWith(id.code));
    const token = /\/l\/([\w-]{43})$/mu.exec(mail?.text ?? '')?.[1] ?? '';
    const unlocked = await unlockLink(deps, { token, lastFour: '1234' });
    const ticket = unlocked.ok ? unlocked.value.download.split('/').at(-1) : undefined;

    const { handler } = await import('./download.handler.ts');
    const get = (headers: Record<string, string>) =>
      handler({ version: '2.0', headers, pathParameters: { ticket } }, context);
    expect(await get({})).toMatchObject({ statusCode: 403, body: '' });
    const answer = await get({ 'x-origin-secret': 'cu' });
    expect(answer.statusCode).toBe(302);
    const file = await fetch(answer.headers['location']!);
    expect(sha256(await file.text())).toBe(ISSUED.sha256);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    const spent = await get({ 'x-origin-secret': 'moi' });
    expect(spent).toMatchObject({ statusCode: 410, headers: { 'x-error-code': 'ticket-spent' } });
  });
});
