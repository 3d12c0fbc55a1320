/** Brings an object of one PDF into a revision of another, with everything it refers to. */
import type { PdfFile } from '../pdf/pdf-file.ts';
import { type PdfDict, type PdfObject, PdfRef, PdfStream, isArray, isDict } from '../pdf/pdf-object.ts';
import type { Revision } from '../pdf/revision.ts';

/** @param object of `file`, whose references must form no circle */
export function importObject(revision: Revision, file: PdfFile, object: PdfObject): PdfObject {
  if (object instanceof PdfRef) return revision.add(importObject(revision, file, file.resolve(object)));
  return mapReferences(object, (ref) => importObject(revision, file, ref));
}

/** The same object with each reference replaced. */
export function mapReferences(object: PdfObject, replace: (ref: PdfRef) => PdfObject): PdfObject {
  if (object instanceof PdfRef) return replace(object);
  if (object instanceof PdfStream) return new PdfStream(mapDict(object.dict, replace), object.data);
  if (isArray(object)) return object.map((member) => mapReferences(member, replace));
  return isDict(object) ? mapDict(object, replace) : object;
}

function mapDict(dict: PdfDict, replace: (ref: PdfRef) => PdfObject): PdfDict {
  return new Map([...dict].map(([key, value]) => [key, mapReferences(value, replace)]));
}
