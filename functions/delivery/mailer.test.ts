import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { SesMailer } from './mailer.ts';

const email = { to: 'a@example.vn', subject: 'Kết quả', text: 'Chữ', html: '<p>Chữ</p>', note: 'n-1' };
const failure = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const answered = (status: number) => ({ $metadata: { httpStatusCode: status } });

async function outcomeOf(error: Error) {
  const client = new SESv2Client({ region: 'ap-southeast-1' });
  mockClient(client).on(SendEmailCommand).rejects(error);
  return new SesMailer(client, 'ket-qua@example.vn').send(email);
}

it.each([
  ['TooManyRequestsException', answered(429)],
  ['LimitExceededException', answered(400)],
  ['Error', { code: 'ECONNREFUSED' }],
])('"%s" certainly did not leave', async (name, more) => {
  expect(await outcomeOf(failure(name, more))).toEqual({ kind: 'not-sent', error: name });
});

it.each(['MessageRejected', 'MailFromDomainNotVerifiedException', 'AccessDeniedException'])(
  '"%s" is refused and needs somebody',
  async (name) => {
    expect(await outcomeOf(failure(name, answered(400)))).toEqual({ kind: 'refused', error: name });
  },
);

it.each([
  ['TimeoutError', {}],
  ['Error', { code: 'ECONNRESET' }],
  ['InternalServiceErrorException', answered(500)],
])('"%s" leaves open whether it was sent', async (name, more) => {
  expect(await outcomeOf(failure(name, more))).toEqual({ kind: 'unknown', error: name });
});

it('an answer without a message id is none', async () => {
  const client = new SESv2Client({ region: 'ap-southeast-1' });
  mockClient(client).on(SendEmailCommand).resolves({});
  expect(await new SesMailer(client, 'a@example.vn').send(email)).toMatchObject({ kind: 'unknown' });
});

it('against a closed port is not sent, with the client the functions use', async () => {
  const client = new SESv2Client({
    endpoint: 'http://127.0.0.1:1',
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
  expect(await new SesMailer(client, 'a@example.vn').send(email)).toMatchObject({ kind: 'not-sent' });
});
