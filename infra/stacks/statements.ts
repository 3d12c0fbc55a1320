import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Places } from './places.ts';
import { signsForTag } from './signing-keys.ts';

/** The statements rights are put together from. Each has a name that reads as what it allows. */

/** Reads items by key and lists those of one dossier. */
export function readTable(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadTable',
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: [at.table],
  });
}

/** Writes items whose partition key begins as given: the directory, for one, is nobody's to change. */
export function writeTable(at: Places, kinds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteTable',
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    resources: [at.table],
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) },
    },
  });
}

export function deleteItems(at: Places, kinds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'DeleteItems',
    actions: ['dynamodb:DeleteItem'],
    resources: [at.table],
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) },
    },
  });
}

export function queryIndexes(at: Places, indexes: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'QueryIndexes',
    actions: ['dynamodb:Query'],
    resources: indexes.map((index) => `${at.table}/index/${index}`),
  });
}

/** The key of table and buckets, only through them. */
export function useDataKey(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'UseDataKey',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [at.dataKey],
    conditions: { StringEquals: { 'kms:ViaService': [...at.storageServices] } },
  });
}

/** Reads drafts and what grows out of them. Listing makes S3 answer 404, not 403, for what is not there. */
export function readWork(at: Places, folders: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadWork',
      actions: ['s3:GetObject'],
      resources: folders.map((folder) => `${at.work}/${folder}/*`),
    }),
    new PolicyStatement({ sid: 'SeeWhatIsMissingInWork', actions: ['s3:ListBucket'], resources: [at.work] }),
  ];
}

export function putWork(at: Places, folders: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'PutWork',
    actions: ['s3:PutObject'],
    resources: folders.map((folder) => `${at.work}/${folder}/*`),
  });
}

/** Reads issued results, by version. */
export function readArchive(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadArchive',
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [`${at.archive}/results/*`],
  });
}

export function putArchive(at: Places): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'PutArchive',
      actions: ['s3:PutObject'],
      resources: [`${at.archive}/results/*`],
    }),
    new PolicyStatement({
      sid: 'SeeWhatIsMissingInArchive',
      actions: ['s3:ListBucket'],
      resources: [at.archive],
    }),
  ];
}

/**
 * Signs digests with keys tagged as this signer's, with these algorithms alone. One function holds this for
 * officials and another for agencies, so that neither can make the other's signature.
 */
export function signFor(
  at: Places,
  signer: 'official' | 'agency',
  algorithms: readonly string[],
): PolicyStatement {
  return new PolicyStatement({
    sid: signer === 'official' ? 'SignForOfficials' : 'SignForAgencies',
    actions: ['kms:Sign'],
    resources: [at.taggedKeys],
    conditions: {
      StringEquals: {
        [`aws:ResourceTag/${signsForTag}`]: signer,
        'kms:MessageType': 'DIGEST',
        'kms:SigningAlgorithm': [...algorithms],
      },
    },
  });
}

/** Derives the token of a download link. */
export function deriveLinks(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'DeriveLinks',
    actions: ['kms:GenerateMac'],
    resources: [at.linkKey],
    conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
  });
}

/** Makes a test signature, with a key that signs nothing else. */
export function testSignature(at: Places): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'TestSignature',
      actions: ['kms:Sign'],
      resources: [at.healthKey],
      conditions: { StringEquals: { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
    }),
    new PolicyStatement({ sid: 'ReadHealthKey', actions: ['kms:GetPublicKey'], resources: [at.healthKey] }),
  ];
}

export function sendEmail(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'SendEmail',
    actions: ['ses:SendEmail'],
    resources: [...at.senders],
    conditions: { StringEquals: { 'ses:FromAddress': at.sender } },
  });
}

/** Answers waiting tasks of the workflow. */
export function answerTasks(stateMachine: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'AnswerTasks',
    actions: ['states:SendTaskSuccess'],
    resources: [stateMachine],
  });
}

export function startExecutions(stateMachine: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'StartExecutions',
    actions: ['states:StartExecution'],
    resources: [stateMachine],
  });
}

export function describeExecutions(executions: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'DescribeExecutions',
    actions: ['states:DescribeExecution'],
    resources: [executions],
  });
}

export function listExecutions(stateMachine: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'ListExecutions',
    actions: ['states:ListExecutions'],
    resources: [stateMachine],
  });
}
