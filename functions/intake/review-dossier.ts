import type { Agency, Official } from '../directory/index.ts';
import { canonicalJson, sha256 } from '../platform/digest.ts';
import { accept, type FieldProblem, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { Template } from '../rendering/index.ts';
import {
  refuseCode,
  refuseData,
  refuseDay,
  refuseOfficial,
  refuseSeries,
  refuseTurn,
  type RuleDeps,
} from './acceptance-rules.ts';
import { checkDossier } from './check-dossier.ts';
import type { Dossier } from './dossier.ts';
import { sketchDossier, type DossierSketch } from './dossier-sketch.ts';
import { refusals } from './intake-refusals.ts';

/** What a submission would be told, all of it at once, and what its document would be made from. */
export interface DossierReview {
  /** empty: it would be accepted now */
  readonly problems: readonly FieldProblem[];
  readonly sketch: DossierSketch;
  /** each of these where the dossier names one there is */
  readonly template?: Template | undefined;
  readonly agency?: Agency | undefined;
  readonly official?: Official | undefined;
}

/**
 * Looks at a dossier that need not be right as if it were submitted, and keeps nothing of it. Where a submission
 * stops at the first rule that is broken, this goes on to the next.
 * @returns a refusal only for what cannot be read, or may not be seen by the asker
 */
export async function reviewDossier(
  deps: RuleDeps,
  { value, agencies }: { readonly value: unknown; readonly agencies: readonly string[] },
): Promise<Outcome<DossierReview>> {
  const checked = checkDossier(value);
  if (!checked.ok && !checked.problems) return checked;
  const sketch = sketchDossier(value);
  if (sketch.agency !== undefined && !agencies.includes(sketch.agency)) return refusals.foreignAgency;
  const [agency, named, template] = await Promise.all([
    sketch.agency === undefined ? undefined : deps.directory.findAgency(sketch.agency),
    sketch.official === undefined ? undefined : deps.directory.findOfficial(sketch.official),
    sketch.template && deps.loadTemplate(sketch.template.id, sketch.template.version),
  ]);
  const official = named?.agency === sketch.agency ? named : undefined;
  const broken = [
    ...(checked.ok ? [] : (checked.problems ?? [])),
    ...(await brokenRules(deps, sketch, agency, template)),
    ...(checked.ok && agency ? await conflict(deps, checked.value, agency) : []),
  ];
  return accept({ problems: withoutRepeats(broken), sketch, template, agency, official });
}

async function brokenRules(
  deps: RuleDeps,
  sketch: DossierSketch,
  agency: Agency | undefined,
  template: Template | undefined,
): Promise<FieldProblem[]> {
  const { acceptedOn, official, procedure, template: wanted, data } = sketch;
  const refused: (Refusal | undefined)[] = [
    acceptedOn === undefined ? undefined : refuseDay(deps, { acceptedOn }),
    sketch.agency !== undefined && !agency ? refusals.agencyUnknown : undefined,
    wanted && !template ? refusals.templateUnknown : undefined,
    agency && (await refuseName(deps, sketch, agency)),
    agency && official !== undefined && procedure
      ? await refuseOfficial(deps, { official, agency: agency.code, procedure })
      : undefined,
    wanted && template && agency ? refuseSeries(wanted, agency) : undefined,
    template && refuseData(template, { data, delivery: sketch.delivery }),
  ];
  return refused.flatMap((refusal) => refusal?.problems ?? []);
}

/** Whose turn a code's next revision is, nobody learns who may not use the code. */
async function refuseName(
  deps: RuleDeps,
  { code, revision }: DossierSketch,
  agency: Agency,
): Promise<Refusal | undefined> {
  if (code === undefined) return undefined;
  const foreign = refuseCode({ code }, agency);
  if (foreign || revision === undefined) return foreign;
  return refuseTurn(deps, { code, revision, agency: agency.code });
}

/** Only of one's own revision is it told that other content has it. */
async function conflict({ tracker }: RuleDeps, dossier: Dossier, agency: Agency): Promise<FieldProblem[]> {
  if (refuseCode(dossier, agency)) return [];
  const known = await tracker.revisions.find(dossier);
  if (!known || known.contentHash === sha256(canonicalJson(dossier))) return [];
  const refusal = known.agency === dossier.agency ? refusals.contentConflict : refusals.agencyChanged;
  return [...(refusal.problems ?? [])];
}

function withoutRepeats(problems: readonly FieldProblem[]): FieldProblem[] {
  return [...new Map(problems.map((each) => [`${each.field} ${each.rule}`, each])).values()];
}
