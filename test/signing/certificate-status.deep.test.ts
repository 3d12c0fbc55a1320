import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { X509Certificate } from '../../infra/local/pki/x509.ts';
import { approved, at, OFFICIAL, reaches } from '../api/dossiers.ts';
import { type FrontDoor } from '../api/front-door.ts';
import { it } from '../api/shared-door.ts';

const repairView = z.object({
  revisions: z.tuple([z.object({ repair: z.object({ state: z.string(), error: z.string() }) })]),
});

let door: FrontDoor;
let directory: Directory;
const revoked: string[] = [];

it.beforeAll(async ({ door: shared }) => {
  door = shared;
  directory = new Directory(door.table);
}, 180_000);
afterEach(async () => {
  for (const serialNumber of revoked.splice(0)) await door.stack.pki.reinstate(serialNumber);
  for (const service of ['ocsp', 'crl'] as const) door.stack.pki.switches.set(service, { mood: 'answer' });
});

async function revoke(pem: string | undefined, reason: number): Promise<void> {
  const { serialNumber } = new X509Certificate(pem ?? '');
  await door.stack.pki.revoke(serialNumber, reason);
  revoked.push(serialNumber);
}

/** Where and why a dossier waits for repair. */
async function stopped(id: RevisionId) {
  await reaches(door, id, 'awaiting-repair');
  const view = (await door.ask(`/dossiers/${id.code}`, { as: 'clerk' })).json(repairView);
  return view.revisions[0].repair;
}

async function goesOn(id: RevisionId): Promise<void> {
  for (const serialNumber of revoked.splice(0)) await door.stack.pki.reinstate(serialNumber);
  const note = 'Đã bỏ tạm dừng chứng thư.';
  await door.ask(`${at(id)}/repair`, { as: 'operator', body: { repair: 1, action: 'retry', note } });
  await reaches(door, id, 'returned');
}

describe('a dossier whose certificate is in doubt', () => {
  it('stops before the official signs while their certificate is on hold, and goes on afterwards', async () => {
    const { key } = await directory.official(OFFICIAL);
    await revoke(key.certificates[0], 6);
    const id = await approved(door);
    expect(await stopped(id)).toEqual({ state: 'PrepareSignature', error: 'CertificateRevoked' });
    expect(await door.count(id, 'signature-prepared')).toBe(0);
    await goesOn(id);
  }, 180_000);

  it('stops before a number is allotted while the agency’s certificate is revoked', async () => {
    const agency = await directory.agency('H15.27');
    await revoke(agency.seal.key.certificates[0], 1);
    const id = await approved(door);
    expect(await stopped(id)).toEqual({ state: 'SealResult', error: 'CertificateRevoked' });
    expect(await door.count(id, 'number-allotted')).toBe(0);
    await goesOn(id);
  }, 180_000);

  it('is signed by the list’s word where the responder is silent', async () => {
    door.stack.pki.switches.set('ocsp', { mood: 'fail' });
    const id = await approved(door);
    await reaches(door, id, 'returned');
  }, 180_000);

  it('waits while nobody tells the status, and goes on by itself', async () => {
    for (const service of ['ocsp', 'crl'] as const) door.stack.pki.switches.set(service, { mood: 'fail' });
    const id = await approved(door);
    await pause(2_000);
    expect(await door.count(id, 'signature-prepared')).toBe(0);
    for (const service of ['ocsp', 'crl'] as const) door.stack.pki.switches.set(service, { mood: 'answer' });
    await reaches(door, id, 'returned');
  }, 180_000);
});
