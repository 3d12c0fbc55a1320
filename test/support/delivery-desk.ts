import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { deliveryDeps, type DeliveryDeps } from '../../functions/delivery/index.ts';
import { Directory } from '../../functions/directory/index.ts';
import { randomId } from '../../functions/platform/ids.ts';
import { startKms } from '../../infra/local/kms/server.ts';
import { startSes, type Ses } from '../../infra/local/ses/server.ts';
import { Faults } from './faults.ts';
import { fillDirectory } from './province.ts';
import { remember, type Rewind } from './rewind.ts';
import { startTable, type TestTable } from './table.ts';

export interface DeliveryProcess {
  readonly deps: DeliveryDeps;
  readonly faults: Faults;
  /** which of the process's writes to AWS asked SES last */
  emailWrite(): number;
}

/** Table, keys and e-mail of a delivery office, with a clock the test turns. */
export interface DeliveryOffice {
  readonly world: TestTable;
  readonly ses: Ses;
  readonly kmsUrl: string;
  /** what the functions find in their environment */
  readonly settings: Readonly<Record<'LINK_KEY_ID' | 'EMAIL_FROM' | 'PUBLIC_BASE_URL', string>>;
  /** the moment it is now; set it to let time pass */
  now: Date;
  /** a process of its own: clients that can be killed, over the same table, key and outbox */
  open(): DeliveryProcess;
  /** what is in the table and the outbox now, and what time it is, to go back to */
  remember(): Promise<Rewind>;
  stop(): Promise<void>;
}

export async function startDeliveryOffice(): Promise<DeliveryOffice> {
  const directory = await mkdtemp(join(tmpdir(), 'ket-qua-delivery-'));
  const world = await startTable();
  await fillDirectory(new Directory(world.table));
  const place = { region: 'ap-southeast-1', accountId: '000000000000' };
  const kms = await startKms({ directory: join(directory, 'kms'), port: 0, ...place });
  const ses = await startSes({ directory: join(directory, 'ses'), port: 0 });
  const at = (endpoint: string) => ({
    endpoint,
    region: place.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const created = await new KMSClient(at(kms.url)).send(new CreateKeyCommand({ KeySpec: 'HMAC_256' }));
  const settings = {
    LINK_KEY_ID: created.KeyMetadata?.KeyId ?? '',
    LINK_DAYS: 30,
    EMAIL_FROM: 'ket-qua@daklak.example.vn',
    PUBLIC_BASE_URL: 'https://ket-qua.daklak.example.vn',
  };
  const clock = () => office.now;
  const office: DeliveryOffice = {
    world,
    ses,
    kmsUrl: kms.url,
    settings: {
      LINK_KEY_ID: settings.LINK_KEY_ID,
      EMAIL_FROM: settings.EMAIL_FROM,
      PUBLIC_BASE_URL: settings.PUBLIC_BASE_URL,
    },
    now: new Date('2026-11-23T02:00:00Z'),
    open: () => {
      const [table, keys, email] = [
        world.another(),
        new KMSClient(at(kms.url)),
        new SESv2Client(at(ses.url)),
      ];
      const faults = new Faults();
      let emailWrite = 0;
      email.middlewareStack.add((next) => (request) => {
        emailWrite = faults.writes;
        return next(request);
      });
      faults.watch(table.client, email);
      const deps = deliveryDeps({ table, clock, newId: randomId, keys, email, settings });
      return { deps, faults, emailWrite: () => emailWrite };
    },
    remember: async () => {
      const { now } = office;
      const rewind = await remember({ table: world.table, folders: [ses.outbox.directory] });
      return async () => {
        office.now = now;
        await rewind();
      };
    },
    stop: async () => {
      await Promise.all([kms.close(), ses.close(), world.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
  return office;
}
