import type { FormField } from './form-field.ts';
import type { StructureElement } from './structure.ts';
import type { Rectangle } from './units.ts';

type ArtifactType = 'Layout' | 'Pagination';

interface ContentRun {
  readonly owner: StructureElement | ArtifactType;
  readonly opening: string;
  readonly operators: string[];
}

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
  readonly #runs: ContentRun[] = [];
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
    if (this.#continues(element, operators)) return;
    const mcid = this.owners.push(element) - 1;
    element.kids.push({ page: this.index, mcid });
    this.#runs.push({
      owner: element,
      opening: `/${element.tag}<</MCID ${mcid}>>BDC`,
      operators: [operators],
    });
  }

  /** Draws what carries no meaning: rules, borders, page numbers, repeated table heads. */
  artifact(type: ArtifactType, operators: string): void {
    if (this.#continues(type, operators)) return;
    this.#runs.push({ owner: type, opening: `/Artifact<</Type/${type}>>BDC`, operators: [operators] });
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
    const runs = this.#runs.map(({ opening, operators }) => `${opening}\n${operators.join('\n')}\nEMC`);
    return Buffer.from(runs.join('\n'), 'latin1');
  }

  #continues(owner: ContentRun['owner'], operators: string): boolean {
    const last = this.#runs.at(-1);
    if (last?.owner !== owner) return false;
    last.operators.push(operators);
    return true;
  }
}
