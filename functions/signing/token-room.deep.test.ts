import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBuckets, startBuckets } from '../../test/support/buckets.ts';
import { official } from '../../test/support/province.ts';
import { type TestTable, startTable } from '../../test/support/table.ts';
import { withTimestamp } from './augment-result.ts';
import { embedOfficialSignature } from './embed-official-signature.ts';
import { PdfFile } from './pdf/pdf-file.ts';
import { SAFE_TOKEN_BYTES } from './pdf/signature-room.ts';
import { prepareSignatureOfOfficial } from './prepare-official-signature.ts';
import { sealResult } from './seal-result.ts';
import { sha256 } from '../platform/digest.ts';
import { signAsOfficial } from './sign-as-official.ts';
import { readPrepared } from './signature-work.ts';
import { TOKEN_MARGIN_BYTES, longestToken } from './timestamps/token-room.ts';
import { SIGNED_AT, type SigningDesk, openSigningDesk, stamp } from './testing/signing-desk.ts';
import {
  type SigningOffice,
  draftedRevision,
  furnish,
  openSigningOffice,
  pemOf,
} from './testing/signing-office.ts';
import { unsignedResult } from './testing/unsigned-result.ts';
import { validateResult } from './validation/validate-result.ts';

let world: { table: TestTable; buckets: TestBuckets };
let desk: SigningDesk;
let draft: Uint8Array;

beforeAll(async () => {
  world = { table: await startTable(), buckets: await startBuckets() };
  desk = await openSigningDesk();
  draft = await unsignedResult({ compressed: true });
});
afterAll(async () => {
  await world.table.stop();
  await world.buckets.stop();
});

/** An authority whose tokens carry so many certificates more. */
const authority = (more: number) => ({
  timestamp: async (stamped: Uint8Array) => {
    const root = desk.authority.certificate;
    const chain = [...desk.time.certificateChain(), ...Array.from({ length: more }, () => root)];
    const token = await stamp(stamped, { ...desk.time, certificateChain: () => chain });
    return { token, time: SIGNED_AT };
  },
});

async function opened(file: Uint8Array, officialKey = kmsKey()) {
  await furnish(world, desk, { officialKey });
  const office = await openSigningOffice(world, desk);
  return { office, ...(await draftedRevision(office, file)) };
}
type Opened = Awaited<ReturnType<typeof opened>>;

const kmsKey = () => ({
  ...official.key,
  algorithm: desk.official.algorithm,
  certificates: pemOf(desk.official),
});

function prepare({ id, document }: Opened, deps: SigningOffice, wideRoom = false) {
  const { code, revision } = id;
  return prepareSignatureOfOfficial(deps, {
    code,
    revision,
    document,
    approvedSha256: document.sha256,
    wideRoom,
  });
}

/** Octets of a file's signature values in hexadecimal that are room nobody needed. */
function emptyRoom(pdf: Uint8Array): number[] {
  const rooms = [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Contents <([0-9a-f]+)>/g),
  ];
  return rooms.map(([, hex = '']) => (hex.length - hex.replace(/(00)+$/, '').length) / 2);
}

const faults = (pdf: Uint8Array, level: 'B-T' = 'B-T') =>
  validateResult(pdf, { roots: [desk.authority.certificate], level }).findings;

describe('the room for a timestamp token', () => {
  it('is measured by the official’s where the agency seals, and wasted no further', async () => {
    const at = await opened(await desk.signAsOfficial(draft));
    const { document } = await sealResult(at.office, at.id, at.document);
    const pdf = await at.office.work.get(document.key);
    expect(emptyRoom(pdf)[1]).toBeLessThanOrEqual(TOKEN_MARGIN_BYTES + 8);
    expect(faults(pdf)).toStrictEqual([]);
  });

  it('is given anew where another authority’s token does not fit the seal: one number, one seal', async () => {
    const at = await opened(await desk.signAsOfficial(draft));
    const deps = { ...at.office, authority: authority(3) };
    const first = await sealResult(deps, at.id, at.document);
    const pdf = await at.office.work.get(first.document.key);
    expect(faults(pdf)).toStrictEqual([]);
    await expect(sealResult(deps, at.id, at.document)).resolves.toStrictEqual(first);
    const log = await at.office.tracker.log.read(at.id);
    expect(log.filter(({ type }) => type === 'result-sealed')).toHaveLength(1);
    expect(log.filter(({ type }) => type === 'signature-prepared')).toHaveLength(2);
  });

  it('is given anew for the official by preparing once more, when the workflow is told', async () => {
    const at = await opened(draft);
    const deps = { ...at.office, tokenBytes: 1024, authority: authority(3) };
    const tight = await prepare(at, deps);
    await signAsOfficial(deps, at.id, tight);
    await expect(embedOfficialSignature(deps, at.id, tight)).rejects.toMatchObject({
      name: 'SignatureRoomTooSmall',
    });
    const wide = await prepare(at, deps, true);
    await signAsOfficial(deps, at.id, wide);
    const signed = await embedOfficialSignature(deps, at.id, wide);
    expect(longestToken(new PdfFile(await at.office.work.get(signed.key)))).toBeGreaterThan(1024);
  });

  it('that is too small even when wide is nothing the workflow tries again by itself', async () => {
    const at = await opened(draft);
    const deps = { ...at.office, authority: authority(100) };
    const wide = await prepare(at, deps, true);
    await signAsOfficial(deps, at.id, wide);
    await expect(embedOfficialSignature(deps, at.id, wide)).rejects.toMatchObject({ name: 'TokenTooLarge' });
  });

  it('is generous where a second try would cost the official a PIN', async () => {
    const { certificates, algorithm } = kmsKey();
    const at = await opened(draft, { route: 'external', certificates, algorithm });
    const deps = { ...at.office, tokenBytes: 1024 };
    const { tokenBytes } = await readPrepared(at.office.work, await prepare(at, deps));
    expect(tokenBytes).toBe(SAFE_TOKEN_BYTES);
  });

  it('of a document timestamp is measured, too, and the stamp asked for again where it does not fit', async () => {
    const sealed = await desk.sealAsAgency(await desk.signAsOfficial(draft));
    const fitting = await withTimestamp(authority(0), sealed);
    expect(emptyRoom(fitting)[2]).toBeLessThanOrEqual(TOKEN_MARGIN_BYTES + 8);
    const wider = await withTimestamp(authority(3), sealed);
    expect(emptyRoom(wider)[2]).toBeLessThanOrEqual(TOKEN_MARGIN_BYTES + 8);
    expect(sha256(wider.subarray(0, sealed.length))).toBe(sha256(sealed));
  });
});
