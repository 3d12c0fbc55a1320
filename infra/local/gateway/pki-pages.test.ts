import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../http/listen.ts';
import type { Listening } from '../http/listen.ts';
import { startPki } from '../pki/server.ts';
import type { Pki } from '../pki/server.ts';
import { X509Certificate } from '../pki/x509.ts';
import { freePort } from '../state/ports.ts';
import { embeddedPages } from './embedded-pages.ts';

let pki: Pki;
let front: Listening;
let serialNumber: string;

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pki-pages-'));
  pki = await startPki({ directory, port: await freePort(0) });
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const [pem] = await pki.certify({ organisation: 'UBND', commonName: 'Y Thông <b>Niê</b>' }, spki);
  serialNumber = new X509Certificate(pem!).serialNumber;
  const pages = embeddedPages({ services: [], outbox: undefined, pki });
  front = await listen((request, response) => pages(request, response), 0);
});
afterAll(async () => {
  await front.close();
  await pki.close();
});

function post(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(form);
  return fetch(`${front.url}/_embedded/pki`, { method: 'POST', body, headers, redirect: 'manual' });
}

const shown = async () => (await fetch(`${front.url}/_embedded/pki`)).text();

describe('the page of the PKI', () => {
  it('shows every certificate, the authorities’ own too', async () => {
    const page = await shown();
    expect(page).toContain(serialNumber);
    expect(page).toContain('Y Thông &lt;b&gt;Niê&lt;/b&gt;');
    const { issuing, timestamp, ocspRoot, ocspIssuing } = pki.certificates;
    for (const own of [issuing, timestamp, ocspRoot, ocspIssuing]) expect(page).toContain(own.serialNumber);
  });

  it('revokes with reason and time, and takes it back', async () => {
    const at = '2026-01-31T00:00:00Z';
    const revoked = await post({ action: 'revoke', serialNumber, reason: '6', at });
    expect(revoked.status).toBe(303);
    expect(pki.revoked(serialNumber)).toEqual({ serialNumber, reason: 6, at: new Date(at) });
    expect(await shown()).toContain('Bỏ thu hồi');
    await post({ action: 'reinstate', serialNumber });
    expect(pki.revoked(serialNumber)).toBeUndefined();
  });

  it('makes a service stall, fail or misjudge the time', async () => {
    await post({ action: 'behave', service: 'crl', mood: 'fail', clockOffsetSeconds: '-3600' });
    expect(pki.switches.of('crl')).toMatchObject({ mood: 'fail', clockOffsetSeconds: -3600 });
    expect((await fetch(`${pki.url}/issuing.crl`)).status).toBe(503);
    await post({ action: 'behave', service: 'crl' });
    expect((await fetch(`${pki.url}/issuing.crl`)).status).toBe(200);
  });

  it('does nothing for what it does not understand, or for another site’s page', async () => {
    expect((await post({ action: 'revoke', serialNumber: '../..' })).status).toBe(400);
    const foreign = await post({ action: 'revoke', serialNumber }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(pki.revocations()).toEqual([]);
  });
});
