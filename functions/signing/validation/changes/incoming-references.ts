/** Who refers to an object, and as what: a change is harmless only in the role it was claimed for. */
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { type PdfObject, PdfRef, PdfStream, isArray, isDict } from '../../pdf/pdf-object.ts';
import type { WorkBudget } from '../../pdf/work-budget.ts';

export interface Reference {
  /** Number of the object it stands in; the trailer is 0, which is never in use. */
  readonly from: number;
  /**
   * Keys on the way to it, such as `Resources/Font/F1`; places in arrays are left out. What an array of its own holds
   * stands where the array does, at each place it is referred to from.
   */
  readonly path: string;
}

export interface Reachable {
  readonly numbers: ReadonlySet<number>;
  /** References to the objects asked for. */
  readonly references: ReadonlyMap<number, readonly Reference[]>;
}

/**
 * Walks all that the trailer leads to.
 *
 * @throws {MalformedPdf} where something on the way cannot be read
 */
export function incomingReferences(
  file: PdfFile,
  wanted: ReadonlySet<number>,
  budget: WorkBudget,
): Reachable {
  const numbers = new Set<number>();
  const seen = new Set<string>();
  const references = new Map<number, Reference[]>();
  const waiting: { readonly ref: PdfRef; readonly path: string }[] = [];
  const visit = (object: PdfObject, from: number, path: string): void => {
    budget.spend('visits');
    if (object instanceof PdfRef) {
      if (wanted.has(object.number)) {
        const known = references.get(object.number);
        if (known === undefined) references.set(object.number, [{ from, path }]);
        else known.push({ from, path });
      }
      // A reference of another generation leads to nothing, and must not stand in the way of one that leads there.
      const ownPath = isArray(file.resolve(object)) ? path : '';
      const key = `${object.number} ${object.generation} ${ownPath}`;
      if (seen.has(key)) return;
      seen.add(key);
      numbers.add(object.number);
      waiting.push({ ref: object, path: ownPath });
      return;
    }
    if (isArray(object)) for (const member of object) visit(member, from, path);
    const entries = object instanceof PdfStream ? object.dict : object;
    if (!isDict(entries)) return;
    for (const [key, value] of entries) visit(value, from, path === '' ? key : `${path}/${key}`);
  };
  visit(file.trailer, 0, '');
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    visit(file.resolve(next.ref), next.ref.number, next.path);
  }
  return { numbers, references };
}
