import type { Rectangle } from './units.ts';

/** The standard structure types (ISO 32000-1, 14.8.4) the engine writes. */
export type StructureTag =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Sect'
  | 'Span'
  | 'Figure'
  | 'Form';

export interface StructureAttributes {
  /** what a figure shows, for those who cannot see it (PDF/UA-1, 7.3) */
  readonly alt?: string;
  readonly scope?: 'Column' | 'Row';
  /** columns and rows a cell reaches over, where more than one */
  readonly columnSpan?: number;
  readonly rowSpan?: number;
  /** what a table holds, for those who listen to it */
  readonly summary?: string;
  /** how a list's labels count */
  readonly numbering?: 'Decimal' | 'LowerAlpha' | 'Disc' | 'None';
  /** language, where it is not that of the document (BCP 47) */
  readonly lang?: string | undefined;
}

/** Content of an element: another element, marked content on a page, or a form field's widget. */
export type StructureKid =
  | StructureElement
  | { readonly page: number; readonly mcid: number }
  | { readonly page: number; readonly field: string };

/**
 * A node of the logical structure. The tree is made in reading order; drawing then hangs marked content
 * under its nodes, whatever order the page is painted in.
 */
export class StructureElement {
  readonly tag: StructureTag;
  readonly attributes: StructureAttributes;
  readonly kids: StructureKid[] = [];
  /** where a figure was drawn; known once it is */
  box: Rectangle | undefined;
  #adopted = false;

  constructor(tag: StructureTag, attributes: StructureAttributes = {}) {
    this.tag = tag;
    this.attributes = attributes;
  }

  add(tag: StructureTag, attributes: StructureAttributes = {}): StructureElement {
    const kid = new StructureElement(tag, attributes);
    this.adopt(kid);
    return kid;
  }

  /** Hangs an element made on its own under this one, after what is there; one that hangs somewhere stays there. */
  adopt(kid: StructureElement): void {
    if (kid === this || kid.#adopted) return;
    kid.#adopted = true;
    this.kids.push(kid);
  }
}
