import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { decideResult, sealByHand } from '../approval/index.ts';
import { CopyRepository, findCopy, listCopies, orderCopy } from '../copies/index.ts';
import {
  citizenStatus,
  collectResult,
  linkDeps,
  openLink,
  showLinkAgain,
  reissueLink,
  revokeLink,
  unlockLink,
  verifyPage,
} from '../delivery/index.ts';
import { acceptDossier, VerificationPages } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import { ObjectStore } from '../platform/object-store.ts';
import type { Table } from '../platform/table.ts';
import {
  PostalOrderRepository,
  Quarantine,
  postQueue,
  postalLabel,
  quarantinedEvents,
  recordPostalEvent,
} from '../post/index.ts';
import { findValidTemplate, listTemplates, loadTemplate } from '../rendering/index.ts';
import { RecallRepository, recallResult } from '../recall/index.ts';
import { decideRepair, retryAlike } from '../repair/index.ts';
import {
  acceptExternalSignature,
  requestedSignature,
  type RevocationSource,
  SignatureValues,
  trustedRoots,
} from '../signing/index.ts';
import { TaskDesk, TaskRepository } from '../tasks/index.ts';
import type { Services } from './services.ts';

/** The clients and settings the other capabilities' use cases need. */
export interface Connections {
  readonly table: Table;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly objects: S3Client;
  readonly workflows: SFNClient;
  readonly keys: KMSClient;
  readonly revocation: RevocationSource;
  readonly settings: {
    readonly WORK_BUCKET: string;
    readonly ARCHIVE_BUCKET: string;
    readonly PUBLIC_BASE_URL: string;
    readonly TEMPLATES_DIR: string;
    readonly STATE_MACHINE_ARN: string;
    readonly LINK_KEY_ID: string;
    readonly LINK_DAYS: number;
  };
}

/** Gives every use case its dependencies. */
export function wireServices(given: Connections): Services {
  const { table, clock, settings } = given;
  const delivery = linkDeps(given);
  const { tracker, directory } = delivery;
  const tasks = new TaskRepository(table);
  const desk = new TaskDesk(tasks, tracker, given.workflows);
  const work = new ObjectStore(given.objects, settings.WORK_BUCKET);
  const deciding = { tracker, directory, desk, clock };
  const archive = new ObjectStore(given.objects, settings.ARCHIVE_BUCKET);
  const copying = { tracker, directory, archive, clock, copies: new CopyRepository(table) };
  const orders = new PostalOrderRepository(table);
  const postal = { ...deciding, work, orders, quarantine: new Quarantine(table) };
  const recalling = { ...deciding, notes: delivery.notes, orders, recalls: new RecallRepository(table) };
  const checking = { roots: trustedRoots(directory), revocation: given.revocation };
  const external = { ...deciding, work, values: new SignatureValues(table), ...checking };
  return {
    tracker,
    tasks,
    work,
    archive,
    acceptDossier: (input) => acceptDossier(intakeDeps(given, delivery), input),
    decideResult: (input) => decideResult(deciding, input),
    sealByHand: (input) => sealByHand(deciding, input),
    orderCopy: (input) => orderCopy(copying, input),
    listCopies: (input) => listCopies(copying, input),
    findCopy: (input) => findCopy(copying, input),
    requestedSignature: (id, official) => requestedSignature(external, id, official),
    acceptExternalSignature: (input) => acceptExternalSignature(external, input),
    collectResult: (input) => collectResult(deciding, input),
    recallResult: (input) => recallResult(recalling, input),
    decideRepair: (input) => decideRepair(deciding, input),
    retryAlike: (input) => retryAlike(deciding, input),
    postQueue: (input) => postQueue(postal, input),
    postalLabel: (input) => postalLabel(postal, input),
    recordPostalEvent: (input) => recordPostalEvent(postal, input),
    quarantinedEvents: (input) => quarantinedEvents(postal, input),
    reissueLink: (input) => reissueLink(delivery, input),
    revokeLink: (input) => revokeLink(delivery, input),
    openLink: (input) => openLink(delivery, input),
    showLinkAgain: (input) => showLinkAgain(delivery, input),
    unlockLink: (input) => unlockLink(delivery, input),
    verifyPage: (input) => verifyPage(delivery, input),
    citizenStatus: (input) => citizenStatus(delivery, input),
    findOfficial: (id) => delivery.directory.findOfficial(id),
    templateSchema: async (id, version) =>
      (await findValidTemplate(settings.TEMPLATES_DIR, id, version))?.dataSchema,
    listTemplates: () => listTemplates(settings.TEMPLATES_DIR),
  };
}

function intakeDeps(given: Connections, { tracker, directory }: ReturnType<typeof linkDeps>) {
  const { table, clock, newId, workflows, settings } = given;
  return {
    tracker,
    directory,
    clock,
    newId,
    workflows,
    stateMachineArn: settings.STATE_MACHINE_ARN,
    pages: new VerificationPages(table),
    loadTemplate: (id: string, version: number) => loadTemplate(settings.TEMPLATES_DIR, id, version),
  };
}
