import {
  authorityFor,
  authorityLines,
  type Agency,
  type Directory,
  type Official,
} from '../directory/index.ts';
import { dossierOf, type Dossier } from '../intake/index.ts';
import { vietnamDay, type Clock } from '../platform/clock.ts';
import { sha256 } from '../platform/digest.ts';
import { PreconditionMissing } from '../platform/failures.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import {
  dataOf,
  type Channel,
  type EventData,
  type RevisionId,
  type RevisionItem,
  type Tracker,
} from '../tracking/index.ts';
import { renderResult, type RenderedResult } from './render-result.ts';
import { resultRecord } from './result-record.ts';
import type { Template } from './template/load-template.ts';

export interface RenderDeps {
  readonly tracker: Tracker;
  readonly directory: Directory;
  readonly work: ObjectStore;
  readonly loadTemplate: (id: string, version: number) => Promise<Template | undefined>;
  readonly publicBaseUrl: string;
  readonly clock: Clock;
}

/** What the workflow goes on with. */
export interface RenderedDraft {
  readonly document: { readonly key: string; readonly sha256: string; readonly pages: number };
  readonly channels: Channel[];
  readonly signer: Official['key']['route'];
  readonly sealing: 'standing' | 'by-hand';
}

/**
 * Renders a revision's result into the work bucket. The bytes depend on the revision and the directory alone;
 * run again, it answers with the draft the log already has, whatever the directory says by then.
 * @throws {PreconditionMissing} when the revision, its template, its official or its number series is not there
 */
export async function renderDraft(deps: RenderDeps, id: RevisionId): Promise<RenderedDraft> {
  const item = await deps.tracker.revision(id);
  const [agency, official] = await Promise.all([
    deps.directory.agency(item.agency),
    deps.directory.official(item.official),
  ]);
  const dossier = dossierOf(item);
  const authority = authorityOf(official, dossier, vietnamDay(deps.clock()));
  const verifyUrl = `${deps.publicBaseUrl}/v/${item.verifyId}`;
  const rendered = await renderResult({
    template: await templateOf(deps, dossier),
    dossier: { code: dossier.code },
    data: dossier.data,
    result: resultRecord({ dossier, agency, signer: official.name, authority: authority.lines, verifyUrl }),
    verifyUrl,
    agency: { name: agency.name, parentName: agency.parentName, place: agency.place },
    signing: {
      authorityLines: authority.lines,
      signerName: official.name,
      sealDiameterMm: agency.seal.diameterMm,
    },
    number: { suffix: seriesSuffix(agency, dossier) },
    createdAt: new Date(item.acceptedAt),
  });
  const document = await keepDraft(deps, item, rendered, authority);
  return { document, channels: item.channels, signer: official.key.route, sealing: agency.sealing.mode };
}

async function keepDraft(
  deps: RenderDeps,
  { code, revision }: RevisionItem,
  { pdf, pages, appendices }: RenderedResult,
  authority: PrintedAuthority,
): Promise<RenderedDraft['document']> {
  const id = { code, revision };
  const document = await keepFile(deps, id, { pdf, pages });
  const kept: EventData<'result-rendered'>['appendices'] = [];
  for (const { title, ...file } of appendices) {
    kept.push({ title, document: await keepFile(deps, id, file) });
  }
  const { event } = await deps.tracker.record(id, 'result-rendered', 'result-rendered', {
    document,
    authority,
    ...(kept.length > 0 && { appendices: kept }),
  });
  return { pages, ...dataOf(event, 'result-rendered').document };
}

async function keepFile(
  { work }: RenderDeps,
  { code, revision }: RevisionId,
  { pdf, pages }: { readonly pdf: Uint8Array; readonly pages: number },
): Promise<RenderedDraft['document']> {
  const digest = sha256(pdf);
  const place = `drafts/${code}-r${revision}/${digest}.pdf`;
  const { key } = await work.putOnce(place, pdf, 'application/pdf');
  return { key, sha256: digest, pages };
}

async function templateOf(deps: RenderDeps, { template: { id, version } }: Dossier): Promise<Template> {
  const template = await deps.loadTemplate(id, version);
  if (!template) throw new PreconditionMissing(`there is no template ${id} version ${version}`);
  return template;
}

interface PrintedAuthority {
  readonly lines: string[];
  readonly act: string | undefined;
}

function authorityOf(official: Official, { procedure }: Dossier, day: string): PrintedAuthority {
  const authority = authorityFor(official, procedure.code, day);
  if (!authority) throw new PreconditionMissing(`${official.id} has no authority for ${procedure.code}`);
  const lines = authorityLines(authority, official.title);
  return { lines, act: 'act' in authority ? authority.act.document : undefined };
}

function seriesSuffix(agency: Agency, { template }: Dossier): string {
  const series = agency.series.find((candidate) => candidate.template === template.id);
  if (!series) throw new PreconditionMissing(`agency ${agency.code} has no number series for ${template.id}`);
  return series.suffix;
}
