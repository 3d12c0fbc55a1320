import { KMSClient, ListAliasesCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functions } from '../../infra/functions.ts';
import { defaults } from '../../infra/local/stack-settings.ts';
import { openActingOffice } from '../support/acting-office.ts';
import { doEverything } from '../support/every-act.ts';
import { startWatchedStack, type WatchedStack } from '../support/watched-stack.ts';
import { answer, partsOf, usedParts, type Question } from './iam.ts';
import { questionsOf, type Names } from './questions.ts';
import type { Statement } from './describe-rights.ts';
import { rightsOf } from './rights-of.ts';
import { synthesise } from './synthesised.ts';

/** Sender of the development stage, which the rights to send are for. */
const EMAIL_FROM = 'ket-qua@ket-qua.example';

/** by function */
let rights: ReadonlyMap<string, readonly Statement[]>;
let stack: WatchedStack;
/** What each function asked AWS, once however often it did. */
let asked: readonly Asked[];

interface Asked {
  readonly caller: string;
  readonly question: Question;
}

beforeAll(async () => {
  const stacks = await synthesise();
  rights = new Map(functions.map(({ name }) => [name, rightsOf(stacks, name)]));
  stack = await startWatchedStack({ EMAIL_FROM, RENEWAL_HORIZON_DAYS: '4000' });
  const office = openActingOffice(stack);
  await doEverything(office);
  office.close();
  asked = distinct(stack, await readNames());
}, 300_000);

afterAll(() => stack.stop());

describe('the rights in the templates, held against everything the functions do', () => {
  it('see every function at work', () => {
    const seen = new Set(asked.map(({ caller }) => caller));
    expect([...seen].toSorted()).toEqual(functions.map(({ name }) => name).toSorted());
  });

  it('allow each call its function makes', () => {
    const denied = asked
      .filter(({ caller, question }) => !rights.get(caller)!.some((right) => answer(right, question)))
      .map(
        ({ caller, question: { action, resource, context } }) =>
          `${caller}: ${action} on ${resource} ${JSON.stringify(context)}`,
      );
    expect(denied).toEqual([]);
  });

  it('allow nothing that is never used, but for what is named here', () => {
    const unused = functions.flatMap(({ name }) => {
      const used = new Set(asked.filter(({ caller }) => caller === name).flatMap(partsUsed));
      return rights
        .get(name)!
        .flatMap(partsOf)
        .filter((part) => !used.has(part))
        .map((part) => `${name} ${part}`)
        .filter((part) => !IN_RESERVE.some((reserve) => reserve.test(part)));
    });
    expect(unused).toEqual([]);
  });
});

/** Rights whose use is not to be seen here. */
const IN_RESERVE: readonly RegExp[] = [
  // Lambda writes the log, not the function.
  /^\S+ WriteOwnLog:/,
  // Lets a lost object be named as missing; nothing gets lost here.
  /^(sign-with-kms|sign-with-secret|archive-result|page-picture|api) SeeWhatIsMissingInWork:/,
  // Who uploads a file puts it in the name of who offered to take it: the browser calls, not the function.
  /^verify (PutWork|EncryptObjects):/,
  // A second run compares with what the first put; these ran once.
  /^(render-result|create-postal-order) DecryptObjects:/,
  // The execution stopped here has no number yet; what enters a cancelled one is cancel-return's own code.
  /^reconcile WriteTable: dynamodb:LeadingKeys REGISTER#\*$/,
  // What waited for a trust service is sealed again by it; here none was waited for.
  /^augment-result WriteTable: dynamodb:UpdateItem/,
  // A result on the same algorithms was archived before its copy was made, and has entered them.
  /^issue-copies WriteTable: dynamodb:LeadingKeys RENEWAL#\*$/,
  // The demo's officials have keys of these two kinds, its agencies of one.
  /^sign-with-kms SignForOfficials: kms:SigningAlgorithm (?!RSASSA_PKCS1_V1_5_SHA_256|ECDSA_SHA_256)/,
  /^(seal-result|issue-copies) SignForAgencies: kms:SigningAlgorithm (?!RSASSA_PKCS1_V1_5_SHA_256)/,
];

function partsUsed({ caller, question }: Asked): string[] {
  return rights.get(caller)!.flatMap((right) => {
    const given = answer(right, question);
    return given ? usedParts(right, given) : [];
  });
}

function distinct({ calls }: WatchedStack, names: Names): Asked[] {
  const all = calls.flatMap((call) =>
    call.caller === undefined
      ? []
      : questionsOf(call, names).map((question) => ({ caller: call.caller ?? '', question })),
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

async function readNames(): Promise<Names> {
  const { settings, endpoints } = stack;
  const { region, credentials, tableName, buckets } = settings;
  const client = new KMSClient({ region, credentials, endpoint: endpoints.kms });
  const { Aliases = [] } = await client.send(new ListAliasesCommand({}));
  const places = new Map<string, string>([
    [defaults.linkKeyAlias, '<KeysLink>'],
    [defaults.healthKeyAlias, '<KeysHealth>'],
    [defaults.secretsKeyAlias, '<KeysSecrets>'],
  ]);
  const keys = new Map<string, { place: string; tags: Record<string, string> }>();
  for (const { AliasName = '', TargetKeyId = '' } of Aliases) {
    const { Tags = [] } = await client.send(new ListResourceTagsCommand({ KeyId: TargetKeyId }));
    keys.set(AliasName, {
      place: places.get(AliasName) ?? `arn:aws:kms:${region}:<AccountId>:key/${TargetKeyId}`,
      tags: Object.fromEntries(Tags.map(({ TagKey = '', TagValue = '' }) => [TagKey, TagValue])),
    });
  }
  client.destroy();
  return {
    region,
    table: tableName,
    buckets: new Map([
      [buckets.work, '<Work>'],
      [buckets.archive, '<Archive>'],
    ]),
    keys,
  };
}
