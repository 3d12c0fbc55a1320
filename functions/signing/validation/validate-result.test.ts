import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../platform/digest.ts';
import { prepareSignature } from '../pdf/prepare-signature.ts';
import {
  type SealedResult,
  appended,
  finishWith,
  fingerprint,
  plainRequest,
  sealedResult,
} from '../testing/sealed-result.ts';
import { SIGNED_AT, type SigningDesk, finish, prepareAgency, stamp } from '../testing/signing-desk.ts';
import { unsignedResult } from '../testing/unsigned-result.ts';

let desk: SigningDesk;
let draft: Uint8Array;
let signed: Uint8Array;
let sealed: Uint8Array;
let validate: SealedResult['validate'];
let codes: SealedResult['codes'];

beforeAll(async () => {
  ({ desk, draft, signed, sealed, validate, codes } = await sealedResult());
});

describe('a result signed by official and agency', () => {
  it.each([false, true])('is valid, with compressed cross-references: %s', async (compressed) => {
    const result = await desk.sealAsAgency(await desk.signAsOfficial(await unsignedResult({ compressed })));
    const report = validate(result, { sha256: sha256(result) });
    expect(report).toMatchObject({ valid: true, findings: [] });
  });

  it('is reported with its signers and the times proved', () => {
    expect(validate(sealed).signatures).toStrictEqual([
      { field: 'official', certificate: fingerprint(desk.official), time: SIGNED_AT },
      { field: 'agency', certificate: fingerprint(desk.agency), time: SIGNED_AT },
    ]);
  });

  it('is never valid with bytes behind it', () => {
    expect(validate(Buffer.concat([sealed, Buffer.from('\n')])).valid).toBe(false);
    expect(validate(Buffer.concat([sealed, Buffer.from('%')])).valid).toBe(false);
  });
});

describe('the file as a whole', () => {
  it('is refused when it is cut short', () => {
    expect(codes(sealed.subarray(0, sealed.length - 200))).toStrictEqual(['file-unreadable']);
  });

  it('is refused when it is not the file of the log', () => {
    expect(codes(sealed, { sha256: sha256(signed) })).toStrictEqual(['file-differs']);
  });

  it('is refused without the agency’s signature', () => {
    expect(codes(signed)).toContain('signature-missing');
  });

  it('is refused with a third signature', async () => {
    const base = await unsignedResult({ compressed: false, strangeField: 'third' });
    const prepared = prepareSignature(base, { ...plainRequest(desk.agency), field: 'third' });
    const result = await desk.sealAsAgency(
      await desk.signAsOfficial(await finish(prepared, desk.agency, desk.time)),
    );
    expect(codes(result)).toStrictEqual(['signature-unexpected']);
  });

  it('is refused when the agency signed first', async () => {
    const result = await desk.signAsOfficial(await desk.sealAsAgency(draft));
    expect(codes(result)).toStrictEqual(['signature-order']);
  });

  it('is refused when the agency’s timestamp is before the official’s', async () => {
    const early = new Date(SIGNED_AT.getTime() - 60_000);
    const result = await finishWith(prepareAgency(signed, desk.agency), desk.agency, (value) => {
      return stamp(value, desk.time, early);
    });
    expect(codes(result)).toStrictEqual(['signature-order']);
  });

  it('is refused when something was appended after the seal', () => {
    expect(codes(appended(sealed))).toContain('coverage');
  });
});
