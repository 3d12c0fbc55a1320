import type { Refusal } from '../platform/refusal.ts';
import { statusNotFound, statusThrottled } from './citizen-status.ts';
import {
  alreadyCollected,
  authorisationMissing,
  cancelled,
  notAtCounter,
  notIssued,
} from './collect-result.ts';
import { ticketSpent, ticketUnknown } from './download-result.ts';
import { CLOSED, factorMalformed, factorWrong, linkUnknown } from './link-refusals.ts';
import { linkNotIssued, linkOutdated } from './reissue-link.ts';
import { verificationUnknown } from './verify-page.ts';

/** Every "no" of delivery, for the documentation. */
export const deliveryRefusals: readonly Refusal[] = [
  linkUnknown(),
  ...Object.values(CLOSED),
  factorWrong(4),
  factorMalformed(),
  ticketUnknown(),
  ticketSpent(),
  linkNotIssued(),
  linkOutdated(2),
  statusNotFound(),
  statusThrottled(),
  verificationUnknown(),
  alreadyCollected(),
  notIssued(),
  notAtCounter(),
  authorisationMissing(),
  cancelled(),
];
