import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { logger } from '../../platform/logger.ts';
import type { FieldProblem, Message, Outcome } from '../../platform/refusal.ts';
import type { RevisionId } from '../../tracking/index.ts';
import { revisionNamed } from '../api/reach.ts';
import type { Services } from '../services.ts';
import { catalogue } from '../text/catalogue.ts';
import { rowKey } from './signing-rows.ts';

/** What became of the signatures of one form: each by itself. */
export interface HandedIn {
  readonly done: readonly RevisionId[];
  readonly problems: readonly FieldProblem[];
}

/** A row of the form: a value, or why the signing software gave none. */
interface Sent {
  readonly id: RevisionId;
  readonly digest: string;
  readonly value: string;
  /** error code of the agent's protocol */
  readonly fault: string;
}

/** What one row may hold; the form's own limit is the body's. */
const signatureValue = z.base64().min(1).max(2_000);

/** As many at once: enough to be quick, few enough for the service that tells the certificate's status. */
const AT_ONCE = 10;

/** Takes every signature of the form; one that is refused, or cannot be recorded, costs the others nothing. */
export async function handIn(
  services: Pick<Services, 'acceptExternalSignature'>,
  official: string,
  fields: Readonly<Record<string, string>>,
): Promise<HandedIn> {
  const rows = sentRows(fields);
  const done: RevisionId[] = [];
  const problems: FieldProblem[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    const answers = await Promise.all(some.map((row) => take(services, official, row)));
    for (const [index, { id }] of some.entries()) {
      const message = answers[index];
      if (message === undefined) done.push(id);
      else problems.push({ field: `value-${rowKey(id)}`, rule: 'refused', message });
    }
  }
  return { done, problems };
}

/** Rows that say something; a dossier that is none of ours is no row. */
function sentRows(fields: Readonly<Record<string, string>>): Sent[] {
  return Object.keys(fields).flatMap((name) => {
    const [, key = '', code = '', n = ''] = /^digest-((.{1,60})-r(\d{1,4}))$/.exec(name) ?? [];
    const id = revisionNamed(code, n);
    if (!id) return [];
    const value = (fields[`value-${key}`] ?? '').replaceAll(/\s/g, '');
    const fault = fields[`fault-${key}`] ?? '';
    return value === '' && fault === '' ? [] : [{ id, digest: fields[name] ?? '', value, fault }];
  });
}

/** Why the row's signature was not taken; undefined where it was. */
async function take(
  services: Pick<Services, 'acceptExternalSignature'>,
  official: string,
  { id, digest, value, fault }: Sent,
): Promise<Message | undefined> {
  if (value === '') return faultMessage(fault);
  if (!signatureValue.safeParse(value).success) return inBoth(({ signing }) => signing.notBase64);
  const handed = { ...id, official, digest, value: new Uint8Array(Buffer.from(value, 'base64')) };
  const taken = await settled(services.acceptExternalSignature(handed));
  if (taken === undefined) return inBoth(({ signing }) => signing.notStored);
  return taken.ok ? undefined : taken.message;
}

/** Undefined where the world broke: the others of the form go on, and this one is told to come again. */
async function settled<Value>(answer: Promise<Outcome<Value>>): Promise<Outcome<Value> | undefined> {
  try {
    return await answer;
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    logger.error('a signature handed in could not be recorded', { errorName });
    return undefined;
  }
}

/** What the page says of a fault of the signing software, by its code. */
function faultMessage(code: string): Message {
  return inBoth(({ tokenAgent }) => {
    const known = Object.entries(tokenAgent).find(([name]) => name === `fault-${code}`);
    return known?.[1] ?? tokenAgent['fault-unknown'];
  });
}

function inBoth(text: (texts: (typeof catalogue)['vi']) => string): Message {
  return { vi: text(catalogue.vi), en: text(catalogue.en) };
}
