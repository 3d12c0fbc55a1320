/** The interactive form itself: it may gain signature fields, and what they need (ISO 32000-1 §12.7.2). */
import { type PdfDict, type PdfObject, PdfRef, isArray, isDict } from '../../pdf/pdf-object.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { changedKeys, isSameObject } from '../../pdf/same-object.ts';
import type { Rule } from './claim.ts';
import { newSignatureFields } from './new-signature-fields.ts';
import { type RevisionStep, entriesOf } from './revision-step.ts';

export const formRule: Rule = (step) => {
  const form = step.after.catalog.get('AcroForm');
  const entries = entriesOf(step.after, form);
  const objects = [
    ...step.written(form),
    ...step.written(entries.get('Fields')),
    ...step.written(entries.get('DR')),
    ...step.newObjectsIn(entries.get('DR')),
  ];
  if (objects.length === 0 || !extendsForm(step)) return [];
  if (!objects.every((number) => standsInForm(step, number))) return [];
  return [{ objects, level: formLevel(step), what: 'the form lists further signature fields' }];
};

function standsInForm(step: RevisionStep, number: number): boolean {
  return (
    step.kinds.get(number) === 'added' || step.standsOnlyAt(number, /^(AcroForm|(AcroForm\/)?(Fields|DR))$/)
  );
}

/** Fonts for a field to come are more than what a timestamp needs. */
export function formLevel(step: RevisionStep): 'lta' | 'form-filling' {
  const [was, is] = [formOf(step.before), formOf(step.after)];
  const hasNewResources = !isSameObject(was.get('DR') ?? null, is.get('DR') ?? null);
  return hasNewResources || newSignatureFields(step).some(({ level }) => level !== 'lta')
    ? 'form-filling'
    : 'lta';
}

/** Whether the form lists all it listed, in the same order, and beyond that only new signature fields. */
export function extendsForm(step: RevisionStep): boolean {
  const [was, is] = [formOf(step.before), formOf(step.after)];
  return (
    changedKeys(was, is).every((key) => {
      if (key === 'Fields') return true;
      if (key === 'SigFlags') return typeof is.get(key) === 'number';
      if (key === 'DR') return extendsResources(step.before, was.get('DR'), step.after, is.get('DR'));
      // Without it, what is shown is what was signed; with it, viewers draw anew.
      if (key === 'NeedAppearances') return is.get(key) === false || !is.has(key);
      return false;
    }) && extendsFields(step, was, is)
  );
}

function extendsFields(step: RevisionStep, was: PdfDict, is: PdfDict): boolean {
  const [earlier, later] = [listOf(step.before, was.get('Fields')), listOf(step.after, is.get('Fields'))];
  if (earlier === undefined || later === undefined) return false;
  const added = new Set(newSignatureFields(step).map(({ field }) => field.ref.number));
  const kept = later.filter((member) => !(member instanceof PdfRef && added.has(member.number)));
  return isSameObject(earlier, kept);
}

/** Names that were there lead where they led. */
function extendsResources(
  before: PdfFile,
  was: PdfObject | undefined,
  after: PdfFile,
  is?: PdfObject,
): boolean {
  const [earlier, later] = [entriesOf(before, was), entriesOf(after, is)];
  return [...earlier].every(([key, value]) => {
    const [old, now] = [before.resolve(value), after.resolve(later.get(key))];
    if (!isDict(old) || !isDict(now)) return isSameObject(value, later.get(key));
    return [...old].every(([name, resource]) => isSameObject(resource, now.get(name)));
  });
}

function formOf(file: PdfFile): PdfDict {
  return entriesOf(file, file.catalog.get('AcroForm'));
}

function listOf(file: PdfFile, object: PdfObject | undefined): readonly PdfObject[] | undefined {
  const list = file.resolve(object);
  if (list === null) return [];
  return isArray(list) ? list : undefined;
}
