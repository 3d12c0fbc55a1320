import type { FormField } from './form-field.ts';
import type { StructureElement } from './structure.ts';
import type { Rectangle } from './units.ts';

type ArtifactType = 'Layout' | 'Pagination';

/** A field where it lies on its page. */
export interface PlacedField {
  readonly field: FormField;
  readonly box: Rectangle;
}

/** One page being drawn: content streams' operators, each under a structure element or as an artifact. */
export class Page {
  readonly index: number;
  /** number in its part of the document, from 1 */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** Structure elements by MCID. */
  readonly owners: StructureElement[] = [];
  readonly fields: PlacedField[] = [];
  readonly #lines: string[] = [];
  /** whose marked sequence is open */
  #owner: StructureElement | ArtifactType | undefined;
  #repeating = false;

  constructor(index: number, size: { readonly width: number; readonly height: number }, number: number) {
    this.index = index;
    this.number = number;
    this.width = size.width;
    this.height = size.height;
  }

  /** Draws content that belongs to an element; operators that follow each other share one marked sequence. */
  mark(element: StructureElement, operators: string): void {
    if (operators === '') return;
    if (this.#repeating) {
      this.artifact('Pagination', operators);
      return;
    }
    if (this.#owner !== element) {
      const mcid = this.owners.push(element) - 1;
      element.kids.push({ page: this.index, mcid });
      this.#open(element, `/${element.tag}<</MCID ${mcid}>>BDC`);
    }
    this.#lines.push(operators);
  }

  /** Draws what carries no meaning: rules, borders, page numbers, repeated table heads. */
  artifact(type: ArtifactType, operators: string): void {
    if (this.#owner !== type) this.#open(type, `/Artifact<</Type/${type}>>BDC`);
    this.#lines.push(operators);
  }

  /** Draws again what stands elsewhere already: nothing of it enters the logical structure. */
  repeat(draw: () => void): void {
    this.#repeating = true;
    draw();
    this.#repeating = false;
  }

  /** Places a form field; in reading order it stands where the element does. */
  place(field: FormField, box: Rectangle, element: StructureElement): void {
    element.add('Form', { alt: field.label }).kids.push({ page: this.index, field: field.name });
    this.fields.push({ field, box });
  }

  content(): Buffer {
    const end = this.#owner === undefined ? '' : '\nEMC';
    return Buffer.from(this.#lines.join('\n') + end, 'latin1');
  }

  /** Begins a marked sequence, which ends the one before it. */
  #open(owner: StructureElement | ArtifactType, opening: string): void {
    if (this.#owner !== undefined) this.#lines.push('EMC');
    this.#lines.push(opening);
    this.#owner = owner;
  }
}
