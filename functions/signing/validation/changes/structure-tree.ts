/** A tagged file names a new signature field in its structure tree, too (ISO 32000-1 §14.7.4 and §14.8.4.5). */
import { type PdfDict, type PdfObject, PdfRef, isArray, isDict, isName } from '../../pdf/pdf-object.ts';
import type { PdfFile } from '../../pdf/pdf-file.ts';
import { changedKeys, isSameObject } from '../../pdf/same-object.ts';
import type { Claim, Rule } from './claim.ts';
import { newSignatureFields } from './new-signature-fields.ts';
import type { RevisionStep } from './revision-step.ts';

const ELEMENT_KEYS = ['Type', 'S', 'P', 'K', 'Pg', 'ID', 'Alt', 'T', 'Lang'];

export const structureTreeRule: Rule = (step) => {
  const fields = newSignatureFields(step);
  if (fields.length === 0) return [];
  const growth = new StructureGrowth(
    step,
    new Set(fields.flatMap(({ field }) => field.widgets.map(({ ref }) => ref.number))),
  );
  const objects = step.ofKind('changed').filter((number) => growth.explains(number));
  if (objects.length === 0) return [];
  const level = fields.some((field) => field.level !== 'lta') ? 'form-filling' : 'lta';
  const claim: Claim = {
    objects: [...objects, ...growth.elements],
    level,
    what: 'the structure tree names a new signature field',
  };
  return [claim];
};

class StructureGrowth {
  /** New objects met on the way. */
  readonly elements = new Set<number>();
  readonly #step: RevisionStep;
  readonly #widgets: ReadonlySet<number>;

  constructor(step: RevisionStep, widgets: ReadonlySet<number>) {
    this.#step = step;
    this.#widgets = widgets;
  }

  explains(number: number): boolean {
    const [was, is] = [this.#step.was(number), this.#step.is(number)];
    if (isArray(was) && isArray(is)) return this.#explainsList(number, was, is);
    if (!isDict(was) || !isDict(is)) return false;
    const keys = changedKeys(was, is);
    if (isName(was.get('Type'), 'StructTreeRoot')) return keys.every((key) => this.#growsRoot(key, was, is));
    if (was.has('Nums') && this.#step.standsOnlyAt(number, /^(ParentTree|Kids)$/)) {
      return keys.every((key) => key === 'Limits' || (key === 'Nums' && this.#growsNumbers(was, is)));
    }
    const isElement =
      was.has('S') && was.has('P') && this.#step.standsOnlyAt(number, /^(K|P|Nums|Parent|Ref)$/);
    return isElement && keys.join() === 'K' && this.#growsKids(was.get('K'), is.get('K'));
  }

  #explainsList(number: number, was: PdfObject, is: PdfObject): boolean {
    if (this.#step.standsOnlyAt(number, /^K$/)) return this.#growsKids(was, is);
    if (!this.#step.standsOnlyAt(number, /^(ParentTree\/)?Nums$/)) return false;
    return this.#growsNumbers(new Map([['Nums', was]]), new Map([['Nums', is]]));
  }

  #growsRoot(key: string, was: PdfDict, is: PdfDict): boolean {
    if (key === 'ParentTreeNextKey') return typeof is.get(key) === 'number';
    if (key === 'K') return this.#growsKids(was.get(key), is.get(key));
    const [earlier, later] = [was.get(key), is.get(key)];
    return key === 'ParentTree' && isDict(earlier) && isDict(later) && this.#growsNumbers(earlier, later);
  }

  #growsKids(was: PdfObject | undefined, is: PdfObject | undefined): boolean {
    const { before, after } = this.#step;
    const later = listOf(after, is).filter((member) => !this.#isNewElement(member));
    return isSameObject(listOf(before, was), later);
  }

  /** Pairs of a key and what it leads to. */
  #growsNumbers(was: PdfDict, is: PdfDict): boolean {
    const { before, after } = this.#step;
    const later = listOf(after, is.get('Nums'));
    const kept = later.filter((_, index) => !this.#isNewElement(later[index - (index % 2) + 1]));
    return isSameObject(listOf(before, was.get('Nums')), kept);
  }

  /** A form element whose only kid is the widget of a new signature field. */
  #isNewElement(member: PdfObject | undefined): boolean {
    const { after, kinds } = this.#step;
    if (!(member instanceof PdfRef) || kinds.get(member.number) !== 'added') return false;
    const element = after.resolve(member);
    if (!isDict(element) || !isName(element.get('S'), 'Form')) return false;
    if ([...element.keys()].some((key) => !ELEMENT_KEYS.includes(key))) return false;
    const kids = listOf(after, element.get('K'));
    const areWidgets = kids.every((kid) => this.#isWidget(after.resolve(kid)));
    if (kids.length === 0 || !areWidgets) return false;
    for (const number of [member.number, ...this.#step.newObjectsIn(element.get('K'))])
      this.elements.add(number);
    return true;
  }

  #isWidget(kid: PdfObject): boolean {
    const widget = isDict(kid) && isName(kid.get('Type'), 'OBJR') ? kid.get('Obj') : undefined;
    return widget instanceof PdfRef && this.#widgets.has(widget.number);
  }
}

function listOf(file: PdfFile, value: PdfObject | undefined): readonly PdfObject[] {
  const list = file.resolve(value);
  if (isArray(list)) return list;
  return list === null || value === undefined ? [] : [value];
}
