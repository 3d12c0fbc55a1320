import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Places } from './places.ts';

/** Reads items by key and lists those of one dossier. */
export function readTable(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadTable',
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: [at.table],
  });
}

/** Reads single items whose partition key begins as given, such as the directory's and nobody's dossier. */
export function readEntries(at: Places, kinds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadEntries',
    actions: ['dynamodb:GetItem'],
    resources: [at.table],
    conditions: ofKinds(kinds),
  });
}

/** Reads items of dossiers, one or all of one dossier, and nothing of any other kind. */
export function readDossiers(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadDossiers',
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: [at.table],
    conditions: ofKinds(['DOSSIER']),
  });
}

/** Reads the trusted roots. */
export function readTrust(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadTrust',
    actions: ['dynamodb:GetItem'],
    resources: [at.table],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['TRUST'] } },
  });
}

/** Counts requests by address. */
export function countRequests(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'CountRequests',
    actions: ['dynamodb:UpdateItem'],
    resources: [at.table],
    conditions: ofKinds(['RATE']),
  });
}

/** Lists items of one dossier, such as its log. */
export function queryTable(at: Places): PolicyStatement {
  return new PolicyStatement({ sid: 'QueryTable', actions: ['dynamodb:Query'], resources: [at.table] });
}

/** Looks whether the table answers, at an item that never is there. */
export function probeTable(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'ProbeTable',
    actions: ['dynamodb:GetItem'],
    resources: [at.table],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['HEALTH'] } },
  });
}

/** Writes items whose partition key begins as given: the directory, for one, is nobody's to change. */
export function writeTable(at: Places, kinds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteTable',
    actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    resources: [at.table],
    conditions: ofKinds(kinds),
  });
}

/** The same without changing an item that is there: for who adds to logs, and never brings a new status. */
export function addToTable(at: Places, kinds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'AddToTable',
    actions: ['dynamodb:PutItem'],
    resources: [at.table],
    conditions: ofKinds(kinds),
  });
}

export function deleteItems(at: Places, kinds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'DeleteItems',
    actions: ['dynamodb:DeleteItem'],
    resources: [at.table],
    conditions: ofKinds(kinds),
  });
}

export function queryIndexes(at: Places, indexes: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'QueryIndexes',
    actions: ['dynamodb:Query'],
    resources: indexes.map((index) => `${at.table}/index/${index}`),
  });
}

/**
 * The key of table and buckets, only through the table: what DynamoDB asks for in its caller's name.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html#dynamodb-customer-cmk-policy
 */
export function useTableKey(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'UseTableKey',
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: [at.dataKey],
    conditions: { StringEquals: { 'kms:ViaService': at.tableService } },
  });
}

/** Partition keys that begin as given. */
function ofKinds(kinds: readonly string[]) {
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) } };
}
