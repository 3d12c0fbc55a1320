import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Directory } from '../../functions/directory/index.ts';
import { ObjectStore } from '../../functions/platform/object-store.ts';
import { labelKey, PostalOrderRepository } from '../../functions/post/index.ts';
import { appendicesIn, Tracker, verifyChain, type LoggedEvent } from '../../functions/tracking/index.ts';
import { defaults, type StackSettings } from '../local/stack-settings.ts';
import { readStepTimes, type StepTime } from './step-times.ts';
import type { RevisionId } from './summary.ts';

/** Where a stack's stores are; what `startStack` answers, or a running stack's own file says. */
export interface Stores {
  readonly settings: StackSettings;
  readonly endpoints: { readonly dynamodb: string; readonly s3: string; readonly sfn: string };
}

/** Reads what a run left in the stack's own stores: logs, issued files, orders, times. */
export class Evidence {
  readonly #settings: StackSettings;
  readonly #tracker: Tracker;
  readonly #orders: PostalOrderRepository;
  readonly #directory: Directory;
  readonly #work: ObjectStore;
  readonly #archive: ObjectStore;
  readonly #workflows: SFNClient;

  constructor({ settings, endpoints }: Stores) {
    const { region, credentials, buckets, tableName: name } = settings;
    const common = { region, credentials };
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb }),
    );
    const objects = new S3Client({ ...common, endpoint: endpoints.s3 });
    const table = { client, name };
    this.#settings = settings;
    this.#tracker = new Tracker(table, () => new Date());
    this.#orders = new PostalOrderRepository(table);
    this.#directory = new Directory(table);
    this.#work = new ObjectStore(objects, buckets.work);
    this.#archive = new ObjectStore(objects, buckets.archive);
    this.#workflows = new SFNClient({ ...common, endpoint: endpoints.sfn });
  }

  /** The log of a revision, and what its chain says. */
  async log(id: RevisionId): Promise<{ events: LoggedEvent[]; chain: ReturnType<typeof verifyChain> }> {
    const events = await this.#tracker.log.read(id);
    return { events, chain: verifyChain(events) };
  }

  /** The issued file; undefined before it is issued. */
  async issued(id: RevisionId): Promise<{ pdf: Uint8Array; sha256: string } | undefined> {
    const { archived } = await this.#tracker.state(id);
    if (!archived) return undefined;
    return { pdf: await this.#archive.get(archived.key, archived.versionId), sha256: archived.sha256 };
  }

  /** The issued appendices that are files of their own, in their order. */
  async appendices(id: RevisionId): Promise<Uint8Array[]> {
    const archived = appendicesIn(await this.#tracker.log.read(id)).flatMap((each) => each.archived ?? []);
    return Promise.all(archived.map(({ key, versionId }) => this.#archive.get(key, versionId)));
  }

  /** The postal order with its label; undefined where the result does not go by post. */
  async postalOrder(id: RevisionId): Promise<{ order: object; label: Uint8Array } | undefined> {
    const order = await this.#orders.latest(id);
    return order && { order, label: await this.#work.get(labelKey(order)) };
  }

  /** Times of the states an execution went through; none when it was never started. */
  async stepTimes(id: RevisionId): Promise<StepTime[]> {
    const { region, accountId } = this.#settings;
    const machine = `arn:aws:states:${region}:${accountId}:execution:${defaults.stateMachineName}`;
    return readStepTimes(this.#workflows, `${machine}:${id.code}-r${id.revision}`);
  }

  async roots(): Promise<string> {
    return (await this.#directory.trustAnchors()).roots.join('\n');
  }
}
