import { PDFString, type PDFContext, type PDFRef } from 'pdf-lib';
import type { Widget } from './form-objects.ts';
import { addObject, textString, type Dictionary, type Value } from './objects.ts';
import { StructureElement } from './structure.ts';
import { corners } from './units.ts';

interface Writing {
  readonly context: PDFContext;
  readonly pages: readonly PDFRef[];
  readonly widgets: ReadonlyMap<string, Widget>;
  /** per page: the element each MCID belongs to */
  readonly contents: PDFRef[][];
  readonly forms: Map<number, PDFRef>;
}

/**
 * Registers the structure tree. /ParentTree stands before /K: EU DSS walks keys in order and, meeting the
 * form fields by way of /K first, takes their later filling for an undefined change.
 */
export function addStructureTree(
  context: PDFContext,
  root: StructureElement,
  pages: readonly PDFRef[],
  widgets: ReadonlyMap<string, Widget>,
): PDFRef {
  const tree = context.nextRef();
  const writing: Writing = { context, pages, widgets, contents: pages.map(() => []), forms: new Map() };
  const top = addElement(writing, root, tree);
  const keys: Value[] = writing.contents.flatMap((elements, page) => [page, elements]);
  for (const [key, form] of [...writing.forms].toSorted(([a], [b]) => a - b)) keys.push(key, form);
  context.assign(
    tree,
    context.obj({
      Type: 'StructTreeRoot',
      ParentTree: addObject(context, { Nums: keys }),
      ParentTreeNextKey: pages.length + widgets.size,
      K: top,
    }),
  );
  return tree;
}

function addElement(writing: Writing, element: StructureElement, parent: PDFRef): PDFRef {
  const ref = writing.context.nextRef();
  const kids = element.kids.map((kid) => kidValue(writing, element, kid, ref));
  const entries: Dictionary = {
    S: element.tag,
    P: parent,
    Pg: firstPage(writing, element),
    Alt: element.attributes.alt === undefined ? undefined : textString(element.attributes.alt),
    Lang: element.attributes.lang === undefined ? undefined : PDFString.of(element.attributes.lang),
    A: attributeObject(element),
    K: kids.length === 1 ? kids[0] : kids,
  };
  writing.context.assign(ref, writing.context.obj(entries));
  return ref;
}

function kidValue(
  writing: Writing,
  element: StructureElement,
  kid: StructureElement['kids'][number],
  ref: PDFRef,
): Value {
  if (kid instanceof StructureElement) return addElement(writing, kid, ref);
  const page = writing.pages[kid.page];
  if ('mcid' in kid) {
    const onPage = writing.contents[kid.page];
    if (onPage) onPage[kid.mcid] = ref;
    return element.kids.length === 1 ? kid.mcid : { Type: 'MCR', Pg: page, MCID: kid.mcid };
  }
  const widget = writing.widgets.get(kid.field);
  if (widget) writing.forms.set(widget.structureParent, ref);
  return { Type: 'OBJR', Obj: widget?.ref, Pg: page };
}

function firstPage(writing: Writing, element: StructureElement): PDFRef | undefined {
  const kid = element.kids.find((candidate) => !(candidate instanceof StructureElement));
  return kid && 'page' in kid ? writing.pages[kid.page] : undefined;
}

function attributeObject({ tag, attributes, box }: StructureElement): Dictionary | undefined {
  const { scope, columnSpan, rowSpan, summary, numbering } = attributes;
  if (scope ?? columnSpan ?? rowSpan ?? summary) {
    return {
      O: 'Table',
      Scope: scope,
      ColSpan: columnSpan,
      RowSpan: rowSpan,
      Summary: summary === undefined ? undefined : textString(summary),
    };
  }
  if (box) return { O: 'Layout', Placement: 'Block', BBox: corners(box) };
  return tag === 'L' ? { O: 'List', ListNumbering: numbering ?? 'None' } : undefined;
}
