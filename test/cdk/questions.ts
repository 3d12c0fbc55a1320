import type { RecordedCall } from '../support/watched-stack.ts';
import type { Question } from './iam.ts';

/** What the names in recorded calls are called in the templates. */
export interface Names {
  readonly region: string;
  readonly table: string;
  /** bucket name to its place in the templates */
  readonly buckets: ReadonlyMap<string, string>;
  /** key, by any name a call may give it, to its place and its tags */
  readonly keys: ReadonlyMap<
    string,
    { readonly place: string; readonly tags: Readonly<Record<string, string>> }
  >;
}

/** Rights a call asks for: its own, and those AWS asks for in the caller's name. */
export function questionsOf(call: RecordedCall, names: Names): Question[] {
  const ask = asking[call.service];
  if (!ask) throw new Error(`no rights are known for ${call.service}`);
  return ask(call, names).map((question) => ({
    ...question,
    context: { ...question.context, 'aws:SecureTransport': ['true'], 's3:TlsVersion': ['1.3'] },
  }));
}

type Ask = (call: RecordedCall, names: Names) => Question[];

const asking: Readonly<Record<string, Ask>> = {
  DYNAMODB: askTable,
  S3: askBucket,
  KMS: askKey,
  SESV2: askEmail,
  SFN: askWorkflow,
};

type Body = Record<string, unknown> & {
  Key?: Attributes;
  Item?: Attributes;
  ExpressionAttributeValues?: Attributes;
};
type Attributes = Record<string, { S?: string }>;

function askTable({ operation, body }: RecordedCall, names: Names): Question[] {
  const given = JSON.parse(body) as Body;
  if (given['TableName'] !== names.table) throw new Error(`another table: ${body}`);
  const index = given['IndexName'];
  const asked = index === undefined ? given.ExpressionAttributeValues?.[':pk'] : undefined;
  const pk = ((given.Item ?? given.Key)?.['pk'] ?? asked)?.S;
  return [
    {
      action: `dynamodb:${operation}`,
      resource: typeof index === 'string' ? `<Table>/index/${index}` : '<Table>',
      context: pk === undefined ? {} : { 'dynamodb:LeadingKeys': [pk] },
    },
    ...ASKED_BY_DYNAMODB.map((action) => useDataKey(action, 'dynamodb', names)),
  ];
}

/**
 * What the documentation says that DynamoDB asks of a customer's key in its caller's name, but the grant that the
 * table's maker gives.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html#dynamodb-customer-cmk-policy
 */
const ASKED_BY_DYNAMODB = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** S3 answers 404 only to who may list the bucket, else 403. What it writes and reads it has KMS encrypt. */
function askBucket({ method, url, headers, status }: RecordedCall, names: Names): Question[] {
  const [, name = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  const bucket = names.buckets.get(name);
  if (bucket === undefined || key === '') throw new Error(`${method} ${url.pathname}: not an object of ours`);
  const object = (action: string, context: Question['context'] = {}) => ({
    action,
    resource: `${bucket}/${key}`,
    context,
  });
  if (method === 'PUT') {
    return [object('s3:PutObject', putContext(headers)), useDataKey('kms:GenerateDataKey', 's3', names)];
  }
  if (method === 'DELETE') return [object('s3:DeleteObject')];
  const read = object(url.searchParams.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject');
  if (status === 404) return [read, { action: 's3:ListBucket', resource: bucket, context: {} }];
  return [read, useDataKey('kms:Decrypt', 's3', names)];
}

function putContext(headers: RecordedCall['headers']): Question['context'] {
  const sent = (key: string, header: string) =>
    headers[header] === undefined ? {} : { [key]: [String(headers[header])] };
  return {
    's3:ObjectCreationOperation': ['true'],
    ...sent('s3:if-none-match', 'if-none-match'),
    ...sent('s3:x-amz-content-sha256', 'x-amz-content-sha256'),
  };
}

function useDataKey(action: string, service: string, { region }: Names): Question {
  const via = `${service}.${region}.amazonaws.com`;
  return { action, resource: '<DataKey>', context: { 'kms:ViaService': [via] } };
}

/** KMS looks for the key before it asks for the right. */
function askKey({ operation, body, status }: RecordedCall, names: Names): Question[] {
  const given = JSON.parse(body) as Record<string, string | undefined>;
  const { EncryptionContext = {} } = JSON.parse(body) as { EncryptionContext?: Record<string, string> };
  const key = names.keys.get(given['KeyId'] ?? '');
  if (!key && status === 400) return [];
  if (!key) throw new Error(`an unknown key: ${given['KeyId']}`);
  const tags = Object.entries(key.tags).map(([name, value]) => [`aws:ResourceTag/${name}`, [value]]);
  const said = ['MessageType', 'SigningAlgorithm', 'MacAlgorithm'].flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[`kms:${name}`, [value]]];
  });
  const bound = Object.entries(EncryptionContext).map(([name, value]) => [
    `kms:EncryptionContext:${name}`,
    [value],
  ]);
  const context = Object.fromEntries([...tags, ...said, ...bound]) as Question['context'];
  return [{ action: `kms:${operation}`, resource: key.place, context }];
}

/** SES asks for the identity that was verified: the address or its domain. Either must do. */
function askEmail({ operation, body }: RecordedCall): Question[] {
  const from = String((JSON.parse(body) as Record<string, unknown>)['FromEmailAddress']);
  return [from, from.slice(from.indexOf('@') + 1)].map((identity) => ({
    action: `ses:${operation}`,
    resource: `arn:aws:ses:ap-southeast-1:<AccountId>:identity/${identity}`,
    context: { 'ses:FromAddress': [from] },
  }));
}

function askWorkflow({ operation, body }: RecordedCall): Question[] {
  const { executionArn } = JSON.parse(body) as { executionArn?: string };
  const machine = '<ReturnOfResults>';
  const execution = `arn:aws:states:ap-southeast-1:<AccountId>:execution:${machine}:${executionArn?.split(':').at(-1)}`;
  return [
    {
      action: `states:${operation}`,
      resource: executionArn === undefined ? machine : execution,
      context: {},
    },
  ];
}
