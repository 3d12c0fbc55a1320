import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { listen } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import { sendJson } from '../http/respond.ts';
import { messageOf, sendEmailRequest } from './message.ts';
import { openOutbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { troubles } from './trouble.ts';
import type { Troubles } from './trouble.ts';

const MAX_BODY = 14 * 1024 * 1024;

/** The embedded SES, with its outbox and the switches tests use. */
export interface Ses extends Listening {
  readonly outbox: Outbox;
  readonly troubles: Troubles;
}

/** Starts SESv2's REST API with its one operation SendEmail; nothing leaves the machine. */
export async function startSes(options: { directory: string; port: number }): Promise<Ses> {
  const outbox = await openOutbox(options.directory);
  const queue = troubles();
  const listening = await listen(
    (request, response) => serve(request, response, outbox, queue),
    options.port,
  );
  return { ...listening, outbox, troubles: queue };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  outbox: Outbox,
  queue: Troubles,
): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/v2/email/outbound-emails') {
    refuse(response, 404, 'NotFoundException', 'The embedded SES has SendEmail only.');
    return;
  }
  const parsed = sendEmailRequest.safeParse(parseJson(await readBody(request, MAX_BODY)));
  if (!parsed.success) {
    refuse(response, 400, 'BadRequestException', parsed.error.message);
    return;
  }
  const trouble = queue.take();
  if (trouble === 'reject') return refuse(response, 400, 'MessageRejected', 'Email address is not verified.');
  if (trouble === 'throttle')
    return refuse(response, 429, 'TooManyRequestsException', 'Sending rate exceeded.');
  if (trouble === 'drop') return void request.socket.destroy();
  const messageId = `${Date.now().toString(36)}-${randomUUID()}`;
  await outbox.put(messageOf(parsed.data, messageId, new Date().toISOString()));
  if (trouble === 'lose-answer') return void request.socket.destroy();
  sendJson(response, 200, { MessageId: messageId });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  sendJson(response, status, { message }, { 'x-amzn-errortype': type });
}
