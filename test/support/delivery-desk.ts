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
import { startTable, type TestTable } from './table.ts';

/** Table, keys and e-mail of a delivery office, with a clock the test turns. */
export interface DeliveryOffice {
  readonly world: TestTable;
  readonly ses: Ses;
  /** the moment it is now; set it to let time pass */
  now: Date;
  /** a process of its own: clients that can be killed, over the same table, key and outbox */
  open(): { readonly deps: DeliveryDeps; readonly faults: Faults };
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
  const office: DeliveryOffice = {
    world,
    ses,
    now: new Date('2026-11-23T02:00:00Z'),
    open: () => {
      const [table, keys, email] = [
        world.another(),
        new KMSClient(at(kms.url)),
        new SESv2Client(at(ses.url)),
      ];
      const faults = new Faults().watch(table.client, email);
      return {
        faults,
        deps: deliveryDeps({ table, clock: () => office.now, newId: randomId, keys, email, settings }),
      };
    },
    stop: async () => {
      await Promise.all([kms.close(), ses.close(), world.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
  return office;
}
