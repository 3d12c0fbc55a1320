import type { decideResult, sealByHand } from '../approval/index.ts';
import type { findCopy, listCopies, orderCopy } from '../copies/index.ts';
import type {
  citizenStatus,
  collectResult,
  openLink,
  showLinkAgain,
  reissueLink,
  revokeLink,
  unlockLink,
  verifyPage,
} from '../delivery/index.ts';
import type { acceptDossier } from '../intake/index.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import type { postQueue, postalLabel, quarantinedEvents, recordPostalEvent } from '../post/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Template, TemplateSummary } from '../rendering/index.ts';
import type { recallResult } from '../recall/index.ts';
import type { decideRepair, retryAlike } from '../repair/index.ts';
import type { acceptExternalSignature, requestedSignature } from '../signing/index.ts';
import type { TaskRepository } from '../tasks/index.ts';
import type { Tracker } from '../tracking/index.ts';

/** A use case of another capability with its dependencies given. */
type Given<UseCase extends (deps: never, input: never) => unknown> = (
  input: Parameters<UseCase>[1],
) => ReturnType<UseCase>;

/** What the portal asks of the other capabilities. */
export interface Services {
  readonly tracker: Tracker;
  readonly tasks: TaskRepository;
  readonly work: Pick<ObjectStore, 'find'>;
  readonly archive: Pick<ObjectStore, 'find'>;
  readonly acceptDossier: Given<typeof acceptDossier>;
  readonly decideResult: Given<typeof decideResult>;
  readonly sealByHand: Given<typeof sealByHand>;
  readonly orderCopy: Given<typeof orderCopy>;
  readonly listCopies: Given<typeof listCopies>;
  readonly findCopy: Given<typeof findCopy>;
  readonly requestedSignature: (
    id: Parameters<typeof requestedSignature>[1],
    official: string,
  ) => ReturnType<typeof requestedSignature>;
  readonly acceptExternalSignature: Given<typeof acceptExternalSignature>;
  readonly collectResult: Given<typeof collectResult>;
  readonly recallResult: Given<typeof recallResult>;
  readonly decideRepair: Given<typeof decideRepair>;
  readonly retryAlike: Given<typeof retryAlike>;
  readonly postQueue: Given<typeof postQueue>;
  readonly postalLabel: Given<typeof postalLabel>;
  readonly recordPostalEvent: Given<typeof recordPostalEvent>;
  readonly quarantinedEvents: Given<typeof quarantinedEvents>;
  readonly reissueLink: Given<typeof reissueLink>;
  readonly revokeLink: Given<typeof revokeLink>;
  readonly openLink: Given<typeof openLink>;
  readonly showLinkAgain: Given<typeof showLinkAgain>;
  readonly unlockLink: Given<typeof unlockLink>;
  readonly verifyPage: Given<typeof verifyPage>;
  readonly citizenStatus: Given<typeof citizenStatus>;
  readonly findOfficial: Directory['findOfficial'];
  /** JSON Schema of a template's data; undefined when there is no such template or version */
  readonly templateSchema: (id: string, version: number) => Promise<Template['dataSchema'] | undefined>;
  readonly listTemplates: () => Promise<TemplateSummary[]>;
}
