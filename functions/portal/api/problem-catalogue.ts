import { approvalRefusals } from '../../approval/index.ts';
import { copyRefusals } from '../../copies/index.ts';
import { deliveryRefusals } from '../../delivery/index.ts';
import { intakeRefusals } from '../../intake/index.ts';
import type { Message, Refusal } from '../../platform/refusal.ts';
import { postalRefusals } from '../../post/index.ts';
import { recallRefusals } from '../../recall/index.ts';
import { repairRefusals } from '../../repair/index.ts';
import { signatureRefusals } from '../../signing/index.ts';
import { verificationRefusals } from '../../verification/index.ts';
import { refusals as accessRefusals } from '../auth/refusals.ts';
import { requestRefusals } from '../http/refusals.ts';
import { common } from '../text/every-page.ts';

/** A problem's stable code, its status, and what its readers are told, which may differ from place to place. */
export interface KnownProblem {
  readonly code: string;
  readonly status: number;
  readonly messages: readonly Message[];
}

/** The only one that is no refusal: something broke. */
const unexpected: Pick<KnownProblem, 'code' | 'status'> & { readonly message: Message } = {
  code: 'unexpected',
  status: 500,
  message: { vi: common.vi.unexpectedBody, en: common.en.unexpectedBody },
};

const answers: readonly (Pick<Refusal, 'code' | 'message'> & { readonly status: number })[] = [
  ...Object.values({ ...requestRefusals, inputInvalid: requestRefusals.inputInvalid([]) }),
  ...Object.values(accessRefusals),
  ...intakeRefusals,
  ...Object.values(approvalRefusals),
  ...signatureRefusals,
  ...repairRefusals,
  ...Object.values(copyRefusals),
  ...Object.values(recallRefusals),
  ...deliveryRefusals,
  ...postalRefusals,
  ...Object.values(verificationRefusals),
  unexpected,
];

/** Every code the API answers with, in the order its documentation lists them. */
export const problemCatalogue: readonly KnownProblem[] = [
  ...Map.groupBy(answers, ({ code }) => code).values(),
].map((same) => ({
  code: same[0]?.code ?? '',
  status: same[0]?.status ?? 0,
  messages: [...new Map(same.map(({ message }) => [message.vi, message])).values()],
}));
