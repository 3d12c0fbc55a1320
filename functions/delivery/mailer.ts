import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { z } from 'zod';

/** A message ready to go: plain text and HTML say the same. */
export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** identifier of our own, found again in SES's events */
  readonly note: string;
}

/**
 * What became of a sending. `unknown` means no answer came: it may have left or not. `not-sent` may be tried
 * again at once, `refused` only after somebody has repaired the cause.
 */
export type Sending =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'not-sent'; readonly error: string }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'unknown'; readonly error: string };

export interface Mailer {
  send(email: Email): Promise<Sending>;
}

const NOT_SENT = new Set([
  'TooManyRequestsException',
  'ThrottlingException',
  'LimitExceededException',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Amazon SES. The client must not retry by itself: a message it sent twice would reach the citizen twice. */
export class SesMailer implements Mailer {
  readonly #client: SESv2Client;
  readonly #from: string;

  constructor(client: SESv2Client, from: string) {
    this.#client = client;
    this.#from = from;
  }

  async send(email: Email): Promise<Sending> {
    try {
      const answer = await this.#client.send(this.#command(email));
      if (answer.MessageId === undefined) return { kind: 'unknown', error: 'AnswerWithoutId' };
      return { kind: 'accepted', messageId: answer.MessageId };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  #command(email: Email): SendEmailCommand {
    return new SendEmailCommand({
      FromEmailAddress: this.#from,
      Destination: { ToAddresses: [email.to] },
      Content: {
        Simple: {
          Subject: { Data: email.subject, Charset: 'UTF-8' },
          Body: {
            Text: { Data: email.text, Charset: 'UTF-8' },
            Html: { Data: email.html, Charset: 'UTF-8' },
          },
        },
      },
      EmailTags: [{ Name: 'note', Value: email.note }],
    });
  }
}

function outcomeOf(error: unknown): Sending {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NOT_SENT.has(code) || NOT_SENT.has(error.name)) return { kind: 'not-sent', error: error.name };
  return { kind: isAnswered(error) ? 'refused' : 'unknown', error: error.name };
}

const answered = z.object({ $metadata: z.object({ httpStatusCode: z.number().min(400).max(499) }) });

/** SES said no (a 4xx); anything else leaves open whether the message went out. */
function isAnswered(error: Error): boolean {
  return answered.safeParse(error).success;
}
