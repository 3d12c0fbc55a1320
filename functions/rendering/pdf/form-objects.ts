import type { FormField } from './form-field.ts';
import { deflated, type ObjectFile } from './object-file.ts';
import { asciiString, textString, Token, type Dictionary, type Reference } from './objects.ts';
import type { Page, PlacedField } from './page.ts';
import { corners, rounded } from './units.ts';

const NOTHING = deflated('');
const PRINT = 4;
const PRINT_AND_LOCKED = 132;
/** SignaturesExist and AppendOnly (ISO 32000-1, 12.7.2). */
const SIGNATURE_FLAGS = 3;

/** A field's widget, and where the structure tree finds it. */
export interface Widget {
  readonly ref: Reference;
  readonly page: Reference;
  /** key in the parent tree */
  readonly structureParent: number;
}

/**
 * Registers the widgets of all pages, merged with their fields. Parent tree keys follow those of the pages.
 * @returns the widgets by field name, in the order of /Fields
 */
export function addWidgets(
  file: ObjectFile,
  pages: readonly Page[],
  pageRefs: ReadonlyMap<Page, Reference>,
): Map<string, Widget> {
  const widgets = new Map<string, Widget>();
  for (const page of pages) {
    const pageRef = pageRefs.get(page);
    if (!pageRef) continue;
    for (const placed of page.fields) {
      const structureParent = pages.length + widgets.size;
      const { field, box } = placed;
      const ref = file.add(
        new Token(
          `<</Type/Annot/Subtype/Widget${fieldEntries(file, field)}/T${asciiString(field.name).text}` +
            `/TU${textString(field.label).text}/Rect[${corners(box).join(' ')}]/P ${pageRef.number} 0 R` +
            `/StructParent ${structureParent}/AP<</N ${emptyAppearance(file, placed).number} 0 R>>>>`,
        ),
      );
      widgets.set(placed.field.name, { ref, page: pageRef, structureParent });
    }
  }
  return widgets;
}

/** The interactive form; /DR and /DA tell the seal step which embedded font a text field is written in. */
export function formDictionary(widgets: ReadonlyMap<string, Widget>, fonts: Dictionary): Dictionary {
  return {
    Fields: [...widgets.values()].map((widget) => widget.ref),
    SigFlags: SIGNATURE_FLAGS,
    DR: { Font: fonts },
  };
}

function fieldEntries(file: ObjectFile, field: FormField): string {
  if (field.kind === 'text') return `/FT/Tx/F ${PRINT}/DA(/${field.resource} ${field.size} Tf 0 g)`;
  const fields = `/FT/Sig/F ${PRINT_AND_LOCKED}`;
  if (field.locks.length === 0) return fields;
  const locked = field.locks.map((name) => asciiString(name));
  return `${fields}/Lock ${file.add({ Type: 'SigFieldLock', Action: 'Include', Fields: locked }).number} 0 R`;
}

/** Present because PDF/A wants one; with the very keys its replacement will have, as EU DSS compares them. */
function emptyAppearance(file: ObjectFile, { box }: PlacedField): Reference {
  return file.addDeflated(
    {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, rounded(box.width), rounded(box.height)],
      Resources: {},
    },
    NOTHING,
  );
}
