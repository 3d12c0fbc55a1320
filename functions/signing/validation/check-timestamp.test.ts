import { beforeAll, describe, expect, it } from 'vitest';
import { sequence } from '../cms/der.ts';
import { OID } from '../cms/object-identifiers.ts';
import { completeSignature } from '../pdf/complete-signature.ts';
import type { Signer } from '../signers/signer.ts';
import { type SealedResult, finishWith, sealedResult } from '../testing/sealed-result.ts';
import { type SigningDesk, prepareAgency, stamp } from '../testing/signing-desk.ts';
import { createTestAuthority } from '../testing/test-keys.ts';

let desk: SigningDesk;
let signed: Uint8Array;
let codes: SealedResult['codes'];

beforeAll(async () => {
  ({ desk, signed, codes } = await sealedResult());
});

describe('the timestamp of a signature', () => {
  it('is required', async () => {
    const prepared = prepareAgency(signed, desk.agency);
    const value = await desk.agency.sign({ message: prepared.attributes, digest: prepared.digest });
    expect(codes(completeSignature(prepared, value))).toStrictEqual(['timestamp-missing']);
  });

  it('is refused when it is none', async () => {
    expect(codes(await sealedWithToken(async () => sequence()))).toStrictEqual(['timestamp-malformed']);
  });

  it('is refused over another value', async () => {
    const result = await sealedWithToken(() => stamp(Buffer.from('another value'), desk.time));
    expect(codes(result)).toStrictEqual(['timestamp-imprint']);
  });

  it('is refused when another key signed it', async () => {
    const stranger = await desk.authority.issue({ subject: 'Khác', key: 'p256' });
    const forger: Signer = {
      ...stranger.signer('ECDSA_SHA_256'),
      certificateChain: () => desk.time.certificateChain(),
    };
    expect(codes(await sealedWithToken((value) => stamp(value, forger)))).toStrictEqual([
      'timestamp-signature',
    ]);
  });

  it('is refused from a key that is not for timestamps', async () => {
    const result = await sealedWithToken((value) => stamp(value, desk.official));
    expect(codes(result)).toStrictEqual(['timestamp-purpose']);
  });

  it('is refused from an authority that leads to no configured root', async () => {
    const stranger = await createTestAuthority('Gốc lạ');
    const key = await stranger.issue({ subject: 'Giờ', key: 'p256', extendedKeyUsage: OID.timeStamping });
    const result = await sealedWithToken((value) => stamp(value, key.signer('ECDSA_SHA_256')));
    expect(codes(result)).toStrictEqual(['timestamp-chain']);
  });

  it('is refused when the authority’s certificate had expired', async () => {
    const notAfter = new Date('2026-11-01T00:00:00Z');
    const key = await desk.authority.issue({
      subject: 'Giờ',
      key: 'p256',
      extendedKeyUsage: OID.timeStamping,
      notAfter,
    });
    const result = await sealedWithToken((value) => stamp(value, key.signer('ECDSA_SHA_256')));
    expect(codes(result)).toStrictEqual(['timestamp-chain']);
  });
});

async function sealedWithToken(token: (value: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  return finishWith(prepareAgency(signed, desk.agency), desk.agency, token);
}
