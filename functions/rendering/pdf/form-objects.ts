import { PDFString, type PDFContext, type PDFRef } from 'pdf-lib';
import type { FormField } from './form-field.ts';
import { addObject, addStream, textString, type Dictionary } from './objects.ts';
import type { Page, PlacedField } from './page.ts';
import { corners, rounded } from './units.ts';

const PRINT = 4;
const PRINT_AND_LOCKED = 132;
/** SignaturesExist and AppendOnly (ISO 32000-1, 12.7.2). */
const SIGNATURE_FLAGS = 3;

/** A field's widget, and where the structure tree finds it. */
export interface Widget {
  readonly ref: PDFRef;
  readonly page: PDFRef;
  /** key in the parent tree */
  readonly structureParent: number;
}

/**
 * Registers the widgets of all pages, merged with their fields. Parent tree keys follow those of the pages.
 * @returns the widgets by field name, in the order of /Fields
 */
export function addWidgets(
  context: PDFContext,
  pages: readonly Page[],
  pageRefs: ReadonlyMap<Page, PDFRef>,
): Map<string, Widget> {
  const widgets = new Map<string, Widget>();
  for (const page of pages) {
    const pageRef = pageRefs.get(page);
    if (!pageRef) continue;
    for (const placed of page.fields) {
      const structureParent = pages.length + widgets.size;
      const ref = addObject(context, {
        Type: 'Annot',
        Subtype: 'Widget',
        ...fieldEntries(context, placed.field),
        T: PDFString.of(placed.field.name),
        TU: textString(placed.field.label),
        Rect: corners(placed.box),
        P: pageRef,
        StructParent: structureParent,
        AP: { N: emptyAppearance(context, placed) },
      });
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

function fieldEntries(context: PDFContext, field: FormField): Dictionary {
  if (field.kind === 'text') {
    return { FT: 'Tx', F: PRINT, DA: PDFString.of(`/${field.resource} ${field.size} Tf 0 g`) };
  }
  const locked = field.locks.map((name) => PDFString.of(name));
  const lock = { Type: 'SigFieldLock', Action: 'Include', Fields: locked };
  return {
    FT: 'Sig',
    F: PRINT_AND_LOCKED,
    ...(locked.length > 0 && { Lock: addObject(context, lock) }),
  };
}

/** Present because PDF/A wants one; with the very keys its replacement will have, as EU DSS compares them. */
function emptyAppearance(context: PDFContext, { box }: PlacedField): PDFRef {
  return addStream(
    context,
    {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, rounded(box.width), rounded(box.height)],
      Resources: {},
    },
    '',
  );
}
