/** A process of the product with everything the signing steps need, on a table and buckets of the test's. */
import { S3Client } from '@aws-sdk/client-s3';
import { agency, official } from '../../../test/support/province.ts';
import { acceptedRevision, openOffice } from '../../../test/support/office.ts';
import type { TestBuckets } from '../../../test/support/buckets.ts';
import type { TestTable } from '../../../test/support/table.ts';
import { Directory, type Agency, type Official } from '../../directory/index.ts';
import { sha256 } from '../../platform/digest.ts';
import { ObjectStore } from '../../platform/object-store.ts';
import { NumberRegister } from '../../registry/index.ts';
import type { RevisionItem } from '../../tracking/index.ts';
import { SAFE_TOKEN_BYTES } from '../pdf/signature-room.ts';
import type { SignatureLevel } from '../signature-level.ts';
import type { WorkFile } from '../signature-work.ts';
import { SignatureValues } from '../signature-values.ts';
import type { SignerFor } from '../signers/signer-of.ts';
import type { Signer } from '../signers/signer.ts';
import { TsaUnavailable } from '../timestamps/timestamp-authority.ts';
import { toldStatus } from './told-status.ts';
import { SIGNED_AT, type SigningDesk, stamp } from './signing-desk.ts';
import { testPicture } from './test-picture.ts';

export type SigningOffice = Awaited<ReturnType<typeof openSigningOffice>>;

/** A signer's certificates as the directory keeps them. */
export function pemOf(signer: Signer): string[] {
  return signer.certificateChain().map((certificate) => {
    const lines =
      Buffer.from(certificate)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  });
}

/** Fills directory and bucket with what the sample agency and official sign with. */
export async function furnish(
  world: { readonly table: TestTable; readonly buckets: TestBuckets },
  desk: SigningDesk,
  change: { readonly sealing?: Agency['sealing']; readonly officialKey?: Official['key'] } = {},
): Promise<void> {
  const directory = new Directory(world.table.table);
  const [officialPem, agencyPem] = [pemOf(desk.official), pemOf(desk.agency)];
  const key = { route: 'kms', keyId: 'official', algorithm: desk.official.algorithm } as const;
  await directory.putOfficial({
    ...official,
    key: change.officialKey ?? { ...key, certificates: officialPem },
  });
  const sealKey = { route: 'kms', keyId: 'agency', algorithm: desk.agency.algorithm } as const;
  await directory.putAgency({
    ...agency,
    sealing: change.sealing ?? agency.sealing,
    seal: { ...agency.seal, key: { ...sealKey, certificates: agencyPem } },
  });
  const { work } = world.buckets;
  await work.putOnce(official.handwriting, testPicture(90, 35, [0, 40, 200]), 'image/png');
  await work.putOnce(agency.seal.picture, testPicture(60, 60, [220, 20, 20]), 'image/png');
}

export async function openSigningOffice(
  world: { readonly table: TestTable; readonly buckets: TestBuckets },
  desk: SigningDesk,
) {
  const office = openOffice(world.table);
  const { endpoint, credentials } = world.buckets.client.config;
  const objects = new S3Client({ endpoint, credentials, region: 'ap-southeast-1' });
  office.faults.watch(objects);
  const told = toldStatus();
  const counted = { signatures: 0, stamps: 0, stampsAnswered: true };
  return {
    ...office,
    counted,
    clock: () => SIGNED_AT,
    level: 'B-T' as SignatureLevel,
    tokenBytes: SAFE_TOKEN_BYTES,
    roots: async () => [desk.authority.certificate],
    revocation: told,
    evidence: async (chains: readonly (readonly Uint8Array[])[]) => ({
      certificates: chains.flat(),
      ocsps: [],
      crls: [],
    }),
    directory: new Directory(office.table),
    register: new NumberRegister(office.table),
    work: new ObjectStore(objects, world.buckets.work.bucket),
    end: async () => objects.destroy(),
    values: new SignatureValues(office.table),
    signerFor: (({ kind, key }) => {
      if (key.route === 'external') return undefined;
      const signer = desk[kind];
      const sign: Signer['sign'] = async (toBeSigned) => {
        counted.signatures += 1;
        return signer.sign(toBeSigned);
      };
      return { algorithm: signer.algorithm, certificateChain: () => signer.certificateChain(), sign };
    }) satisfies SignerFor,
    authority: {
      timestamp: async (stamped: Uint8Array) => {
        if (!counted.stampsAnswered) throw new TsaUnavailable('no answer');
        counted.stamps += 1;
        return { token: await stamp(stamped, desk.time), time: SIGNED_AT };
      },
    },
  };
}

/** A dossier whose draft lies in the work bucket. */
export async function draftedRevision(
  office: SigningOffice,
  draft: Uint8Array,
): Promise<{ readonly id: RevisionItem; readonly document: WorkFile }> {
  const id = await acceptedRevision(office);
  const document = { key: `drafts/${id.code}-r1/${sha256(draft)}.pdf`, sha256: sha256(draft) };
  await office.work.putOnce(document.key, draft, 'application/pdf');
  return { id, document };
}

/** Kinds of what the log says happened after the dossier was accepted. */
export async function happenings(office: SigningOffice, id: RevisionItem): Promise<string[]> {
  return (await office.tracker.log.read(id)).slice(1).map(({ type }) => type);
}
