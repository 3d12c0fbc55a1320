import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { issuedRevision } from '../../test/support/issued-revision.ts';
import type { Rewind } from '../../test/support/rewind.ts';
import { agency } from '../../test/support/province.ts';
import type { RevisionId } from '../tracking/index.ts';
import { downloadResult } from './download-result.ts';
import { openLink } from './open-link.ts';
import { reissueLink, revokeLink } from './reissue-link.ts';
import { sendDownloadLink } from './send-download-link.ts';
import { settleNotifications } from './settle-notifications.ts';
import { unlockLink } from './unlock-link.ts';

const clerk = { sub: 'clerk-1', name: 'Một cửa', agencies: [agency.code] };
const presigner = { address: ({ key }: { key: string }) => Promise.resolve(`https://s3/${key}`) };

type Process = ReturnType<DeliveryOffice['open']>;

let office: DeliveryOffice;
/** a link that was sent, and the way back to when nothing more had happened */
let id: RevisionId;
let token: string;
let rewind: Rewind;
beforeAll(async () => {
  office = await startDeliveryOffice();
  const { deps } = office.open();
  id = await issuedRevision(deps.tracker, { delivery: { link: { email: 'y-bhiu@example.vn' } } });
  await sendDownloadLink(deps, id);
  token = (await tokensSent())[0] ?? '';
  rewind = await office.remember();
});
afterAll(() => office.stop());

/** A process that may be killed, after another one has sent the link. */
async function world(): Promise<Process> {
  await rewind();
  return office.open();
}

async function tokensSent(): Promise<string[]> {
  const mails = (await office.ses.outbox.list()).filter((mail) => mail.subject.endsWith(id.code));
  return mails.map((mail) => /\/l\/([\w-]{43})$/mu.exec(mail.text ?? '')?.[1] ?? '');
}

const typesLogged = async () =>
  (await office.open().deps.tracker.log.read(id)).map((event) => event.type as string);
const count = (types: string[], type: string) => types.filter((each) => each === type).length;

describe('killed before and after every write', () => {
  it('a reissue is one new link and one message, whoever finishes it', async () => {
    const writes = await killEverywhere({
      world,
      act: async (process) => {
        await reissueLink(process.deps, { id, replaces: 1, clerk });
        await process.deps.tracker.log.read(id);
      },
      check: async (_, struck) => {
        office.now = new Date(office.now.getTime() + 61_000);
        await settleNotifications(office.open().deps);
        const [, ...fresh] = await tokensSent();
        expect(fresh, struck).toHaveLength(1);
        const types = await typesLogged();
        expect(count(types, 'link-issued'), struck).toBe(2);
        expect(count(types, 'notification-accepted'), struck).toBe(2);
      },
    });
    expect(writes).toBeGreaterThan(4);
  });

  it('a reissue nobody repeats is sent by the sweeper once it was intended', async () => {
    const asked = new Set<Process>();
    await killEverywhere({
      world,
      act: async (process) => {
        const pressedBefore = asked.has(process);
        asked.add(process);
        if (!pressedBefore) await reissueLink(process.deps, { id, replaces: 1, clerk });
        await process.deps.tracker.log.read(id);
      },
      check: async (_, struck) => {
        office.now = new Date(office.now.getTime() + 61_000);
        await settleNotifications(office.open().deps);
        const tokens = new Set(await tokensSent());
        expect(tokens.size, struck).toBe(struck === 'before write 1' ? 1 : 2);
      },
    });
  });

  it('a revoked link is dead from the first write on, and the log says so in the end', async () => {
    const writes = await killEverywhere({
      world,
      act: async (process) => {
        try {
          await revokeLink(process.deps, { id, reason: 'sent-to-wrong-person', clerk });
        } finally {
          const landing = await openLink(office.open().deps, token);
          const types = await typesLogged();
          if (types.includes('link-revoked')) expect(landing).toMatchObject({ code: 'link-revoked' });
        }
      },
      check: async (_, struck) => {
        expect(count(await typesLogged(), 'link-revoked'), struck).toBe(1);
      },
    });
    expect(writes).toBe(2);
  });

  it('a wrong try counts at most twice and locks at five', async () => {
    await killEverywhere({
      world,
      act: ({ deps }) => unlockLink(deps, { token, lastFour: '0000' }),
      check: async (_, struck) => {
        for (let more = 0; more < 5; more += 1) {
          await unlockLink(office.open().deps, { token, lastFour: '0000' });
        }
        const right = await unlockLink(office.open().deps, { token, lastFour: '1234' });
        expect(right, struck).toMatchObject({ code: 'link-locked' });
        expect(count(await typesLogged(), 'link-locked'), struck).toBe(1);
      },
    });
  });

  it('an address is given only when the download is in the log', async () => {
    await killEverywhere({
      world,
      act: async (process) => {
        const before = count(await typesLogged(), 'result-downloaded');
        const unlocked = await unlockLink(process.deps, { token, lastFour: '1234' });
        const ticket = unlocked.ok ? (unlocked.value.download.split('/').at(-1) ?? '') : '';
        const given = await downloadResult({ ...process.deps, presigner }, ticket);
        expect(given.ok).toBe(true);
        expect(count(await typesLogged(), 'result-downloaded')).toBe(before + 1);
      },
      check: async (_, struck) => {
        expect(count(await typesLogged(), 'result-downloaded'), struck).toBeLessThanOrEqual(2);
      },
    });
  });
});
