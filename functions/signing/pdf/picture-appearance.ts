/** Shows a picture in a signature field: the official's handwriting or the agency's seal (Decree 30/2020, annex I). */
import { appearanceBox, newAppearance } from './appearance.ts';
import { rememberingFew } from '../../platform/remembering-few.ts';
import type { FormField } from './form-field.ts';
import { type PdfDict, dict, name } from './pdf-object.ts';
import { addPicture, readPng } from './png-picture.ts';
import type { Revision } from './revision.ts';
import { numberText } from './serialise-object.ts';

export interface FieldPicture {
  readonly png: Uint8Array;
  /** A seal lies over the handwriting as ink does: both stay visible. */
  readonly blend: 'Normal' | 'Multiply';
}

const MOST_KEPT = 16;
/** Pictures of the directory come again with every signature, and reading one takes longer than signing. */
const pictureOf = rememberingFew(MOST_KEPT, readPng);

/** The picture as large as fits, undistorted, in the middle of the field. */
export function pictureAppearance(
  revision: Revision,
  field: FormField,
  { png, blend }: FieldPicture,
): PdfDict {
  const picture = pictureOf(png);
  const box = appearanceBox(revision.file, field);
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const x = box.x + (box.width - width) / 2;
  const y = box.y + (box.height - height) / 2;
  const matrix = [width, 0, 0, height, x, y].map(numberText).join(' ');
  const state = dict({ Type: name('ExtGState'), BM: name(blend) });
  return newAppearance(
    revision,
    field,
    `q\n/G0 gs\n${matrix} cm\n/Im0 Do\nQ`,
    dict({
      ExtGState: dict({ G0: state }),
      XObject: dict({ Im0: addPicture(revision, picture) }),
    }),
  );
}
