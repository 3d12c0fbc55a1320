import type { KMSClient } from '@aws-sdk/client-kms';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { Directory } from '../directory/index.ts';
import { VerificationPages } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Table } from '../platform/table.ts';
import { Tracker } from '../tracking/index.ts';
import { TicketRepository } from './download-ticket.ts';
import { FactorThrottle } from './factor-throttle.ts';
import { LinkRepository } from './link-repository.ts';
import { KmsLinkTokens } from './link-tokens.ts';
import { SesMailer } from './mailer.ts';
import { NotificationRepository } from './notification-repository.ts';
import type { NotifyDeps } from './notify-of-link.ts';

/** What issuing links and their use need: everything but sending their messages. */
export interface LinkDeps extends Omit<NotifyDeps, 'mailer'> {
  readonly pages: VerificationPages;
  readonly tickets: TicketRepository;
  readonly throttle: FactorThrottle;
}

/** Enough for every use case of links and their messages. */
export interface DeliveryDeps extends LinkDeps, NotifyDeps {}

interface LinkConnections {
  readonly table: Table;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly keys: KMSClient;
  readonly settings: {
    readonly LINK_KEY_ID: string;
    readonly LINK_DAYS: number;
    readonly PUBLIC_BASE_URL: string;
  };
}

/** Builds them over the table and the clients of a function. */
export function deliveryDeps(
  from: LinkConnections & {
    readonly email: SESv2Client;
    readonly settings: { readonly EMAIL_FROM: string };
  },
): DeliveryDeps {
  return { ...linkDeps(from), mailer: new SesMailer(from.email, from.settings.EMAIL_FROM) };
}

/** The same for a function that sends no messages. */
export function linkDeps(from: LinkConnections): LinkDeps {
  const { table, clock, newId, settings } = from;
  return {
    clock,
    newId,
    tracker: new Tracker(table, clock),
    directory: new Directory(table),
    links: new LinkRepository(table),
    tokens: new KmsLinkTokens(from.keys, settings.LINK_KEY_ID),
    pages: new VerificationPages(table),
    notes: new NotificationRepository(table),
    tickets: new TicketRepository(table),
    throttle: new FactorThrottle(table),
    linkDays: settings.LINK_DAYS,
    publicBaseUrl: settings.PUBLIC_BASE_URL,
  };
}
