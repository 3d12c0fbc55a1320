/** A page may gain the widget of a new signature field, and keeps all else (ISO 32000-1 §12.5). */
import { type PdfObject, PdfRef, isArray, isDict, isName } from '../../pdf/pdf-object.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { changedKeys, isSameObject } from '../../pdf/same-object.ts';
import type { Claim, Rule } from './claim.ts';
import { type NewSignatureField, newSignatureFields } from './new-signature-fields.ts';
import type { RevisionStep } from './revision-step.ts';

export const pageAnnotationRule: Rule = (step) => {
  const fields = newSignatureFields(step);
  return step.ofKind('changed').flatMap((number) => {
    const [was, is] = [step.was(number), step.is(number)];
    if (isArray(was) && isArray(is)) return listClaim(step, number, fields);
    if (!isDict(was) || !isDict(is) || !isName(was.get('Type'), 'Page')) return [];
    if (changedKeys(was, is).join() !== 'Annots') return [];
    const list = is.get('Annots');
    if (!gainsWidgets(step, was.get('Annots'), list, fields)) return [];
    return [claimOf([number, ...newList(step, list)], fields)];
  });
};

/** The list of annotations as an object of its own. */
function listClaim(step: RevisionStep, number: number, fields: readonly NewSignatureField[]): Claim[] {
  if (!step.standsOnlyAt(number, /^Annots$/) || !step.wasReferredTo(number)) return [];
  return gainsWidgets(step, step.was(number), step.is(number), fields) ? [claimOf([number], fields)] : [];
}

function newList(step: RevisionStep, list: PdfObject | undefined): number[] {
  return list instanceof PdfRef && step.kinds.get(list.number) === 'added' ? [list.number] : [];
}

function claimOf(objects: readonly number[], fields: readonly NewSignatureField[]): Claim {
  const level = fields.some((field) => field.level !== 'lta') ? 'form-filling' : 'lta';
  return { objects, level, what: 'a page lists the widget of a new signature field' };
}

function gainsWidgets(
  { before, after }: RevisionStep,
  was: PdfObject | undefined,
  is: PdfObject | undefined,
  fields: readonly NewSignatureField[],
): boolean {
  const widgets = new Set(fields.flatMap(({ field }) => field.widgets.map(({ ref }) => ref.number)));
  const kept = membersOf(after, is).filter(
    (member) => !(member instanceof PdfRef && widgets.has(member.number)),
  );
  return isSameObject(membersOf(before, was), kept);
}

function membersOf(file: PdfFile, list: PdfObject | undefined): readonly PdfObject[] {
  const members = file.resolve(list);
  return isArray(members) ? members : [];
}
