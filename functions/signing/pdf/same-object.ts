/** Whether two objects say the same, however they are written: order of keys and forms of strings do not count. */
import { Buffer } from 'node:buffer';
import {
  type PdfDict,
  type PdfObject,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  isArray,
  isDict,
} from './pdf-object.ts';

export function isSameObject(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  if (a === b) return true;
  if (a instanceof PdfName) return b instanceof PdfName && a.value === b.value;
  if (a instanceof PdfString) return b instanceof PdfString && Buffer.from(a.bytes).equals(b.bytes);
  if (a instanceof PdfRef) {
    return b instanceof PdfRef && a.number === b.number && a.generation === b.generation;
  }
  if (isArray(a)) {
    return isArray(b) && a.length === b.length && a.every((member, index) => isSameObject(member, b[index]));
  }
  if (a instanceof PdfStream) return b instanceof PdfStream && isSameStream(a, b);
  return isDict(a) && isDict(b) && changedKeys(a, b).length === 0;
}

/** Keys whose values differ, or that only one of the two has; a null value is none (§7.3.7). */
export function changedKeys(a: PdfDict, b: PdfDict): string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].filter((key) => !isSameObject(a.get(key) ?? null, b.get(key) ?? null));
}

/** The length says nothing that the bytes do not. */
function isSameStream(a: PdfStream, b: PdfStream): boolean {
  const keys = changedKeys(a.dict, b.dict).filter((key) => key !== 'Length');
  return keys.length === 0 && Buffer.from(a.data).equals(b.data);
}
