/** Issued results, authorities that go on through the years, and a clock to let these pass, for tests. */
import { S3Client } from '@aws-sdk/client-s3';
import type { TestBuckets } from '../../../test/support/buckets.ts';
import { Faults } from '../../../test/support/faults.ts';
import { acceptedRevision } from '../../../test/support/issued-revision.ts';
import type { TestTable } from '../../../test/support/table.ts';
import { IssuedFiles } from '../../archive/index.ts';
import type { AlgorithmEnds } from '../../platform/algorithm-ends.ts';
import { sha256 } from '../../platform/digest.ts';
import { ObjectStore } from '../../platform/object-store.ts';
import { withTimestamp } from '../../signing/augment-result.ts';
import { addEvidence } from '../../signing/pdf/security-store.ts';
import { HttpRevocationSource } from '../../signing/revocation/http-revocation-source.ts';
import { type Authorities, openAuthorities } from '../../signing/testing/authorities-through-time.ts';
import { type SealedResult, sealedResult } from '../../signing/testing/sealed-result.ts';
import { SIGNED_AT } from '../../signing/testing/signing-desk.ts';
import { testList } from '../../signing/testing/test-status.ts';
import { HttpTimestampAuthority } from '../../signing/timestamps/http-timestamp-authority.ts';
import {
  type EventData,
  type FileId,
  keepChainHead,
  type RevisionId,
  Tracker,
} from '../../tracking/index.ts';
import { enterProof } from '../enter-proof.ts';
import { ProofSchedule } from '../proof-schedule.ts';
import type { RenewalDeps } from '../renewal-deps.ts';

const HOUR = 3_600_000;
/** An hour after it was signed. */
export const ISSUED_AT = new Date(SIGNED_AT.getTime() + HOUR);

export interface World {
  readonly table: TestTable;
  readonly buckets: TestBuckets;
  readonly result: SealedResult;
  readonly authorities: Authorities;
  readonly time: { now: Date };
}

export async function openWorld(table: TestTable, buckets: TestBuckets): Promise<World> {
  const time = { now: ISSUED_AT };
  const [result, authorities] = await Promise.all([sealedResult(), openAuthorities(() => time.now)]);
  return { table, buckets, result, authorities, time };
}

export type RenewalOffice = RenewalDeps & { readonly faults: Faults; readonly end: () => void };

/** One process of the product. */
export function openRenewal(world: World, ends: AlgorithmEnds = {}): RenewalOffice {
  const { authorities, buckets, result, time } = world;
  const clock = () => time.now;
  const table = world.table.another();
  const { endpoint, credentials } = buckets.client.config;
  const objects = new S3Client({ endpoint, credentials, region: 'ap-southeast-1' });
  const roots = () => Promise.resolve([result.desk.authority.certificate, ...authorities.roots()]);
  return {
    clock,
    roots,
    ends,
    horizonDays: 90,
    tracker: new Tracker(table, clock),
    issued: new IssuedFiles(table),
    proofs: new ProofSchedule(table),
    work: new ObjectStore(objects, buckets.work.bucket),
    archive: new ObjectStore(objects, buckets.archive.bucket),
    authority: new HttpTimestampAuthority([authorities.timestampUrl], roots, clock, ends),
    revocation: new HttpRevocationSource({ clock, freshness: { maximalAgeMs: 192 * HOUR }, rememberMs: 0 }),
    faults: new Faults().watch(table.client, objects),
    end: () => objects.destroy(),
  };
}

/** A signed file at level B-LTA: the sealed one, unless another is given. */
export async function archivedFile(
  { result: { desk, sealed } }: World,
  office: RenewalDeps,
  signed = sealed,
) {
  const crl = await testList({ signer: desk.authority.signer, thisUpdate: SIGNED_AT });
  const chains = [desk.official, desk.agency, desk.time].flatMap((signer) => signer.certificateChain());
  const stored = addEvidence(signed, { certificates: chains, ocsps: [], crls: [crl] });
  return withTimestamp(office.authority, stored, SIGNED_AT);
}

/** An issued result, entered for renewal, as ArchiveResult leaves it. */
export async function issuedResult(world: World, office: RenewalOffice): Promise<FileId> {
  const pdf = await archivedFile(world, office);
  return resultIssued(office, await acceptedRevision(office.tracker), pdf);
}

/** The same of a result that is given, for a revision that is there. */
export function resultIssued(office: RenewalOffice, id: RevisionId, pdf: Uint8Array): Promise<FileId> {
  return fileIssued(office, id, 'results', pdf, async (stored) => {
    const { event } = await office.tracker.record(id, 'result-archived', 'result-archived', stored);
    await keepChainHead(office.archive, stored.key, event, { sha256: stored.sha256 });
  });
}

/** A file of a revision in the archive, entered for renewal once `record` has put its event. */
export async function fileIssued(
  office: RenewalOffice,
  { code, revision }: RevisionId,
  folder: 'results' | 'copies',
  pdf: Uint8Array,
  record: (stored: EventData<'result-archived'>) => Promise<unknown>,
): Promise<FileId> {
  const digest = sha256(pdf);
  const key = `${folder}/2026/${code}-r${revision}/${digest}.pdf`;
  const stored = await office.archive.putOnce(key, pdf, 'application/pdf');
  await record({ ...stored, sha256: digest, size: pdf.byteLength });
  const file = { code, revision, file: digest };
  await enterProof(office.proofs, file, pdf, await office.roots());
  return file;
}
