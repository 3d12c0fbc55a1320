import type { Agency, Official } from '../directory/index.ts';
import { canonicalJson, sha256 } from '../platform/digest.ts';
import { accept, MOST_PROBLEMS, type FieldProblem, type Outcome, type Refusal } from '../platform/refusal.ts';
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
import { findTemplate } from './find-template.ts';
import { refusals } from './intake-refusals.ts';
import { nameOnce } from './name-once.ts';

/** What a submission would be told, all of it at once, and what its document would be made from. */
export interface DossierReview {
  /** empty: it would be accepted now */
  readonly problems: readonly FieldProblem[];
  /** whether more is wrong than is named */
  readonly moreProblems: boolean;
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
  const [agency, named, found] = await Promise.all([
    sketch.agency === undefined ? undefined : deps.directory.findAgency(sketch.agency),
    sketch.official === undefined ? undefined : deps.directory.findOfficial(sketch.official),
    sketch.template && findTemplate(deps, sketch.template),
  ]);
  const official = named?.agency === sketch.agency ? named : undefined;
  const broken = [
    ...(checked.ok ? [] : [checked]),
    ...(await brokenRules(deps, sketch, agency, found)),
    ...(checked.ok && agency ? await conflict(deps, checked.value, agency) : []),
  ];
  const template = found?.ok ? found.value : undefined;
  return accept({ ...problemsOf(broken), sketch, template, agency, official });
}

async function brokenRules(
  deps: RuleDeps,
  sketch: DossierSketch,
  agency: Agency | undefined,
  found: Outcome<Template> | undefined,
): Promise<Refusal[]> {
  const { acceptedOn, official, procedure, template: wanted, data } = sketch;
  const template = found?.ok ? found.value : undefined;
  const refused: (Refusal | undefined)[] = [
    acceptedOn === undefined ? undefined : refuseDay(deps, { acceptedOn }),
    sketch.agency !== undefined && !agency ? refusals.agencyUnknown : undefined,
    found?.ok === false ? found : undefined,
    agency && (await refuseName(deps, sketch, agency)),
    agency && official !== undefined && procedure
      ? await refuseOfficial(deps, { official, agency: agency.code, procedure })
      : undefined,
    wanted && template && agency ? refuseSeries(wanted, agency) : undefined,
    template && refuseData(template, { data, delivery: sketch.delivery }),
  ];
  return refused.filter((refusal) => refusal !== undefined);
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
async function conflict({ tracker }: RuleDeps, dossier: Dossier, agency: Agency): Promise<Refusal[]> {
  if (refuseCode(dossier, agency)) return [];
  const known = await tracker.revisions.find(dossier);
  if (!known || known.contentHash === sha256(canonicalJson(dossier))) return [];
  return [known.agency === dossier.agency ? refusals.contentConflict : refusals.agencyChanged];
}

function problemsOf(broken: readonly Refusal[]): Pick<DossierReview, 'problems' | 'moreProblems'> {
  const all = nameOnce(broken.flatMap(({ problems = [] }) => problems));
  return {
    problems: all.slice(0, MOST_PROBLEMS),
    moreProblems: all.length > MOST_PROBLEMS || broken.some(({ moreProblems }) => moreProblems),
  };
}
