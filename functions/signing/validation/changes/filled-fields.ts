/** Fields of the signed form that a later revision fills: value and appearance, and nothing else of the widget. */
import { type TreeField, fieldTree } from '../../pdf/field-tree.ts';
import { type PdfDict, type PdfObject, PdfRef, PdfStream, isDict } from '../../pdf/pdf-object.ts';
import { changedKeys, isSameObject } from '../../pdf/same-object.ts';
import type { Claim, Rule } from './claim.ts';
import { drawsSomething, isDocumentTimestamp, isNewSignature } from './new-signature-fields.ts';
import type { RevisionStep } from './revision-step.ts';

const CHANGEABLE: Readonly<Record<string, readonly string[]>> = {
  Tx: ['V', 'AP'],
  Ch: ['V', 'I', 'AP'],
  Btn: ['V', 'AS'],
  Sig: ['V', 'AP', 'F'],
};
const READ_ONLY = 1;
const [HIDDEN, NO_VIEW] = [2, 32];
/** As a field of the form, as an annotation of a page, as an object of the structure tree; nothing else. */
const FIELD_PLACE = /(^|\/)(Fields|Kids|Annots|Obj|Parent)$/;

interface FieldChange {
  readonly was: TreeField;
  readonly is: TreeField;
  /** Field and widgets that were written. */
  readonly written: readonly number[];
}

export const filledFieldRule: Rule = (step) => {
  const later = new Map(fieldTree(step.after).map((field) => [field.ref.number, field]));
  return fieldTree(step.before).flatMap((was) => {
    const is = later.get(was.ref.number);
    if (is === undefined) return [];
    const all = new Set([was.ref, ...was.widgets.map(({ ref }) => ref)].map(({ number }) => number));
    const written = [...all].filter((number) => step.kinds.has(number));
    const appearances = rewrittenAppearances(step, is);
    if (written.length === 0 && appearances.length === 0) return [];
    return claimOf(step, { was, is, written }, appearances);
  });
};

function claimOf(step: RevisionStep, change: FieldChange, appearances: readonly number[]): Claim[] {
  const { was, is, written } = change;
  const type = was.type ?? '';
  const [earlier, later] = [was.dict.get('V') ?? null, is.dict.get('V') ?? null];
  if (was.name !== is.name || was.type !== is.type) return [];
  if (isSameObject(earlier, later) || !isFilledRightly(step, type, earlier, later)) return [];
  if (!written.every((number) => changesOnly(step, number, type))) return [];
  const values = [later, ...[is, ...is.widgets].map(({ dict }) => dict.get('AP'))];
  const objects = [...written, ...appearances, ...values.flatMap((value) => step.newObjectsIn(value))];
  const isTimestamp =
    isDocumentTimestamp(step, later) && !is.widgets.some(({ dict }) => drawsSomething(dict));
  const what = type === 'Sig' ? `field ${was.name} was signed` : `field ${was.name} was filled in`;
  return [{ objects, level: isTimestamp ? 'lta' : 'form-filling', what, field: was.name }];
}

/** A signature is put where none was; a value is replaced by one that leads nowhere. */
function isFilledRightly(step: RevisionStep, type: string, earlier: PdfObject, later: PdfObject): boolean {
  if (type === 'Sig') return step.before.resolve(earlier) === null && isNewSignature(step, later);
  return CHANGEABLE[type] !== undefined && !(later instanceof PdfRef) && !isDict(later);
}

function changesOnly(step: RevisionStep, number: number, type: string): boolean {
  const [was, is] = [step.was(number), step.is(number)];
  if (!isDict(was) || !isDict(is) || !step.standsOnlyAt(number, FIELD_PLACE)) return false;
  return changedKeys(was, is).every((key) => {
    if (key === 'Ff') return flagsOf(is, 'Ff') === (flagsOf(was, 'Ff') | READ_ONLY);
    if (key === 'F' && type === 'Sig') return isShownAsBefore(was, is);
    return CHANGEABLE[type]?.includes(key) === true;
  });
}

function isShownAsBefore(was: PdfDict, is: PdfDict): boolean {
  const hiding = HIDDEN | NO_VIEW;
  return (flagsOf(was, 'F') & hiding) === (flagsOf(is, 'F') & hiding);
}

function flagsOf(dict: PdfDict, key: string): number {
  const flags = dict.get(key);
  return typeof flags === 'number' ? flags : 0;
}

/** Appearance streams written over the old ones, where they are this field's alone. */
function rewrittenAppearances(step: RevisionStep, { widgets }: TreeField): number[] {
  return widgets.flatMap(({ ref, dict }) => {
    const states = step.after.resolve(dict.get('AP'));
    const streams = isDict(states) ? [...states.values()] : [];
    return streams
      .flatMap((stream) => step.written(stream))
      .filter((number) => {
        const isRewritten = step.kinds.get(number) === 'changed' && step.is(number) instanceof PdfStream;
        return isRewritten && step.standsOnlyAt(number, /^AP\/[NRD]$/, ref.number);
      });
  });
}
