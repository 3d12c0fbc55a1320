import { authorityFor, type Agency, type Directory } from '../directory/index.ts';
import { vietnamDay, type Clock } from '../platform/clock.ts';
import type { Refusal } from '../platform/refusal.ts';
import { checkTemplateData, textProblems, type Template } from '../rendering/index.ts';
import type { Tracker } from '../tracking/index.ts';
import { agencyPart } from './dossier-code.ts';
import type { Dossier } from './dossier.ts';
import { refusals } from './intake-refusals.ts';

/** What the rules of acceptance look at besides the dossier. */
export interface RuleDeps {
  readonly tracker: Tracker;
  readonly directory: Directory;
  readonly loadTemplate: (id: string, version: number) => Promise<Template | undefined>;
  readonly clock: Clock;
}

/**
 * A code begins with its agency's code, or with another that the directory gives the agency, such as the older
 * form: else one agency could take another's codes, or learn from the answers which of them are in use.
 */
export function refuseCode({ code }: Pick<Dossier, 'code'>, agency: Agency): Refusal | undefined {
  const own = [agency.code, ...(agency.dossierPrefixes ?? [])];
  return own.includes(agencyPart(code)) ? undefined : refusals.foreignCode;
}

export function refuseDay(
  { clock }: Pick<RuleDeps, 'clock'>,
  { acceptedOn }: Pick<Dossier, 'acceptedOn'>,
): Refusal | undefined {
  return acceptedOn > vietnamDay(clock()) ? refusals.acceptedInFuture : undefined;
}

/**
 * The next revision is due only once the one before was returned for correction, or was issued and recalled: an error of
 * content is mended by a document of equal form that replaces it (Decree 30/2020, art. 18).
 */
export async function refuseTurn(
  { tracker }: Pick<RuleDeps, 'tracker'>,
  dossier: Pick<Dossier, 'code' | 'revision' | 'agency'>,
): Promise<Refusal | undefined> {
  if (dossier.revision === 1) return undefined;
  const before = { code: dossier.code, revision: dossier.revision - 1 };
  const item = await tracker.revisions.find(before);
  if (!item) return refusals.revisionNotDue;
  if (item.agency !== dossier.agency) return refusals.agencyChanged;
  const { status } = await tracker.state(before);
  return status === 'returned-for-correction' || status === 'recalled' ? undefined : refusals.revisionNotDue;
}

export async function refuseOfficial(
  { directory, clock }: Pick<RuleDeps, 'directory' | 'clock'>,
  { official: id, agency, procedure }: Pick<Dossier, 'official' | 'agency' | 'procedure'>,
): Promise<Refusal | undefined> {
  const official = await directory.findOfficial(id);
  if (!official) return refusals.officialUnknown;
  if (official.agency !== agency) return refusals.officialElsewhere;
  if (authorityFor(official, procedure.code, vietnamDay(clock()))) return undefined;
  const once = official.authorities.some(({ procedures }) => procedures.includes(procedure.code));
  return once ? refusals.authorityNotInForce : refusals.officialUnauthorised;
}

export function refuseSeries({ id }: Dossier['template'], agency: Agency): Refusal | undefined {
  return agency.series.some(({ template }) => template === id) ? undefined : refusals.seriesMissing;
}

/** What is printed must be right by the template, and drawable: the result's data and the label's address. */
export function refuseData(
  template: Template,
  { data, delivery }: { readonly data: unknown; readonly delivery: unknown },
): Refusal | undefined {
  const checked = checkTemplateData(template, data);
  const problems = [
    ...(checked.ok ? [] : checked.problems),
    ...textProblems(delivery, template.typeface, ['delivery']),
  ];
  return problems.length === 0 ? undefined : refusals.dataInvalid(problems);
}
