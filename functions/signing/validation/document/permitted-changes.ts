/** What a signature lets later revisions change: DocMDP, FieldMDP, and its field's Lock (ISO 32000-2 §12.8.2). */
import type { StepAnalysis } from '../changes/analyse-step.ts';
import { type ChangeLevel, CHANGE_LEVELS, type Claim, isAbove } from '../changes/claim.ts';
import { entriesOf } from '../changes/revision-step.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import {
  type PdfDict,
  type PdfObject,
  PdfName,
  PdfString,
  isArray,
  isDict,
  isName,
} from '../../pdf/pdf-object.ts';
import type { LaterChanges, SignatureFinding } from './document-report.ts';

interface FieldLock {
  readonly action: string;
  readonly fields: readonly string[];
}

export interface Permissions {
  /** DocMDP's P: 1 nothing, 2 form filling, 3 annotations, too, which no rule here explains. */
  readonly mdp: number | undefined;
  readonly locks: readonly FieldLock[];
}

/** @param file the revision that the signature covers */
export function permissionsOf(file: PdfFile, signature: PdfDict, field: PdfDict): Permissions {
  const references = file.resolve(signature.get('Reference'));
  const transforms = (isArray(references) ? references : []).map((reference) => file.resolve(reference));
  const parametersOf = (method: string): PdfDict[] =>
    transforms.flatMap((transform): PdfDict | [] => {
      if (!isDict(transform) || !isName(file.resolve(transform.get('TransformMethod')), method)) return [];
      return entriesOf(file, transform.get('TransformParams'));
    });
  const lock = file.resolve(field.get('Lock'));
  const locks = isDict(lock) ? [lock] : [];
  const levels = [
    ...parametersOf('DocMDP').map((parameters) => levelOf(file, parameters) ?? 2),
    ...locks.flatMap((each) => levelOf(file, each) ?? []),
  ];
  return {
    mdp: levels.length === 0 ? undefined : Math.min(...levels),
    locks: [...parametersOf('FieldMDP'), ...locks].map((each) => lockOf(file, each)),
  };
}

function levelOf(file: PdfFile, parameters: PdfDict): number | undefined {
  const level = file.resolve(parameters.get('P'));
  return typeof level === 'number' ? level : undefined;
}

function lockOf(file: PdfFile, parameters: PdfDict): FieldLock {
  const action = file.resolve(parameters.get('Action'));
  const names: PdfObject = file.resolve(parameters.get('Fields'));
  const fields = (isArray(names) ? names : []).map((name) => file.resolve(name));
  return {
    action: action instanceof PdfName ? action.value : 'All',
    fields: fields.flatMap((name) => (name instanceof PdfString ? name.text() : [])),
  };
}

export interface JudgedChanges {
  readonly changes: LaterChanges;
  readonly findings: readonly SignatureFinding[];
  readonly honoured: boolean;
}

/** @param steps the analyses of all revisions after the one the signature covers */
export function judgeChanges(steps: readonly StepAnalysis[], permissions: Permissions): JudgedChanges {
  const claims = steps.flatMap((step) => step.claims);
  const unexplained = steps.flatMap((step) => step.unexplained);
  const forbidden = claims.filter((claim) => isForbidden(claim, permissions));
  const level = highest([...claims.map((claim) => claim.level), unexplained.length > 0 ? 'other' : 'none']);
  return {
    changes: { level, list: [...new Set([...claims.map(({ what }) => what), ...unexplained])] },
    findings: [
      ...unexplained.map((detail) => ({ code: 'later-change', detail }) as const),
      ...forbidden.map(({ what }) => ({ code: 'permissions', detail: what }) as const),
    ],
    honoured: forbidden.length === 0 && unexplained.length === 0,
  };
}

function highest(levels: readonly ChangeLevel[]): ChangeLevel {
  return CHANGE_LEVELS.findLast((level) => levels.includes(level)) ?? 'none';
}

/** A certified file is not drawn upon: pictures of new signatures hide what was certified (SSA, EAA). */
function isForbidden(claim: Claim, { mdp, locks }: Permissions): boolean {
  if (isAbove(claim.level, mdp === 1 ? 'lta' : 'form-filling')) return true;
  if (mdp !== undefined && claim.drawsNewField === true) return true;
  const { field } = claim;
  return field !== undefined && claim.level !== 'lta' && locks.some((lock) => isLocked(lock, field));
}

function isLocked({ action, fields }: FieldLock, name: string): boolean {
  const isNamed = fields.some((field) => name === field || name.startsWith(`${field}.`));
  if (action === 'Include') return isNamed;
  return action === 'Exclude' ? !isNamed : true;
}
