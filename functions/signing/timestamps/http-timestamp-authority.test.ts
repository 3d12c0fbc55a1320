import { type Server, createServer } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AlgorithmEnds } from '../../platform/algorithm-ends.ts';
import { boolean, integer, sequence } from '../cms/der.ts';
import type { Signer } from '../signers/signer.ts';
import { answerTimestampRequest } from '../testing/answer-timestamp-request.ts';
import { SIGNED_AT, type SigningDesk, openSigningDesk } from '../testing/signing-desk.ts';
import { createTestAuthority } from '../testing/test-keys.ts';
import { HttpTimestampAuthority } from './http-timestamp-authority.ts';
import { encodeTimestampRequest } from './timestamp-request.ts';
import { verifyTimestamp } from './verify-timestamp.ts';

const VALUE = Buffer.from('a signature value');

let desk: SigningDesk;
const servers: Server[] = [];

beforeAll(async () => {
  desk = await openSigningDesk();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

type Answer = (request: Buffer) => Promise<{ status: number; body: Uint8Array }>;

/** An authority at an address of its own. */
async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const { status, body } = await answer(Buffer.concat(await request.toArray()));
      response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(body);
    })();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

function granting(
  signer: Signer,
  heard: (request: Buffer) => Uint8Array = (request) => request,
  time = SIGNED_AT,
): Answer {
  return async (request) => ({
    status: 200,
    body: await answerTimestampRequest(heard(request), {
      signer,
      policy: '1.3.6.1.4.1.99999.1',
      serialNumber: Buffer.from([1]),
      time,
    }),
  });
}

function authorities(...addresses: string[]): HttpTimestampAuthority {
  return authoritiesUntil({}, ...addresses);
}

function authoritiesUntil(ends: AlgorithmEnds, ...addresses: string[]): HttpTimestampAuthority {
  const roots = async () => [desk.authority.certificate];
  return new HttpTimestampAuthority(addresses, roots, () => SIGNED_AT, ends);
}

describe('a timestamp over HTTP', () => {
  it('is a token over the value, with its time', async () => {
    const { token, time } = await authorities(await serve(granting(desk.time))).timestamp(VALUE);
    expect(time).toStrictEqual(SIGNED_AT);
    const roots = [desk.authority.certificate];
    expect(verifyTimestamp({ token, stamped: VALUE, roots })).toMatchObject({ ok: true, time });
  });

  it.each([
    ['SHA-256, which every authority knows', {}, ['P-256', 'SHA-256']],
    ['SHA-512 where SHA-256 has an end', { 'SHA-256': '2041-06-30' }, ['P-256', 'SHA-256', 'SHA-512']],
    [
      'what ends last where all have one',
      { 'SHA-256': '2041-06-30', 'SHA-384': '2050-01-01', 'SHA-512': '2049-01-01' },
      ['P-256', 'SHA-256', 'SHA-384'],
    ],
  ] as const)('is over %s', async (_, ends, algorithms) => {
    const { token } = await authoritiesUntil(ends, await serve(granting(desk.time))).timestamp(VALUE);
    const roots = [desk.authority.certificate];
    expect(verifyTimestamp({ token, stamped: VALUE, roots })).toMatchObject({ ok: true, algorithms });
  });

  it('comes from the next address when the first does not answer, errs or refuses', async () => {
    const broken = await serve(async () => ({ status: 503, body: new Uint8Array() }));
    const refusing = await serve(async () => ({ status: 200, body: sequence(sequence(integer(2))) }));
    const garbled = await serve(async () => ({ status: 200, body: boolean(true) }));
    const closed = 'http://127.0.0.1:1';
    const good = await serve(granting(desk.time));
    const stamped = authorities(closed, broken, refusing, garbled, good).timestamp(VALUE);
    await expect(stamped).resolves.toHaveProperty('time', SIGNED_AT);
  });

  it.each([
    ['over another value', 'timestamp-imprint', () => granting(desk.time, otherValue)],
    ['answering an older question', 'timestamp-nonce', () => granting(desk.time, olderNonce)],
    ['from a key that is not for timestamps', 'timestamp-purpose', () => granting(desk.official)],
  ])('is refused %s', async (_, fault, answer) => {
    const stamped = authorities(await serve(answer())).timestamp(VALUE);
    await expect(stamped).rejects.toMatchObject({
      name: 'TsaUnavailable',
      message: expect.stringContaining(fault),
    });
  });

  it('is refused from an authority that leads to no configured root', async () => {
    const stranger = await createTestAuthority('Gốc lạ');
    const key = await stranger.issue({ subject: 'Giờ', key: 'p256', extendedKeyUsage: '1.3.6.1.5.5.7.3.8' });
    const stamped = authorities(await serve(granting(key.signer('ECDSA_SHA_256')))).timestamp(VALUE);
    await expect(stamped).rejects.toMatchObject({ message: expect.stringContaining('timestamp-chain') });
  });

  const ahead = (seconds: number) => new Date(SIGNED_AT.getTime() + seconds * 1_000);
  it.each([
    ['two minutes ahead of ours', ahead(120), undefined],
    ['two minutes behind ours', ahead(-120), undefined],
    ['a second behind what was stamped before', ahead(-1), SIGNED_AT],
  ])('is refused from an authority whose clock is %s, and asked for elsewhere', async (_, time, before) => {
    const off = await serve(granting(desk.time, undefined, time));
    await expect(authorities(off).timestamp(VALUE, before)).rejects.toMatchObject({
      message: expect.stringContaining('timestamp-clock'),
    });
    const good = authorities(off, await serve(granting(desk.time)));
    await expect(good.timestamp(VALUE, before)).resolves.toHaveProperty('time', SIGNED_AT);
  });

  it('is never made up: with no address left the step fails as transient', async () => {
    await expect(authorities('http://127.0.0.1:1').timestamp(VALUE)).rejects.toHaveProperty(
      'name',
      'TsaUnavailable',
    );
  });
});

function otherValue(): Uint8Array {
  return encodeTimestampRequest(Buffer.alloc(32, 9), Buffer.from('4000000000000001', 'hex'));
}

/** The same imprint under another nonce, as a replayed answer has it. */
function olderNonce(request: Buffer): Uint8Array {
  const digestAt = request.indexOf(Buffer.from([0x04, 0x20])) + 2;
  return encodeTimestampRequest(
    request.subarray(digestAt, digestAt + 32),
    Buffer.from('4000000000000001', 'hex'),
  );
}
