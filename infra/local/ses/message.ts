import { z } from 'zod';

const content = z.object({ Data: z.string(), Charset: z.string().optional() });
const address = z.string().min(3).max(320);

/** SESv2 SendEmail's document, as far as the application uses it: one simple message. */
export const sendEmailRequest = z.strictObject({
  FromEmailAddress: address,
  Destination: z.strictObject({
    ToAddresses: z.array(address).min(1).max(50),
    CcAddresses: z.array(address).default([]),
    BccAddresses: z.array(address).default([]),
  }),
  ReplyToAddresses: z.array(address).default([]),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: content,
      Body: z.strictObject({ Text: content.optional(), Html: content.optional() }),
      Headers: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
    }),
  }),
  EmailTags: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
  ConfigurationSetName: z.string().optional(),
});

/** A message as it lies in the outbox folder. */
export const outboxMessage = z.object({
  messageId: z.string(),
  sentAt: z.iso.datetime(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  tags: z.record(z.string(), z.string()),
  text: z.string().nullable(),
  html: z.string().nullable(),
});

export type OutboxMessage = z.infer<typeof outboxMessage>;

/** The message of a request, under the id and at the time SES gives it. */
export function messageOf(
  request: z.infer<typeof sendEmailRequest>,
  messageId: string,
  sentAt: string,
): OutboxMessage {
  const { Subject, Body, Headers } = request.Content.Simple;
  return {
    messageId,
    sentAt,
    from: request.FromEmailAddress,
    to: request.Destination.ToAddresses,
    cc: request.Destination.CcAddresses,
    bcc: request.Destination.BccAddresses,
    replyTo: request.ReplyToAddresses,
    subject: Subject.Data,
    headers: Headers.map((header) => ({ name: header.Name, value: header.Value })),
    tags: Object.fromEntries(request.EmailTags.map((tag) => [tag.Name, tag.Value])),
    text: Body.Text?.Data ?? null,
    html: Body.Html?.Data ?? null,
  };
}
