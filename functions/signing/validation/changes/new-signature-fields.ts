/** Signature fields that a revision adds to the form (ISO 32000-1 §12.7.4.5). */
import { type TreeField, fieldTree } from '../../pdf/field-tree.ts';
import {
  type PdfDict,
  type PdfObject,
  PdfRef,
  PdfString,
  isArray,
  isDict,
  isName,
} from '../../pdf/pdf-object.ts';
import type { ChangeLevel, Rule } from './claim.ts';
import { type RevisionStep, entriesOf } from './revision-step.ts';

/** No entry that acts, and none that ties the field to others (A, AA, Parent of another field). */
const FIELD_KEYS = ['FT', 'T', 'TU', 'TM', 'Ff', 'V', 'Lock', 'SV', 'Kids', 'DA', 'Q'];
const WIDGET_KEYS = [
  'Type',
  'Subtype',
  'Rect',
  'P',
  'F',
  'AP',
  'AS',
  'MK',
  'NM',
  'M',
  'BS',
  'Border',
  'Contents',
  'StructParent',
];
const HIDDEN = 2;

export interface NewSignatureField {
  readonly field: TreeField;
  /** The field, its widgets, and all that came with them. */
  readonly objects: readonly number[];
  readonly level: ChangeLevel;
  readonly isVisible: boolean;
}

export const newSignatureFieldRule: Rule = (step) =>
  newSignatureFields(step).map(({ field, objects, level, isVisible }) => ({
    objects,
    level,
    what: level === 'lta' ? `document timestamp ${field.name}` : `signature field ${field.name} was added`,
    field: field.name,
    drawsNewField: isVisible,
  }));

export function newSignatureFields(step: RevisionStep): readonly NewSignatureField[] {
  const known = found.get(step);
  if (known !== undefined) return known;
  const fields = findNewFields(step);
  found.set(step, fields);
  return fields;
}

/** Several rules ask for the fields of the same step. */
const found = new WeakMap<RevisionStep, readonly NewSignatureField[]>();

function findNewFields(step: RevisionStep): NewSignatureField[] {
  const earlier = new Set(fieldTree(step.before).map(({ name }) => name));
  const later = fieldTree(step.after);
  const namesakes = new Map<string, number>();
  for (const { name } of later) namesakes.set(name, (namesakes.get(name) ?? 0) + 1);
  return later.flatMap((field) => {
    const isKnown = step.kinds.get(field.ref.number) !== 'added';
    const isAlone = namesakes.get(field.name) === 1;
    if (isKnown || earlier.has(field.name) || !isAlone || !isPlainSignatureField(step, field)) return [];
    const isVisible = field.widgets.some(({ dict }) => drawsSomething(dict));
    const isTimestamp = isDocumentTimestamp(step, field.dict.get('V'));
    return {
      field,
      objects: objectsOf(step, field),
      level: isTimestamp && !isVisible ? 'lta' : 'form-filling',
      isVisible,
    } as const;
  });
}

export function isDocumentTimestamp(step: RevisionStep, value: PdfObject | undefined): boolean {
  return isName(entriesOf(step.after, value).get('SubFilter'), 'ETSI.RFC3161');
}

/** What is only kept from the screen (NoView) is still printed, or shown under the pointer (§12.5.3). */
export function drawsSomething(widget: PdfDict): boolean {
  const flags = widget.get('F');
  if (typeof flags === 'number' && (flags & HIDDEN) !== 0) return false;
  const corners = widget.get('Rect');
  if (!isArray(corners)) return widget.has('Rect');
  const [x1, y1, x2, y2] = corners;
  return x1 !== x2 && y1 !== y2;
}

/** The signature itself is new, too: a field that carries an older one is somebody else's signature again. */
export function isNewSignature(step: RevisionStep, value: PdfObject | undefined): boolean {
  if (!(value instanceof PdfRef) || step.kinds.get(value.number) !== 'added') return false;
  const signature = step.after.resolve(value);
  return isDict(signature) && signature.has('Contents') && signature.has('ByteRange');
}

function isPlainSignatureField(step: RevisionStep, { dict, type, widgets }: TreeField): boolean {
  const value = dict.get('V');
  if (type !== 'Sig' || !(step.after.resolve(dict.get('T')) instanceof PdfString)) return false;
  if (value !== undefined && !isNewSignature(step, value)) return false;
  const [widget, ...others] = widgets;
  if (widget === undefined || others.length > 0) return false;
  const isMerged = widget.dict === dict;
  if (!isMerged && step.kinds.get(widget.ref.number) !== 'added') return false;
  const widgetKeys = isMerged ? [...WIDGET_KEYS, ...FIELD_KEYS] : [...WIDGET_KEYS, 'Parent'];
  const fieldKeys = isMerged ? widgetKeys : FIELD_KEYS;
  return (
    hasOnly(dict, fieldKeys) &&
    hasOnly(widget.dict, widgetKeys) &&
    isName(widget.dict.get('Subtype'), 'Widget')
  );
}

function hasOnly(dict: PdfDict, keys: readonly string[]): boolean {
  return [...dict.keys()].every((key) => keys.includes(key));
}

function objectsOf(step: RevisionStep, { ref, dict, widgets }: TreeField): number[] {
  const all = [ref, ...widgets.map((widget) => widget.ref)].map(({ number }) => number);
  const values = [dict, ...widgets.map((widget) => widget.dict)].flatMap((each) => [...each.values()]);
  return [...new Set([...all, ...values.flatMap((value) => step.newObjectsIn(value))])];
}
