import type { Agency, Directory } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { canonicalJson, sha256 } from '../platform/digest.ts';
import { AwsUnavailable, mapAwsFailure } from '../platform/failures.ts';
import type { NewId } from '../platform/ids.ts';
import { accept, type Outcome, type Refusal } from '../platform/refusal.ts';
import type { Template } from '../rendering/index.ts';
import type { Actor, RevisionItem } from '../tracking/index.ts';
import {
  refuseCode,
  refuseData,
  refuseDay,
  refuseOfficial,
  refuseSeries,
  refuseTurn,
} from './acceptance-rules.ts';
import { channelsOf, type Dossier } from './dossier.ts';
import { findTemplate } from './find-template.ts';
import { refusals } from './intake-refusals.ts';
import { startReturn, type StartDeps } from './start-return.ts';

export interface IntakeDeps extends StartDeps {
  readonly directory: Directory;
  readonly loadTemplate: (id: string, version: number) => Promise<Template | undefined>;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Who submits, and for which agencies they may. */
export interface Submitter {
  readonly actor: Actor;
  readonly agencies: readonly string[];
}

export interface Acceptance {
  /** false when the same content was accepted before */
  readonly created: boolean;
  readonly revision: RevisionItem;
}

/**
 * Accepts a resolved dossier and starts its return. The revision's item is the commit point: put once with the
 * hash of the content, it makes a second submission the same one or a conflict. What a kill or an unreachable
 * service leaves undone after it, a second submission or the sweeper does.
 */
export async function acceptDossier(
  deps: IntakeDeps,
  { dossier, submittedBy }: { readonly dossier: Dossier; readonly submittedBy: Submitter },
): Promise<Outcome<Acceptance>> {
  if (!submittedBy.agencies.includes(dossier.agency)) return refusals.foreignAgency;
  const agency = await deps.directory.findAgency(dossier.agency);
  if (!agency) return refusals.agencyUnknown;
  const foreign = refuseCode(dossier, agency);
  if (foreign) return foreign;
  const contentHash = sha256(canonicalJson(dossier));
  const known = await deps.tracker.revisions.find(dossier);
  if (known) return repeat(deps, known, dossier, contentHash);
  const refusal =
    refuseDay(deps, dossier) ??
    (await refuseTurn(deps, dossier)) ??
    (await refuseOfficial(deps, dossier)) ??
    (await refuseContent(deps, dossier, agency));
  if (refusal) return refusal;
  const revision: RevisionItem = {
    v: 1,
    code: dossier.code,
    revision: dossier.revision,
    contentHash,
    verifyId: deps.newId(),
    agency: dossier.agency,
    official: dossier.official,
    channels: channelsOf(dossier),
    dueOn: dossier.dueOn,
    acceptedAt: deps.clock().toISOString(),
    submittedBy: submittedBy.actor,
    dossier,
    status: 'accepted',
    projected: 0,
  };
  if (!(await deps.tracker.revisions.put(revision))) {
    return repeat(deps, await deps.tracker.revision(dossier), dossier, contentHash);
  }
  await startNowOrLater(deps, revision);
  return accept({ created: true, revision });
}

/** Agencies may share a prefix: of another's revision, its content changes nothing in the answer. */
async function repeat(
  deps: IntakeDeps,
  known: RevisionItem,
  { agency }: Dossier,
  contentHash: string,
): Promise<Outcome<Acceptance>> {
  if (known.agency !== agency) return refusals.agencyChanged;
  if (known.contentHash !== contentHash) return refusals.contentConflict;
  await startNowOrLater(deps, known);
  return accept({ created: false, revision: known });
}

async function startNowOrLater(deps: IntakeDeps, revision: RevisionItem): Promise<void> {
  try {
    await startReturn(deps, revision);
  } catch (error) {
    if (!(mapAwsFailure(error) instanceof AwsUnavailable)) throw error;
  }
}

async function refuseContent(
  deps: IntakeDeps,
  dossier: Dossier,
  agency: Agency,
): Promise<Refusal | undefined> {
  const template = await findTemplate(deps, dossier.template);
  if (!template.ok) return template;
  return refuseSeries(dossier.template, agency) ?? refuseData(template.value, dossier);
}
