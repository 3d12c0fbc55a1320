import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSes } from './server.ts';
import type { Ses } from './server.ts';

let directory: string;
let service: Ses;
let ses: SESv2Client;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ses-'));
  service = await startSes({ directory, port: 0 });
  ses = new SESv2Client({
    endpoint: service.url,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
});
afterEach(() => service.close());

const mail = new SendEmailCommand({
  FromEmailAddress: 'ket-qua@ubnd.example.vn',
  Destination: { ToAddresses: ['y-ban@example.vn'] },
  Content: {
    Simple: {
      Subject: { Data: 'Kết quả hồ sơ đã sẵn sàng, kính mời ông bà nhận tại địa chỉ dưới đây' },
      Body: { Text: { Data: 'Kính gửi ông Y Ban Niê' }, Html: { Data: '<p>Kính gửi</p>' } },
      Headers: [{ Name: 'X-Note-Id', Value: 'n1' }],
    },
  },
  EmailTags: [{ Name: 'note', Value: 'n1' }],
});

describe('SendEmail', () => {
  it('puts the message as sent into the outbox, as a document and as an Internet message', async () => {
    const { MessageId } = await ses.send(mail);
    const message = await service.outbox.find(MessageId!);
    expect(message).toMatchObject({
      to: ['y-ban@example.vn'],
      tags: { note: 'n1' },
      text: 'Kính gửi ông Y Ban Niê',
    });
    const mime = await service.outbox.mime(MessageId!);
    expect(mime).toContain('X-Note-Id: n1');
    expect(mime).toContain(Buffer.from('Kính gửi ông Y Ban Niê').toString('base64'));
    expect(mime).toMatch(/^Subject: (=\?utf-8\?B\?[\w+/=]+\?= ?)+\r$/mu);
  });

  it('keeps a message whose answer was lost', async () => {
    service.troubles.next('lose-answer');
    await expect(ses.send(mail)).rejects.toThrow();
    expect(await service.outbox.list()).toHaveLength(1);
  });

  it('sends nothing when the message is refused, throttled or dropped', async () => {
    service.troubles.next('reject', 'throttle', 'drop');
    await expect(ses.send(mail)).rejects.toMatchObject({ name: 'MessageRejected' });
    await expect(ses.send(mail)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(ses.send(mail)).rejects.toThrow();
    expect(await readdir(directory)).toEqual([]);
  });

  it('refuses a document it does not know, by field', async () => {
    const raw = new SendEmailCommand({
      FromEmailAddress: 'a@example.vn',
      Destination: { ToAddresses: ['b@example.vn'] },
      Content: { Raw: { Data: Buffer.from('x') } },
    });
    await expect(ses.send(raw)).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('finds no message by a name that leaves the folder', async () => {
    expect(await service.outbox.find('../../etc/passwd')).toBeUndefined();
  });
});
