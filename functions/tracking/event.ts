import { z } from 'zod';
import { channel, channelOutcome } from './channel.ts';
import { recallGrounds } from './recall.ts';

/** Who did it: a role and that role's identifier in our directory (never a name). */
export const actor = z.object({
  kind: z.enum(['system', 'official', 'clerk', 'post', 'operator', 'citizen', 'integration']),
  id: z.string().min(1),
});
export type Actor = z.infer<typeof actor>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
/** A file in the archive. */
export const storedFile = z.object({
  key: z.string(),
  versionId: z.string().nullable(),
  sha256,
  size: z.number().int(),
});
const document = z.object({ key: z.string(), sha256, pages: z.number().int().positive().optional() });

/** What each kind of event records. Versioned by adding kinds and optional fields, never by changing one. */
export const eventData = {
  'dossier-accepted': z.object({
    contentHash: sha256,
    procedure: z.string(),
    template: z.object({ id: z.string(), version: z.number().int() }),
    agency: z.string(),
    official: z.string(),
    channels: z.array(channel),
    dueOn: day,
  }),
  'result-rendered': z.object({
    document,
    /** in which capacity the draft has the official sign, as printed, and the act it rests on */
    authority: z.object({ lines: z.array(z.string()), act: z.string().optional() }).optional(),
    /** appendices in files of their own, in the template's order */
    appendices: z.array(z.object({ title: z.string(), document })).optional(),
  }),
  'approval-requested': z.object({
    official: z.string(),
    /** who initials before the official, in order */
    initials: z.array(z.string()).optional(),
  }),
  'result-initialled': z.object({ sha256 }),
  'approval-reminded': z.object({ reminder: z.number().int() }),
  'result-approved': z.object({ sha256 }),
  'result-rejected': z.object({ reason: z.string() }),
  'returned-for-correction': z.object({ reason: z.string() }),
  'signature-prepared': z.object({ field: z.string(), digest: z.string(), document }),
  'signature-requested': z.object({ field: z.string(), digest: z.string() }),
  'signature-received': z.object({ field: z.string(), digest: z.string(), signer: z.string() }),
  'signature-superseded': z.object({ field: z.string(), digest: z.string(), by: z.string() }),
  'official-signed': z.object({ document, certificate: sha256, signedAt: z.string() }),
  'seal-requested': z.object({ agency: z.string() }),
  'seal-reminded': z.object({ reminder: z.number().int() }),
  'seal-authorised': z.object({ basis: z.string() }),
  'number-allotted': z.object({
    series: z.string(),
    number: z.number().int(),
    symbol: z.string(),
    date: day,
  }),
  'number-cancelled': z.object({ series: z.string(), number: z.number().int(), symbol: z.string() }),
  'result-sealed': z.object({
    document,
    symbol: z.string(),
    date: day,
    certificate: sha256,
    sealedAt: z.string(),
  }),
  /** the agency has signed an appendix in a file of its own, counted from 1 */
  'appendix-sealed': z.object({
    appendix: z.number().int().positive(),
    document,
    level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']),
    certificate: sha256,
    sealedAt: z.string(),
  }),
  'result-augmented': z.object({ document, level: z.enum(['B-LT', 'B-LTA']) }),
  'trust-service-awaited': z.object({ state: z.string(), error: z.string(), wait: z.number().int() }),
  'result-archived': storedFile,
  'appendix-archived': storedFile.extend({ appendix: z.number().int().positive() }),
  'result-recalled': recallGrounds,
  'copy-ordered': z.object({ order: z.string(), original: sha256 }),
  'copy-made': z.object({ order: z.string(), document, symbol: z.string(), date: day, madeAt: z.string() }),
  'copy-signed': z.object({
    order: z.string(),
    document,
    level: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA']),
    certificate: sha256,
    signedAt: z.string(),
  }),
  'copy-issued': storedFile.extend({ order: z.string(), symbol: z.string(), date: day }),
  /** a file with fresh evidence and a new timestamp is made of the issued one; nothing is replaced yet */
  'renewal-stamped': z.object({ document, from: sha256 }),
  /** the newest version of an issued file, whichever: the one it was made `from` is a prefix of it */
  'file-renewed': storedFile.extend({
    from: sha256,
    stampedAt: z.string(),
    /** first certificate of the new timestamp's chain to end */
    certificatesEnd: z.string(),
  }),
  /** its timestamps ran out or hold no longer before they were renewed */
  'proof-lapsed': z.object({ sha256, findings: z.array(z.string()) }),
  'link-issued': z.object({ link: z.string(), sequence: z.number().int(), expiresAt: z.string() }),
  'notification-intended': z.object({ note: z.string(), kind: z.string() }),
  'notification-sending': z.object({ note: z.string(), attempt: z.number().int() }),
  'notification-accepted': z.object({ note: z.string(), messageId: z.string() }),
  'notification-failed': z.object({ note: z.string(), error: z.string() }),
  'link-opened': z.object({ link: z.string() }),
  'link-refused': z.object({ link: z.string(), triesLeft: z.number().int() }),
  'link-locked': z.object({ link: z.string() }),
  'link-revoked': z.object({ link: z.string(), reason: z.string() }),
  'result-downloaded': z.object({ link: z.string() }),
  'postal-order-created': z.object({ order: z.string(), office: z.string() }),
  'postal-order-cancelled': z.object({ order: z.string() }),
  'delivery-awaited': z.object({ order: z.string() }),
  'postal-event': z.object({
    order: z.string(),
    event: z.string(),
    carrierEvent: z.string(),
    tracking: z.string().optional(),
    reason: z.string().optional(),
  }),
  'collection-awaited': z.object({ agency: z.string() }),
  'collection-reminded': z.object({ reminder: z.number().int() }),
  'result-collected': z.object({
    identityCheck: z.string(),
    collector: z.enum(['applicant', 'representative']),
    /** number of the representative's written authorisation (giấy ủy quyền) */
    authorisation: z.string().optional(),
  }),
  'channel-settled': channelOutcome,
  'repair-requested': z.object({
    state: z.string(),
    error: z.string(),
    cause: z.string(),
    repair: z.number().int(),
  }),
  'repair-decided': z.object({
    action: z.enum(['retry', 'cancel']),
    note: z.string(),
    /** which repair; channels are repaired side by side */
    repair: z.number().int().optional(),
  }),
  'return-completed': z.object({
    status: z.enum(['returned', 'kept-at-agency']),
    outcomes: z.array(channelOutcome),
    /** why it was closed although a channel failed, or before all had ended */
    reason: z.string().optional(),
  }),
  'return-cancelled': z.object({ reason: z.string() }),
  'execution-ended': z.object({ status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']), error: z.string() }),
} as const;

export type EventType = keyof typeof eventData;
export type EventData<Type extends EventType> = z.infer<(typeof eventData)[Type]>;

/** What a caller says happened. `key` is deterministic: a retry of the same happening is the same event. */
export type NewEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly key: string;
    readonly actor: Actor;
    readonly occurredAt: string;
    readonly data: EventData<Type>;
  };
}[EventType];

/**
 * An event as it lies in the log. `seq` counts from 1 without gaps, `prev` is the hash of the event before
 * (64 zeros for the first), `hash` is SHA-256 over the RFC 8785 form of everything else.
 */
export const loggedEvent = z.object({
  v: z.literal(1),
  code: z.string(),
  revision: z.number().int().positive(),
  seq: z.number().int().positive(),
  key: z.string(),
  type: z.enum(Object.keys(eventData) as [EventType, ...EventType[]]),
  actor,
  occurredAt: z.string(),
  recordedAt: z.string(),
  data: z.record(z.string(), z.json()),
  prev: sha256,
  hash: sha256,
});
export type LoggedEvent = z.infer<typeof loggedEvent>;

/** The data of a logged event, checked against its type. */
export function dataOf<Type extends EventType>(event: LoggedEvent, type: Type): EventData<Type> {
  return eventData[type].parse(event.data) as EventData<Type>;
}
