import type { FaceName, Typeface } from '../fonts/typeface.ts';
import { FaceUsage } from '../fonts/face-usage.ts';
import type { FormField } from '../pdf/form-field.ts';

/** The faces of one document, each collecting the letters it is asked for. */
export type Fonts = Readonly<Record<FaceName, FaceUsage>>;

/** What a line is made of: text in one face, or the empty place of a form field. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly font: FaceUsage }
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
