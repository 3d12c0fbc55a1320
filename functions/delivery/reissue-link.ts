import type { User } from '../directory/index.ts';
import { accept, refuse, type Outcome } from '../platform/refusal.ts';
import { agencyRevision, type RevisionId } from '../tracking/index.ts';
import { intendLink, type IntendLinkDeps } from './intend-link.ts';
import type { IssueLinkDeps } from './issue-link.ts';
import { linkNote, type Notification } from './notification.ts';

/** A new link, and how far its message is: `intended` until the sweeper sends it, within two minutes. */
export interface Reissued {
  readonly sequence: number;
  readonly notified: Notification['state'];
}

/** The sweeper waits so long, for the log to say that a clerk issued the link and not the sweeper. */
const HEAD_START_MS = 2_000;

/**
 * A clerk replaces a link that is locked, lost or expired: every earlier one is dead at once, the new one is
 * sent by the sweeper. `replaces` is the sequence of the link being replaced, so that pressing twice issues one.
 */
export async function reissueLink(
  deps: IntendLinkDeps,
  input: { readonly id: RevisionId; readonly replaces: number; readonly clerk: User },
): Promise<Outcome<Reissued>> {
  const { id, replaces, clerk } = input;
  const found = await agencyRevision(deps.tracker, id, clerk.agencies);
  if (!found.ok) return found;
  // No message leaves for a cancelled return: promising one, and killing the link before it, would strand the citizen.
  const { status, recalled } = await deps.tracker.state(id);
  if (status === 'cancelled') return linkCancelled();
  if (recalled) return recalledNotLinked();
  const current = await deps.links.current(id);
  if (!current) return linkNotIssued();
  const sequence = replaces + 1;
  if (current.sequence !== replaces && current.sequence !== sequence) return linkOutdated(current.sequence);
  const note = linkNote(id, sequence);
  const dueAt = new Date(deps.clock().getTime() + HEAD_START_MS).toISOString();
  await intendLink(deps, note, { sequence, dueAt, actor: { kind: 'clerk', id: clerk.sub } });
  return accept({ sequence, notified: (await deps.notes.find(note))?.state ?? 'intended' });
}

/**
 * The kill switch (thu hồi liên kết): closes the current link, and every ticket it gave, before anything is
 * recorded. A reissued link is not touched by it.
 */
export async function revokeLink(
  deps: Pick<IssueLinkDeps, 'tracker' | 'links'>,
  input: { readonly id: RevisionId; readonly reason: string; readonly clerk: User },
): Promise<Outcome<{ readonly link: string }>> {
  const { id, reason, clerk } = input;
  const found = await agencyRevision(deps.tracker, id, clerk.agencies);
  if (!found.ok) return found;
  const current = await deps.links.current(id);
  if (!current) return linkNotIssued();
  await deps.links.revoke(current.tokenHash, reason);
  const data = { link: current.link, reason };
  const actor = { kind: 'clerk', id: clerk.sub } as const;
  await deps.tracker.record(id, 'link-revoked', `link-revoked:${current.link}`, data, { actor });
  return accept({ link: current.link });
}

export function linkNotIssued() {
  return refuse(409, 'link-not-issued', {
    vi: 'Hồ sơ này chưa có liên kết tải kết quả. Hãy chờ kết quả được ban hành; liên kết được gửi nếu người dân đề nghị.',
    en: 'This dossier has no download link yet. Wait until the result is issued; one is sent if it was asked for.',
  });
}

export function linkCancelled() {
  return refuse(409, 'return-cancelled', {
    vi: 'Việc trả kết quả của hồ sơ này đã bị hủy: không gửi liên kết.',
    en: 'The return of this result was cancelled: no link is sent.',
  });
}

export function recalledNotLinked() {
  return refuse(409, 'result-recalled', {
    vi: 'Văn bản này đã bị thu hồi: không gửi liên kết tải. Hãy hướng dẫn người dân chờ văn bản thay thế, có liên kết riêng.',
    en: 'This document was recalled: no link is sent. Tell the citizen to wait for the one that replaces it, which comes with a link of its own.',
  });
}

export function linkOutdated(sequence: number) {
  return refuse(409, 'link-outdated', {
    vi: `Liên kết đã được thay: hiện là liên kết thứ ${sequence}. Hãy tải lại trang rồi quyết định.`,
    en: `The link was replaced meanwhile: the current one is number ${sequence}. Reload, then decide.`,
  });
}
