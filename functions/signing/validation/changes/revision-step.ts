/** One revision beside the one before it: which objects came, changed or went, and what refers to them. */
import type { FileRevision } from '../../pdf/file-revisions.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { type PdfDict, type PdfObject, PdfRef, PdfStream, isArray, isDict } from '../../pdf/pdf-object.ts';
import { isSameObject } from '../../pdf/same-object.ts';
import type { WorkBudget } from '../../pdf/work-budget.ts';
import type { XrefEntry } from '../../pdf/xref-section.ts';
import { type Reachable, incomingReferences } from './incoming-references.ts';

export type ChangeKind = 'added' | 'changed' | 'removed';

export class RevisionStep {
  readonly before: PdfFile;
  readonly after: PdfFile;
  /** Objects written again as they were are not among them. */
  readonly kinds: ReadonlyMap<number, ChangeKind>;
  readonly #reachableBefore: Reachable;
  readonly #reachableAfter: Reachable;

  /** @throws {MalformedPdf} where one of the two cannot be read as a whole */
  constructor(before: FileRevision, after: FileRevision, budget: WorkBudget) {
    this.before = before.file;
    this.after = after.file;
    this.kinds = changeKinds(this.before, this.after, budget);
    const wanted = new Set(this.kinds.keys());
    this.#reachableBefore = incomingReferences(this.before, wanted, budget);
    this.#reachableAfter = incomingReferences(this.after, wanted, budget);
  }

  /** Numbers of one kind, in ascending order. */
  ofKind(kind: ChangeKind): number[] {
    return [...this.kinds].flatMap(([number, each]) => (each === kind ? number : [])).sort((a, b) => a - b);
  }

  was(number: number): PdfObject {
    return objectOf(this.before, number);
  }

  is(number: number): PdfObject {
    return objectOf(this.after, number);
  }

  /** Whether anything at all leads to the object in the earlier revision. */
  wasReferredTo(number: number): boolean {
    return this.#reachableBefore.numbers.has(number);
  }

  isReferredTo(number: number): boolean {
    return this.#reachableAfter.numbers.has(number);
  }

  /** Whether whatever refers to the object, before and after, does so by such a path. */
  standsOnlyAt(number: number, path: RegExp, from?: number): boolean {
    return [this.#reachableBefore, this.#reachableAfter].every(({ references }) =>
      (references.get(number) ?? []).every(
        (each) => path.test(each.path) && (from === undefined || from === each.from),
      ),
    );
  }

  /** The new objects that a value leads to without passing through another one that was there before. */
  newObjectsIn(value: PdfObject | undefined): number[] {
    const found = new Set<number>();
    const visit = (object: PdfObject): void => {
      if (object instanceof PdfRef) {
        if (this.kinds.get(object.number) !== 'added' || found.has(object.number)) return;
        found.add(object.number);
        visit(this.after.resolve(object));
      } else if (isArray(object)) for (const member of object) visit(member);
      else if (object instanceof PdfStream) visit(object.dict);
      else if (isDict(object)) for (const member of object.values()) visit(member);
    };
    const isRewritten = value instanceof PdfRef && this.kinds.get(value.number) === 'changed';
    visit((isRewritten ? this.after.resolve(value) : value) ?? null);
    return [...found];
  }

  /** The object a reference leads to, where this revision wrote it, new or over an older one. */
  written(object: PdfObject | undefined): number[] {
    return object instanceof PdfRef && this.kinds.has(object.number) ? [object.number] : [];
  }
}

/** A dictionary, or an empty one where none stands. */
export function entriesOf(file: PdfFile, object: PdfObject | undefined): PdfDict {
  const value = file.resolve(object);
  return isDict(value) ? value : new Map();
}

function changeKinds(before: PdfFile, after: PdfFile, budget: WorkBudget): Map<number, ChangeKind> {
  for (const { entries } of after.sections) budget.spend('visits', entries.size);
  const known = new Set(before.sections.map(({ offset }) => offset));
  const written = new Set(
    after.sections.filter(({ offset }) => !known.has(offset)).flatMap(({ entries }) => [...entries.keys()]),
  );
  for (const number of movedAlong(after, written)) written.add(number);
  const kinds = new Map<number, ChangeKind>();
  for (const number of written) {
    const kind = kindOf(before, after, number);
    if (kind !== undefined) kinds.set(number, kind);
  }
  return kinds;
}

/** Objects whose object stream was written again, though no entry of their own says so. */
function movedAlong(after: PdfFile, written: ReadonlySet<number>): number[] {
  const moved = after.sections.flatMap(({ entries }) =>
    [...entries].flatMap(([number, entry]) => {
      return entry.type === 'compressed' && written.has(entry.container) ? number : [];
    }),
  );
  return moved.filter((number) => {
    const entry = after.entry(number);
    return entry?.type === 'compressed' && written.has(entry.container);
  });
}

function kindOf(before: PdfFile, after: PdfFile, number: number): ChangeKind | undefined {
  const wasThere = isInUse(before.entry(number));
  const isThere = isInUse(after.entry(number));
  if (wasThere && isThere) {
    const isSame =
      generationOf(before.entry(number)) === generationOf(after.entry(number)) &&
      isSameObject(objectOf(before, number), objectOf(after, number));
    return isSame ? undefined : 'changed';
  }
  if (isThere) return 'added';
  return wasThere ? 'removed' : undefined;
}

function isInUse(entry: XrefEntry | undefined): boolean {
  return entry !== undefined && entry.type !== 'free';
}

function generationOf(entry: XrefEntry | undefined): number {
  return entry?.type === 'offset' ? entry.generation : 0;
}

function objectOf(file: PdfFile, number: number): PdfObject {
  return file.resolve(new PdfRef(number, generationOf(file.entry(number))));
}
