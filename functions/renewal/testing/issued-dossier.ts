/** A dossier all of whose issued files are there: the result, an appendix in a file of its own, a copy; for tests. */
import { agency } from '../../../test/support/province.ts';
import { acceptedRevision } from '../../../test/support/issued-revision.ts';
import { copyCover } from '../../copies/copy-cover.ts';
import { blockTexts } from '../../copies/copy-texts.ts';
import { sha256 } from '../../platform/digest.ts';
import { renderResult, sharedTypeface } from '../../rendering/index.ts';
import { sampleWithAppendix, TEMPLATES } from '../../rendering/testing/sample-input.ts';
import { appendixLines } from '../../signing/appendix-lines.ts';
import { COPY_FIELD, copiedDocument } from '../../signing/index.ts';
import { prepareSignature, type SignatureRequest } from '../../signing/pdf/prepare-signature.ts';
import { APPENDIX_FIELD } from '../../signing/result-fields.ts';
import { plainRequest } from '../../signing/testing/sealed-result.ts';
import { DATE, finish, NUMBER, SIGNED_AT } from '../../signing/testing/signing-desk.ts';
import { archivedKey, type FileId } from '../../tracking/index.ts';
import { archivedFile, fileIssued, resultIssued, type RenewalOffice, type World } from './renewal-office.ts';

const COPY = { order: 'ban-sao-01', symbol: '01/SY-UBND', date: DATE };

export type IssuedDossier = Readonly<Record<'result' | 'appendix' | 'copy', FileId>>;

export async function issuedDossier(world: World, office: RenewalOffice): Promise<IssuedDossier> {
  const { desk } = world.result;
  const rendered = await renderResult(await sampleWithAppendix());
  const [draft] = rendered.appendices;
  if (!draft) throw new Error('the sample has no appendix');
  const id = await acceptedRevision(office.tracker);
  const unsigned = { key: 'drafts/phu-luc.pdf', sha256: sha256(draft.pdf) };
  await office.tracker.record(id, 'result-rendered', 'result-rendered', {
    document: { key: 'drafts/ket-qua.pdf', sha256: sha256(rendered.pdf) },
    appendices: [{ title: draft.title, document: unsigned }],
  });
  const number = { series: 'GPXD', number: 7, symbol: NUMBER, date: DATE };
  await office.tracker.record(id, 'number-allotted', 'number-allotted', number);
  const sealed = await desk.sealAsAgency(await desk.signAsOfficial(rendered.pdf));
  const result = await archivedFile(world, office, sealed);
  const lines = appendixLines(NUMBER, SIGNED_AT);
  const appendix = await certified(world, office, draft.pdf, { field: APPENDIX_FIELD, lines });
  const copy = await certified(world, office, await copied(result), { field: COPY_FIELD });
  return {
    appendix: await fileIssued(office, id, 'results', appendix, (stored) =>
      office.tracker.record(id, 'appendix-archived', archivedKey(1), { appendix: 1, ...stored }),
    ),
    result: await resultIssued(office, id, result),
    copy: await fileIssued(office, id, 'copies', copy, async (stored) => {
      const { order } = COPY;
      const original = sha256(result);
      await office.tracker.record(id, 'copy-ordered', `copy-ordered:${order}`, { order, original });
      await office.tracker.record(id, 'copy-issued', `copy-issued:${order}`, { ...COPY, ...stored });
    }),
  };
}

/** A certified copy of a result, before it is signed. */
async function copied(result: Uint8Array): Promise<Uint8Array> {
  const texts = blockTexts(agency.name, SIGNED_AT);
  const title = `Bản sao y số ${COPY.symbol}`;
  const block = { texts, title, agency: agency.name, madeAt: SIGNED_AT };
  const cover = await copyCover(block, await sharedTypeface(TEMPLATES));
  return copiedDocument(result, { texts, cover, madeAt: SIGNED_AT });
}

/** A file that the agency alone signs, at level B-LTA. */
async function certified(
  world: World,
  office: RenewalOffice,
  pdf: Uint8Array,
  shown: Pick<SignatureRequest, 'field' | 'lines'>,
): Promise<Uint8Array> {
  const { agency: signer, time } = world.result.desk;
  const { picture: _, ...request } = plainRequest(signer);
  const prepared = prepareSignature(pdf, { ...request, ...shown, permissions: { kind: 'certify' } });
  return archivedFile(world, office, await finish(prepared, signer, time));
}
