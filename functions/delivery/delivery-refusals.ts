import type { Refusal } from '../platform/refusal.ts';
import { statusNotFound, statusThrottled } from './citizen-status.ts';
import {
  alreadyCollected,
  authorisationMissing,
  cancelled,
  recalledAtCounter,
  notAtCounter,
  notIssued,
} from './collect-result.ts';
import { ticketSpent, ticketUnknown } from './download-result.ts';
import { CLOSED, factorMalformed, factorWrong, linkOfRecalled, linkUnknown } from './link-refusals.ts';
import { linkCancelled, linkNotIssued, linkOutdated, recalledNotLinked } from './reissue-link.ts';
import { verificationUnknown } from './verify-page.ts';

/** Every "no" of delivery, for the documentation. */
export const deliveryRefusals: readonly Refusal[] = [
  linkUnknown(),
  ...Object.values(CLOSED),
  linkOfRecalled(),
  factorWrong(4),
  factorMalformed(),
  ticketUnknown(),
  ticketSpent(),
  linkNotIssued(),
  linkCancelled(),
  recalledNotLinked(),
  linkOutdated(2),
  statusNotFound(),
  statusThrottled(new Date(15 * 60_000), new Date(0)),
  verificationUnknown(),
  alreadyCollected(),
  notIssued(),
  notAtCounter(),
  authorisationMissing(),
  cancelled(),
  recalledAtCounter(),
];
