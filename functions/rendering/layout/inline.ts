import type { FaceName, Typeface } from '../fonts/typeface.ts';
import { FaceUsage } from '../fonts/face-usage.ts';
import type { FormField } from '../pdf/form-field.ts';
import type { StructureElement } from '../pdf/structure.ts';

/** The faces of one document, each collecting the letters it is asked for. */
export type Fonts = Readonly<Record<FaceName, FaceUsage>>;

/** Text in one face; `element` is where it belongs when that is not the paragraph itself. */
export interface TextInline {
  readonly kind: 'text';
  readonly text: string;
  readonly font: FaceUsage;
  readonly element?: StructureElement | undefined;
}

/** A space no line breaks at, but that stretches as others do. */
export interface HeldSpace {
  readonly kind: 'space';
  readonly font: FaceUsage;
  readonly element?: StructureElement | undefined;
  /** a name's space gives way where the name would tear a hole into the line above */
  readonly firm: boolean;
}

/** A check box, drawn: no face of the typeface has ☐ and ☑. */
export interface CheckBox {
  readonly kind: 'box';
  readonly checked: boolean;
  /** a figure, whose alternative text says whether it is checked */
  readonly element: StructureElement;
}

/** What a line is made of. */
export type Inline =
  | TextInline
  | HeldSpace
  | CheckBox
  | { readonly kind: 'field'; readonly field: FormField; readonly width: number };

/** A fresh set of faces for one document; their names are the font resources' names in the file. */
export function documentFonts(typeface: Typeface): Fonts {
  return {
    regular: new FaceUsage(typeface.regular, 'Regular'),
    bold: new FaceUsage(typeface.bold, 'Bold'),
    italic: new FaceUsage(typeface.italic, 'Italic'),
    boldItalic: new FaceUsage(typeface.boldItalic, 'BoldItalic'),
  };
}

export function textIn(font: FaceUsage, text: string): Inline[] {
  return [{ kind: 'text', text, font }];
}

/** Side of a check box in ems. */
export const BOX_SIDE = 0.78;

export function inlineWidth(inline: Inline, size: number): number {
  switch (inline.kind) {
    case 'field':
      return inline.width;
    case 'box':
      return BOX_SIDE * size;
    case 'space':
      return inline.font.face.widthOf(' ') * size;
    default:
      return inline.font.face.widthOf(inline.text) * size;
  }
}
