/**
 * Signatures made outside the product, such as with an official's USB token: the value is taken when it comes,
 * hours or days later, from whoever holds the key.
 */
import { Buffer } from 'node:buffer';
import { refuseLostAuthority, type AuthorityDeps } from '../approval/index.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { sha256 } from '../platform/digest.ts';
import { type Outcome, accept } from '../platform/refusal.ts';
import type { Task, TaskDesk } from '../tasks/index.ts';
import type { RevisionId } from '../tracking/index.ts';
import { acceptCertificate } from './certificate-refusals.ts';
import { notAwaited, otherDigest, preparationExpired, wrongValue } from './external-refusals.ts';
import type { FitnessDependencies } from './fit-certificate.ts';
import { expiryOf } from './preparation-age.ts';
import { readPrepared } from './signature-work.ts';
import { signatureWait, wantedBy } from './signature-wait.ts';
import type { SignatureValues } from './signature-values.ts';
import { isSignatureOf } from './signers/verify-signature-value.ts';

/** What the official's own software signs. */
export interface RequestedSignature {
  readonly field: string;
  /** Digest of the signed attributes, hexadecimal. */
  readonly digest: string;
  /** The signed attributes themselves in DER, base64, for software that hashes by itself. */
  readonly attributes: string;
  readonly algorithm: string;
  /** SHA-256 of the certificate the value must fit, hexadecimal: which key of a token to use. */
  readonly certificate: string;
  /** Until when a value is taken, ISO 8601. */
  readonly expiresAt: string;
}

export interface ExternalSignatureDependencies extends FitnessDependencies, AuthorityDeps {
  readonly desk: TaskDesk;
  readonly work: ObjectStore;
  readonly values: SignatureValues;
}

/**
 * The signature that is waited for, as the official of the dossier may see it; also after it was given.
 *
 * @param official who asks, as the directory knows them
 */
export async function requestedSignature(
  { desk, work }: Pick<ExternalSignatureDependencies, 'desk' | 'work'>,
  id: RevisionId,
  official: string,
): Promise<Outcome<RequestedSignature>> {
  const wait = await signatureWait(desk.tasks, id);
  if (!isAsked(wait, official)) return notAwaited();
  const wanted = wantedBy(wait);
  const { field, digest } = wanted;
  const { attributes, algorithm, chain } = await readPrepared(work, wanted);
  return accept({
    field,
    digest,
    algorithm,
    attributes: Buffer.from(attributes).toString('base64'),
    certificate: sha256(chain[0] ?? new Uint8Array()),
    expiresAt: expiryOf(wait.openedAt).toISOString(),
  });
}

export interface ExternalSignature extends RevisionId {
  /** Who brings it, as the directory knows them. */
  readonly official: string;
  /** Digest that was signed, hexadecimal. */
  readonly digest: string;
  /** Raw value: RSA octets, or a DER-encoded ECDSA-Sig-Value. */
  readonly value: Uint8Array;
}

/**
 * Takes a value that fits the certificate, if that may sign still, keeps it, and lets the workflow go on.
 * Brought again, or another one after it: the same answer, and the first value stays.
 */
export async function acceptExternalSignature(
  deps: ExternalSignatureDependencies,
  { code, revision, official, digest, value }: ExternalSignature,
): Promise<Outcome<{ readonly field: string; readonly digest: string }>> {
  const id = { code, revision };
  const wait = await signatureWait(deps.desk.tasks, id);
  if (!isAsked(wait, official)) return notAwaited();
  const wanted = wantedBy(wait);
  const { field } = wanted;
  if (wanted.digest !== digest) return otherDigest();
  if (wait.output !== undefined) return accept({ field, digest });
  if (deps.clock() >= expiryOf(wait.openedAt)) return preparationExpired();
  const lost = await refuseLostAuthority(deps, id);
  if (lost) return lost;
  const { algorithm, chain, attributes } = await readPrepared(deps.work, wanted);
  const certificate = chain[0] ?? new Uint8Array();
  if (!isSignatureOf({ algorithm, certificate, message: attributes, signature: value })) return wrongValue();
  const fit = await acceptCertificate(deps, chain);
  if (!fit.ok) return fit;
  await deps.values.keep({ ...id, field, digest }, value);
  const { taken, task } = await deps.desk.decide(wait, decisionOf(wait, deps.clock()));
  // Asked afresh, or the dossier ended another way, between our look and our answer.
  return taken || task?.output !== undefined ? accept({ field, digest }) : notAwaited();
}

/** Whether the official is, or was, asked by this wait; not where the dossier ended another way. */
function isAsked(wait: Task | undefined, official: string): wait is Task {
  return wait?.scope === official && (wait.output !== undefined || wait.callback === 'none');
}

function decisionOf(wait: Task, now: Date) {
  const { field, digest } = wantedBy(wait);
  return {
    output: { signature: { field, digest } },
    event: {
      type: 'signature-received',
      key: `signature-received:${field}:${digest}`,
      data: { field, digest, signer: wait.scope },
      actor: { kind: 'official' as const, id: wait.scope },
      occurredAt: now.toISOString(),
    },
  };
}
