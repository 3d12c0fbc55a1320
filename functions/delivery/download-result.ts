import { accept, refuse, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { TicketRepository } from './download-ticket.ts';
import { standingOf } from './link.ts';
import { linkClosed, linkOfRecalled } from './link-refusals.ts';
import { LINK_HOLDER, type LinkUseDeps } from './open-link.ts';

/** Signs an address an issued file can be fetched at for some minutes. */
export interface Presigner {
  address(object: {
    readonly key: string;
    readonly versionId: string | null;
    readonly fileName: string;
  }): Promise<string>;
}

export interface DownloadDeps extends LinkUseDeps {
  readonly tickets: TicketRepository;
  readonly presigner: Presigner;
}

/**
 * Exchanges a ticket for the address of the archived file (`GET /download/{ticket}`). The ticket is taken and
 * the download recorded before the address is given; a link revoked, or a document recalled, meanwhile stops it.
 */
export async function downloadResult(deps: DownloadDeps, id: string): Promise<Outcome<string>> {
  const found = await deps.tickets.find(id);
  if (!found) return ticketUnknown();
  const { archived, recalled } = await deps.tracker.state(found);
  if (recalled) return linkOfRecalled();
  const now = deps.clock();
  const one = await deps.links.find(found.tokenHash);
  const standing = one ? standingOf(one, await deps.links.current(found), now) : 'revoked';
  if (standing !== 'open') return linkClosed(standing);
  if (now.toISOString() >= found.validUntil) return ticketSpent();
  if (!archived) return ticketUnknown();
  if (!(await deps.tickets.use(found, now.toISOString()))) return ticketSpent();
  const key = `result-downloaded:${found.ticketHash.slice(0, 32)}`;
  await deps.tracker.record(found, 'result-downloaded', key, { link: found.link }, { actor: LINK_HOLDER });
  return accept(
    await deps.presigner.address({
      key: archived.key,
      versionId: archived.versionId,
      fileName: `Kết quả ${found.code}.pdf`,
    }),
  );
}

export function ticketUnknown(): Refusal {
  return refuse(404, 'ticket-unknown', {
    vi: 'Địa chỉ tải không đúng. Hãy mở lại liên kết trong thư điện tử.',
    en: 'This download address is not right. Open the link in the e-mail again.',
  });
}

export function ticketSpent(): Refusal {
  return refuse(410, 'ticket-spent', {
    vi: 'Địa chỉ tải chỉ dùng được một lần trong năm phút. Hãy mở lại liên kết và nhập lại bốn số cuối.',
    en: 'A download address works once, for five minutes. Open the link and type the digits again.',
  });
}
