/** The fields of any form as a tree (ISO 32000-1 §12.7.3): full names, inherited types, widgets apart or merged. */
import type { PdfFile } from './pdf-file.ts';
import { type PdfDict, type PdfObject, MalformedPdf, PdfName, PdfRef, PdfString } from './pdf-object.ts';

export interface TreeField {
  /** Partial names joined by full stops (§12.7.3.2). */
  readonly name: string;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly type: string | undefined;
  /** Where it is drawn: itself, or its kids without a name. */
  readonly widgets: readonly { readonly ref: PdfRef; readonly dict: PdfDict }[];
}

const MAX_DEPTH = 32;
const MAX_FIELDS = 20_000;

/**
 * All terminal fields, in the order of the form.
 *
 * @throws {MalformedPdf} where the tree has a loop, or a field is no indirect dictionary
 */
export function fieldTree(file: PdfFile): readonly TreeField[] {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const tree = readTree(file);
  trees.set(file, tree);
  return tree;
}

/** Files do not change, and every rule asks for their fields. */
const trees = new WeakMap<PdfFile, readonly TreeField[]>();

function readTree(file: PdfFile): TreeField[] {
  const form = file.resolve(file.catalog.get('AcroForm'));
  if (form === null) return [];
  const fields = file.resolve(file.dict(form).get('Fields'));
  const found: TreeField[] = [];
  if (fields !== null) new TreeWalk(file, found).list(fields, { name: '', type: undefined }, 0);
  return found;
}

interface Inherited {
  readonly name: string;
  readonly type: string | undefined;
}

class TreeWalk {
  readonly #file: PdfFile;
  readonly #found: TreeField[];
  readonly #seen = new Set<number>();

  constructor(file: PdfFile, found: TreeField[]) {
    this.#file = file;
    this.#found = found;
  }

  list(fields: PdfObject, inherited: Inherited, depth: number): void {
    for (const ref of this.#file.array(fields)) {
      if (!(ref instanceof PdfRef)) throw new MalformedPdf('a field is no object of its own');
      this.#field(ref, inherited, depth);
    }
  }

  #field(ref: PdfRef, inherited: Inherited, depth: number): void {
    if (this.#seen.has(ref.number)) throw new MalformedPdf(`field ${ref.number} stands twice in the form`);
    if (depth > MAX_DEPTH || this.#seen.size > MAX_FIELDS) throw new MalformedPdf('form without end');
    this.#seen.add(ref.number);
    const file = this.#file;
    const dict = file.dict(ref);
    const title = file.resolve(dict.get('T'));
    const own = title instanceof PdfString ? title.text() : '';
    const name = [inherited.name, own].filter((part) => part !== '').join('.');
    const type = nameOf(file.resolve(dict.get('FT'))) ?? inherited.type;
    const kids = file.resolve(dict.get('Kids'));
    const widgets = kids === null ? [{ ref, dict }] : this.#widgets(kids);
    if (widgets !== undefined) this.#found.push({ name, ref, dict, type, widgets });
    else this.list(kids, { name, type }, depth + 1);
  }

  /** Kids that are widgets alone; undefined where they are fields. */
  #widgets(kids: PdfObject): TreeField['widgets'] | undefined {
    const widgets = this.#file.array(kids).map((ref) => {
      if (!(ref instanceof PdfRef)) throw new MalformedPdf('a widget is no object of its own');
      return { ref, dict: this.#file.dict(ref) };
    });
    return widgets.some(({ dict }) => dict.has('T')) ? undefined : widgets;
  }
}

function nameOf(object: PdfObject): string | undefined {
  return object instanceof PdfName ? object.value : undefined;
}
