/** A process that takes orders of copies and fulfils them, over a result that the product itself made. */
import { S3Client } from '@aws-sdk/client-s3';
import type { TestBuckets } from '../../../test/support/buckets.ts';
import { agency } from '../../../test/support/province.ts';
import type { TestTable } from '../../../test/support/table.ts';
import { IssuedFiles } from '../../archive/index.ts';
import { sha256 } from '../../platform/digest.ts';
import { ObjectStore } from '../../platform/object-store.ts';
import { ProofSchedule } from '../../renewal/index.ts';
import { renderResult } from '../../rendering/index.ts';
import { sampleInput, TEMPLATES } from '../../rendering/testing/sample-input.ts';
import { sharedTypeface } from '../../rendering/index.ts';
import { openSigningDesk, SIGNED_AT, type SigningDesk } from '../../signing/testing/signing-desk.ts';
import { acceptedRevision } from '../../../test/support/office.ts';
import { furnish, openSigningOffice } from '../../signing/testing/signing-office.ts';
import { testList } from '../../signing/testing/test-status.ts';
import { CopyRepository } from '../copy-repository.ts';
import type { IssueDeps } from '../issue-copy.ts';

export const series = { id: 'SAO', suffix: '/SY-UBND', digits: 2 };

export interface CopyWorld {
  readonly table: TestTable;
  readonly buckets: TestBuckets;
  readonly desk: SigningDesk;
  /** signed by official and agency */
  readonly original: Uint8Array;
  /** revocation list of the desk's authority */
  readonly list: Uint8Array;
}

export async function copyWorld(table: TestTable, buckets: TestBuckets): Promise<CopyWorld> {
  const desk = await openSigningDesk();
  const { pdf } = await renderResult(await sampleInput('giay-phep-xay-dung'));
  const original = await desk.sealAsAgency(await desk.signAsOfficial(pdf));
  const list = await testList({ signer: desk.authority.signer, thisUpdate: SIGNED_AT });
  const world = { table, buckets, desk, original, list };
  await furnish(world, desk);
  return world;
}

/** The agency under a code of its own, so that its register begins at 1. */
export async function openCopyOffice(world: CopyWorld, code: string, copies: object = { copies: series }) {
  const office = await openSigningOffice(world, world.desk);
  const { endpoint, credentials } = world.buckets.client.config;
  const objects = new S3Client({ endpoint, credentials, region: 'ap-southeast-1' });
  office.faults.watch(objects);
  const furnished = await office.directory.agency(agency.code);
  await office.directory.putAgency({ ...furnished, code, ...copies });
  const deps: IssueDeps = {
    ...office,
    copies: new CopyRepository(office.table),
    issued: new IssuedFiles(office.table),
    proofs: new ProofSchedule(office.table),
    archive: new ObjectStore(objects, world.buckets.archive.bucket),
    level: 'B-LTA',
    evidence: async (chains) => ({ certificates: chains.flat(), ocsps: [], crls: [world.list] }),
    typeface: () => sharedTypeface(TEMPLATES),
  };
  const end = async () => {
    objects.destroy();
    await office.end();
  };
  return { ...office, deps, end };
}
export type CopyOffice = Awaited<ReturnType<typeof openCopyOffice>>;

/** A revision of that agency whose result lies in the archive. */
export async function issuedResult(world: CopyWorld, office: CopyOffice, code: string) {
  const item = await acceptedRevision(office);
  const id = { code: `${code}-${item.code.slice(-11)}`, revision: 1 };
  await office.tracker.revisions.put({ ...item, ...id, agency: code });
  const { archive } = world.buckets;
  const digest = sha256(world.original);
  const place = `results/2026/${id.code}-r1/${digest}.pdf`;
  const stored = await archive.putOnce(place, world.original, 'application/pdf');
  const size = world.original.length;
  await office.tracker.record(id, 'result-archived', 'result-archived', { ...stored, sha256: digest, size });
  return id;
}
