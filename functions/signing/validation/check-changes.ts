/**
 * What the agency's revision changed in the file the official signed. A whitelist: whatever no rule here
 * claims is refused (ISO 32000-1 §12.8.2.2, and stricter).
 */
import { Buffer } from 'node:buffer';
import { FIELD } from '../result-fields.ts';
import { formField } from '../pdf/form-field.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDict, type PdfObject, PdfRef, PdfStream, isDict } from '../pdf/pdf-object.ts';
import { serialiseObject } from '../pdf/serialise-object.ts';

/** Fields the agency's revision fills: their widgets may get a value and another appearance, nothing else. */
const FILLED = [FIELD.number, FIELD.date, FIELD.agency];
const CHANGEABLE = new Set(['V', 'AP']);

/** Changes that no rule allows, in words; empty where there are none. */
export function forbiddenChanges(signed: PdfFile, later: PdfFile): string[] {
  const known = new Set(signed.sections.map(({ offset }) => offset));
  const added = later.sections.filter(({ offset }) => !known.has(offset));
  if (added.length !== 1) return [`${added.length} revisions follow the official's signature`];
  const widgets = new Map(FILLED.map((name) => [formField(signed, name).ref.number, name]));
  const changed = [...(added[0]?.entries.keys() ?? [])];
  return [
    ...trailerChanges(signed.trailer, later.trailer),
    ...changed
      .filter((number) => number < signed.size && !widgets.has(number))
      .map((number) => `object ${number} was changed`),
    ...[...widgets.values()].flatMap((name) => widgetChanges(signed, later, name)),
  ];
}

function trailerChanges(before: PdfDict, after: PdfDict): string[] {
  return ['Root', 'Info']
    .filter((key) => !same(before.get(key), after.get(key)))
    .map((key) => `${key} was changed`);
}

function widgetChanges(signed: PdfFile, later: PdfFile, name: string): string[] {
  const before = formField(signed, name);
  const after = formField(later, name);
  const keys = new Set([...before.dict.keys(), ...after.dict.keys()]);
  const changes = [...keys]
    .filter((key) => !CHANGEABLE.has(key) && !same(before.dict.get(key), after.dict.get(key)))
    .map((key) => `${key} of field ${name} was changed`);
  if (before.dict.has('V')) changes.push(`field ${name} had a value when the official signed`);
  return [...changes, ...appearanceChanges(signed, later, name)];
}

/** The appearance is one new form stream whose dictionary differs from the empty one in what it shows alone. */
function appearanceChanges(signed: PdfFile, later: PdfFile, name: string): string[] {
  const before = appearanceOf(signed, name);
  const after = appearanceOf(later, name);
  if (before === undefined || after === undefined) return [`field ${name} has no plain appearance`];
  const shown = new Set(['Resources', 'Filter', 'Length']);
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .filter((key) => !shown.has(key) && !same(before.get(key), after.get(key)))
    .map((key) => `${key} of the appearance of field ${name} was changed`);
}

function appearanceOf(file: PdfFile, name: string): PdfDict | undefined {
  const states = file.resolve(formField(file, name).dict.get('AP'));
  if (!isDict(states) || [...states.keys()].join() !== 'N') return undefined;
  const normal = file.resolve(states.get('N'));
  return normal instanceof PdfStream ? normal.dict : undefined;
}

function same(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a instanceof PdfRef && b instanceof PdfRef)
    return a.number === b.number && a.generation === b.generation;
  return Buffer.from(serialiseObject(a)).equals(serialiseObject(b));
}
