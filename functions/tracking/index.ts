/** The event log of a dossier revision and every projection read from it. */
export { agencyRevision } from './agency-revision.ts';
export { appendicesIn, archivedKey, sealedKey, type Appendix } from './appendices.ts';
export { CHAIN_START, hashEvent, verifyChain, type ChainVerdict } from './chain.ts';
export { channel, channelOutcome, type Channel, type ChannelOutcome } from './channel.ts';
export { keepChainHead } from './chain-head.ts';
export { issuedFiles, versionsOf, type FileId, type FileVersion, type IssuedFile } from './issued-files.ts';
export { EventLog, pad, type RevisionId } from './event-log.ts';
export { actor, dataOf, type Actor, type EventData, type EventType, type LoggedEvent } from './event.ts';
export { recallGrounds, type Recall } from './recall.ts';
export {
  finishEach,
  halfDone,
  halfDonePartition,
  toFinish,
  type HalfDone,
  type Unfinished,
} from './half-done.ts';
export { EXECUTION_OVER, nextLook, SWEEP_SHARDS, sweepShard } from './revision-lists.ts';
export { RevisionRepository, type RevisionItem } from './revision.ts';
export { foldState, TERMINAL, type RevisionState, type Status } from './state.ts';
export { SYSTEM, Tracker } from './tracker.ts';
