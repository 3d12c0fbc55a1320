import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { workflowFunctions } from '../workflow-settings.ts';
import type { Places } from './places.ts';
import { deriveLinks, openSecrets, signFor } from './key-statements.ts';
import { putArchive, putWork, readArchive, readWork } from './object-statements.ts';
import { addToTable, queryTable, readTable, useTableKey, writeTable } from './table-statements.ts';
import { sendEmail } from './workflow-statements.ts';

/** What a workflow step may do. All read the table; each writes dossiers, and what is listed. */
type StepRights = (at: Places) => PolicyStatement[];

type StepName = (typeof workflowFunctions)[keyof typeof workflowFunctions];

const recordsOnly: StepRights = (at) => steps(at, []);
const logOnly: StepRights = (at) => [queryTable(at), writeTable(at, ['DOSSIER']), useTableKey(at)];

/** The rights of every workflow step, by function name. The callers of the workflow have theirs beside them. */
export const stepRights: Readonly<Record<StepName, StepRights>> = {
  'render-result': (at) => [...steps(at, []), ...readWork(at, ['drafts']), ...putWork(at, ['drafts'])],
  'await-approval': recordsOnly,
  'return-for-correction': logOnly,
  'prepare-signature': (at) => [
    ...additions(at, []),
    ...readWork(at, ['drafts', 'signing', 'directory']),
    ...putWork(at, ['signing']),
  ],
  'sign-with-kms': (at) => [...additions(at, []), ...readWork(at, ['signing']), signFor(at, 'official')],
  'sign-with-secret': (at) => [
    ...additions(at, []),
    ...readWork(at, ['signing', 'secrets/official']),
    openSecrets(at, 'official'),
  ],
  'await-signature': recordsOnly,
  'embed-signature': (at) => [...steps(at, []), ...readWork(at, ['signing']), ...putWork(at, ['signing'])],
  'await-seal': recordsOnly,
  'seal-result': (at) => [
    ...steps(at, ['REGISTER']),
    ...readWork(at, ['drafts', 'signing', 'directory', 'secrets/agency']),
    ...putWork(at, ['signing']),
    signFor(at, 'agency'),
    openSecrets(at, 'agency'),
  ],
  'augment-result': (at) => [...steps(at, []), ...readWork(at, ['signing']), ...putWork(at, ['signing'])],
  'await-trust-service': logOnly,
  'archive-result': (at) => [
    ...steps(at, ['FILEHASH', 'RENEWAL']),
    ...readWork(at, ['signing']),
    ...readArchive(at, ['results']),
    ...putArchive(at, ['results']),
  ],
  'send-download-link': (at) => [...steps(at, ['LINKHASH']), deriveLinks(at), sendEmail(at)],
  'create-postal-order': (at) => [
    ...additions(at, ['ORDER']),
    ...readWork(at, ['labels']),
    ...putWork(at, ['labels']),
  ],
  'await-delivery': recordsOnly,
  'await-collection': recordsOnly,
  'complete-return': logOnly,
  'await-repair': recordsOnly,
  'cancel-return': (at) => steps(at, ['REGISTER']),
};

function steps(at: Places, alsoWrites: readonly string[]): PolicyStatement[] {
  return [readTable(at), writeTable(at, ['DOSSIER', ...alsoWrites]), useTableKey(at)];
}

function additions(at: Places, alsoAdds: readonly string[]): PolicyStatement[] {
  return [readTable(at), addToTable(at, ['DOSSIER', ...alsoAdds]), useTableKey(at)];
}
