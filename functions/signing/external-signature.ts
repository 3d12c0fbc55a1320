/**
 * Signatures made outside the product, such as with an official's USB token: the wait is opened, and the
 * value is taken when it comes, hours later perhaps, from whoever holds the key.
 */
import { Buffer } from 'node:buffer';
import { refuseLostAuthority, type AuthorityDeps } from '../approval/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { type Outcome, accept, refuse } from '../platform/refusal.ts';
import type { Task, TaskDesk, TaskId, TaskRepository } from '../tasks/index.ts';
import type { RevisionId, Tracker } from '../tracking/index.ts';
import { z } from 'zod';
import { acceptCertificate } from './certificate-refusals.ts';
import type { FitnessDependencies } from './fit-certificate.ts';
import { type PreparedReference, readPrepared } from './signature-work.ts';
import type { SignatureValues } from './signature-values.ts';
import { isSignatureOf } from './signers/verify-signature-value.ts';

const facts = z.object({ key: z.string(), field: z.string(), digest: z.string() });

export interface AwaitSignatureInput extends RevisionId {
  readonly prepared: PreparedReference;
  readonly taskToken: string;
}

/** Step AwaitSignature: opens the official's wait, or gives the open one its newest token. */
export async function awaitSignature(
  deps: { readonly tracker: Tracker; readonly tasks: TaskRepository; readonly clock: Clock },
  { code, revision, prepared, taskToken }: AwaitSignatureInput,
): Promise<void> {
  const id = { code, revision };
  const { official, dueOn } = await deps.tracker.revision(id);
  const { repairs } = await deps.tracker.state(id);
  const { field, digest } = prepared;
  await deps.tracker.record(id, 'signature-requested', `signature-requested:${repairs}`, { field, digest });
  await deps.tasks.open({
    ...signatureTask(id),
    scope: official,
    dueOn,
    openedAt: deps.clock().toISOString(),
    taskToken,
    facts: { ...prepared },
  });
}

/** What the official's own software signs. */
export interface RequestedSignature {
  readonly field: string;
  /** Digest of the signed attributes, hexadecimal. */
  readonly digest: string;
  /** The signed attributes themselves in DER, base64, for software that hashes by itself. */
  readonly attributes: string;
  readonly algorithm: string;
}

export interface ExternalSignatureDependencies extends FitnessDependencies, AuthorityDeps {
  readonly desk: TaskDesk;
  readonly work: ObjectStore;
  readonly values: SignatureValues;
}

/**
 * The signature that is waited for, as the official of the dossier may see it.
 *
 * @param official who asks, as the directory knows them
 */
export async function requestedSignature(
  { desk, work }: Pick<ExternalSignatureDependencies, 'desk' | 'work'>,
  id: RevisionId,
  official: string,
): Promise<Outcome<RequestedSignature>> {
  const task = await desk.tasks.find(signatureTask(id));
  if (task?.scope !== official) return notAwaited();
  const wanted = facts.parse(task.facts);
  const { field, digest } = wanted;
  const { attributes, algorithm } = await readPrepared(work, wanted);
  return accept({ field, digest, algorithm, attributes: Buffer.from(attributes).toString('base64') });
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
 * Brought again: the same answer.
 */
export async function acceptExternalSignature(
  deps: ExternalSignatureDependencies,
  { code, revision, official, digest, value }: ExternalSignature,
): Promise<Outcome<{ readonly field: string; readonly digest: string }>> {
  const id = { code, revision };
  const task = await deps.desk.tasks.find(signatureTask(id));
  if (task?.scope !== official) return notAwaited();
  const wanted = facts.parse(task.facts);
  const { field } = wanted;
  if (wanted.digest !== digest) return otherDigest();
  if (task.output !== undefined) return accept({ field, digest });
  const lost = await refuseLostAuthority(deps, id);
  if (lost) return lost;
  const { algorithm, chain, attributes } = await readPrepared(deps.work, wanted);
  const certificate = chain[0] ?? new Uint8Array();
  if (!isSignatureOf({ algorithm, certificate, message: attributes, signature: value })) return wrongValue();
  const fit = await acceptCertificate(deps, chain);
  if (!fit.ok) return fit;
  await deps.values.keep({ ...id, field, digest }, value);
  await deps.desk.decide(signatureTask(id), decisionOf(task, deps.clock()));
  return accept({ field, digest });
}

function decisionOf(task: Task, now: Date) {
  const { field, digest } = facts.parse(task.facts);
  return {
    output: { signature: { field, digest } },
    event: {
      type: 'signature-received',
      key: `signature-received:${field}:${digest}`,
      data: { field, digest, signer: task.scope },
      actor: { kind: 'official' as const, id: task.scope },
      occurredAt: now.toISOString(),
    },
  };
}

/** The one wait of a revision for a signature made elsewhere. */
function signatureTask({ code, revision }: RevisionId): TaskId {
  return { code, revision, kind: 'signature', round: 1 };
}

export function notAwaited() {
  return refuse(404, 'signature-not-awaited', {
    vi: 'Hồ sơ này không chờ chữ ký của Ông/Bà. Hãy mở lại danh sách việc cần ký.',
    en: 'This dossier does not wait for your signature. Open your list again.',
  });
}

export function otherDigest() {
  return refuse(409, 'signature-over-other-bytes', {
    vi: 'Chữ ký được tạo trên một nội dung khác. Hãy tải lại nội dung cần ký rồi ký lại.',
    en: 'The signature was made over other content. Fetch what is to be signed again, and sign that.',
  });
}

export function wrongValue() {
  return refuse(422, 'signature-value-wrong', {
    vi: 'Chữ ký không khớp với chứng thư số đã đăng ký. Hãy kiểm tra thiết bị ký và chọn đúng chứng thư.',
    en: 'The signature does not fit the registered certificate. Check the token and choose that certificate.',
  });
}
