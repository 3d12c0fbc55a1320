/** Returning the issued result: download links and their messages, the counter, completion, public answers. */
export { citizenStatus, type CitizenStatus } from './citizen-status.ts';
export { collection, collectResult, type Collection, type CollectDeps } from './collect-result.ts';
export { deliveryRefusals } from './delivery-refusals.ts';
export { closeIssued } from './complete-return.ts';
export { deliveryDeps, linkDeps, type DeliveryDeps, type LinkDeps } from './delivery-deps.ts';
export { isFromEdge, ORIGIN_HEADER } from './origin-secret.ts';
export { openLink, showLinkAgain, type Landing } from './open-link.ts';
export { reissueLink, revokeLink, type Reissued } from './reissue-link.ts';
export type { IntendNoteDeps } from './intend-note.ts';
export { intendRecallNote } from './notify-of-recall.ts';
export { settleChannel } from './settle-channel.ts';
export { settleNotifications, type SettledNotifications } from './settle-notifications.ts';
export { stopCollection } from './stop-collection.ts';
export { unlockLink, type Unlocked } from './unlock-link.ts';
export { verifyPage, type FileDigests, type Verification } from './verify-page.ts';
