import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeliveryOffice, type DeliveryOffice } from '../../test/support/delivery-desk.ts';
import { killEverywhere } from '../../test/support/faults.ts';
import { issuedRevision } from '../../test/support/issued-revision.ts';
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
interface Sent {
  readonly id: RevisionId;
  readonly token: string;
}

let office: DeliveryOffice;
const sent = new Map<Process, Sent>();
const asked = new Set<Process>();
beforeAll(async () => {
  office = await startDeliveryOffice();
});
afterAll(() => office.stop());

/** A process that may be killed, and a link that another one sent. */
async function world(): Promise<Process> {
  const { deps } = office.open();
  const id = await issuedRevision(deps.tracker, { delivery: { link: { email: 'y-bhiu@example.vn' } } });
  await sendDownloadLink(deps, id);
  const process = office.open();
  sent.set(process, { id, token: (await tokensOf(id))[0] ?? '' });
  return process;
}

async function tokensOf(id: RevisionId): Promise<string[]> {
  const mails = (await office.ses.outbox.list()).filter((mail) => mail.subject.endsWith(id.code));
  return mails.map((mail) => /\/l\/([\w-]{43})$/mu.exec(mail.text ?? '')?.[1] ?? '');
}

const typesOf = async (id: RevisionId) =>
  (await office.open().deps.tracker.log.read(id)).map((event) => event.type as string);
const count = (types: string[], type: string) => types.filter((each) => each === type).length;

describe('killed before and after every write', () => {
  it('a reissue is one new link and one message, whoever finishes it', async () => {
    const writes = await killEverywhere({
      world,
      act: async (process) => {
        const { id } = sent.get(process)!;
        await reissueLink(process.deps, { id, replaces: 1, clerk });
        await process.deps.tracker.log.read(id);
      },
      check: async (process, struck) => {
        const { id } = sent.get(process)!;
        office.now = new Date(office.now.getTime() + 61_000);
        await settleNotifications(office.open().deps);
        const [, ...fresh] = await tokensOf(id);
        expect(fresh, struck).toHaveLength(1);
        const types = await typesOf(id);
        expect(count(types, 'link-issued'), struck).toBe(2);
        expect(count(types, 'notification-accepted'), struck).toBe(2);
      },
    });
    expect(writes).toBeGreaterThan(4);
  });

  it('a reissue nobody repeats is sent by the sweeper once it was intended', async () => {
    await killEverywhere({
      world,
      act: async (process) => {
        const pressedBefore = asked.has(process);
        asked.add(process);
        const { id } = sent.get(process)!;
        if (!pressedBefore) await reissueLink(process.deps, { id, replaces: 1, clerk });
        await process.deps.tracker.log.read(id);
      },
      check: async (process, struck) => {
        const { id } = sent.get(process)!;
        office.now = new Date(office.now.getTime() + 61_000);
        await settleNotifications(office.open().deps);
        const tokens = new Set(await tokensOf(id));
        expect(tokens.size, struck).toBe(struck === 'before write 1' ? 1 : 2);
      },
    });
  });

  it('a revoked link is dead from the first write on, and the log says so in the end', async () => {
    const writes = await killEverywhere({
      world,
      act: async (process) => {
        const { id, token } = sent.get(process)!;
        try {
          await revokeLink(process.deps, { id, reason: 'sent-to-wrong-person', clerk });
        } finally {
          const landing = await openLink(office.open().deps, token);
          const types = await typesOf(id);
          if (types.includes('link-revoked')) expect(landing).toMatchObject({ code: 'link-revoked' });
        }
      },
      check: async (process, struck) => {
        const { id } = sent.get(process)!;
        expect(count(await typesOf(id), 'link-revoked'), struck).toBe(1);
      },
    });
    expect(writes).toBe(2);
  });

  it('a wrong try counts at most twice and locks at five', async () => {
    await killEverywhere({
      world,
      act: (process) => {
        const { token } = sent.get(process)!;
        return unlockLink(process.deps, { token, lastFour: '0000' });
      },
      check: async (process, struck) => {
        const { id, token } = sent.get(process)!;
        for (let more = 0; more < 5; more += 1) {
          await unlockLink(office.open().deps, { token, lastFour: '0000' });
        }
        const right = await unlockLink(office.open().deps, { token, lastFour: '1234' });
        expect(right, struck).toMatchObject({ code: 'link-locked' });
        expect(count(await typesOf(id), 'link-locked'), struck).toBe(1);
      },
    });
  });

  it('an address is given only when the download is in the log', async () => {
    await killEverywhere({
      world,
      act: async (process) => {
        const { id, token } = sent.get(process)!;
        const before = count(await typesOf(id), 'result-downloaded');
        const unlocked = await unlockLink(process.deps, { token, lastFour: '1234' });
        const ticket = unlocked.ok ? (unlocked.value.download.split('/').at(-1) ?? '') : '';
        const given = await downloadResult({ ...process.deps, presigner }, ticket);
        expect(given.ok).toBe(true);
        expect(count(await typesOf(id), 'result-downloaded')).toBe(before + 1);
      },
      check: async (process, struck) => {
        const { id } = sent.get(process)!;
        expect(count(await typesOf(id), 'result-downloaded'), struck).toBeLessThanOrEqual(2);
      },
    });
  });
});
