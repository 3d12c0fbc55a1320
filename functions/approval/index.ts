/** The official's decision over the very PDF shown, the clerk's seal by hand, return for correction. */
export { refusals as approvalRefusals } from './approval-refusals.ts';
export { approvalTask } from './await-approval.ts';
export {
  decideResult,
  resultDecision,
  type DecidedResult,
  type DecideDeps,
  type ResultDecision,
} from './decide-result.ts';
export { awaitedSigner } from './initials.ts';
export { printedAuthority, refuseLostAuthority, type AuthorityDeps } from './printed-authority.ts';
export { sealByHand, type AuthorisedSeal } from './seal-by-hand.ts';
