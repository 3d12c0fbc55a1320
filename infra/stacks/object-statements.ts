import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Places } from './places.ts';

/** Reads drafts and what grows out of them. Listing makes S3 answer 404, not 403, for what is not there. */
export function readWork(at: Places, folders: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadWork',
      actions: ['s3:GetObject'],
      resources: folders.map((folder) => `${at.work}/${folder}/*`),
    }),
    new PolicyStatement({ sid: 'SeeWhatIsMissingInWork', actions: ['s3:ListBucket'], resources: [at.work] }),
    decryptObjects(at),
  ];
}

export function putWork(at: Places, folders: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'PutWork',
      actions: ['s3:PutObject'],
      resources: folders.map((folder) => `${at.work}/${folder}/*`),
    }),
    encryptObjects(at),
  ];
}

/** Deletes what has served its purpose. */
export function deleteWork(at: Places, folders: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'DeleteWork',
    actions: ['s3:DeleteObject'],
    resources: folders.map((folder) => `${at.work}/${folder}/*`),
  });
}

/** What the archive keeps: issued results, and certified copies of them. */
type Archived = 'results' | 'copies';

/** Reads what was issued, by version alone. */
export function readArchive(at: Places, folders: readonly Archived[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadArchive',
      actions: ['s3:GetObjectVersion'],
      resources: folders.map((folder) => `${at.archive}/${folder}/*`),
    }),
    decryptObjects(at),
  ];
}

/** Puts what is issued, having looked whether it is there. */
export function putArchive(at: Places, folders: readonly Archived[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'PutArchive',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: folders.map((folder) => `${at.archive}/${folder}/*`),
    }),
    encryptObjects(at),
    new PolicyStatement({
      sid: 'SeeWhatIsMissingInArchive',
      actions: ['s3:ListBucket'],
      resources: [at.archive],
    }),
  ];
}

/** The same key, only through S3: to read objects, or to put them. */
function useObjectKey(at: Places, sid: string, action: string): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: [action],
    resources: [at.dataKey],
    conditions: { StringEquals: { 'kms:ViaService': at.objectService } },
  });
}

const decryptObjects = (at: Places) => useObjectKey(at, 'DecryptObjects', 'kms:Decrypt');

const encryptObjects = (at: Places) => useObjectKey(at, 'EncryptObjects', 'kms:GenerateDataKey');
