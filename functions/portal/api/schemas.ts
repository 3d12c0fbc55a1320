import { z } from '@hono/zod-openapi';
import { channel, channelOutcome } from '../../tracking/index.ts';
import { both } from '../docs/said.ts';

/** Path of a dossier. */
export const dossierPath = z.object({
  code: z
    .string()
    .meta({ description: both('Mã hồ sơ', 'Code of the dossier'), example: 'H15.27-261112-0001' }),
});

/** Path of a revision. */
export const revisionPath = dossierPath.extend({
  n: z.coerce
    .number()
    .int()
    .positive()
    .meta({ description: both('Lần lập văn bản', 'Revision'), example: 1 }),
});

export const accepted = z
  .object({ code: z.string(), revision: z.number().int(), status: z.string(), location: z.string() })
  .openapi('Accepted');

export const loggedStep = z
  .object({
    seq: z.number().int(),
    type: z.string(),
    occurredAt: z.iso.datetime(),
    by: z.enum(['system', 'official', 'clerk', 'post', 'operator', 'citizen', 'integration']),
  })
  .openapi('LoggedStep');

export const revisionView = z
  .object({
    revision: z.number().int(),
    status: z.string(),
    official: z.string(),
    channels: z.array(channel),
    dueOn: z.iso.date(),
    acceptedAt: z.iso.datetime(),
    number: z
      .string()
      .nullable()
      .meta({ description: both('Số, ký hiệu', 'Number and symbol') }),
    date: z.iso.date().nullable(),
    sha256: z
      .string()
      .nullable()
      .meta({ description: both('SHA-256 của tệp PDF mới nhất', 'SHA-256 of the newest PDF') }),
    issued: z.boolean(),
    verify: z
      .url()
      .nullable()
      .meta({
        description: both(
          'Trang kiểm tra công khai, khi đã ban hành',
          'Public verification page, once issued',
        ),
      }),
    outcomes: z.array(channelOutcome),
    recall: z
      .object({
        recalledAt: z.iso.datetime(),
        reason: z.string(),
        decision: z.object({ number: z.string(), date: z.iso.date() }).optional(),
        replacedBy: z.string().optional(),
      })
      .nullable()
      .meta({ description: both('Việc thu hồi văn bản, nếu có', 'The recall of the document, if any') }),
    reason: z.string().nullable(),
    repair: z.object({ state: z.string(), error: z.string() }).nullable(),
    events: z.array(loggedStep),
  })
  .openapi('Revision');

export const dossierView = z
  .object({ code: z.string(), agency: z.string(), revisions: z.array(revisionView) })
  .openapi('DossierState');

export const taskView = z
  .object({
    kind: z.enum(['approval', 'signature', 'seal', 'delivery', 'collection', 'repair']),
    code: z.string(),
    revision: z.number().int(),
    round: z.number().int(),
    dueOn: z.iso.date(),
    openedAt: z.iso.datetime(),
    facts: z.record(z.string(), z.unknown()),
    href: z.string(),
  })
  .openapi('Task');

export const inboxView = z.object({ tasks: z.array(taskView), next: z.string().optional() }).openapi('Inbox');
