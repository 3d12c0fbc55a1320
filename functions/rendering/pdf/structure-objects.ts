import type { Widget } from './form-objects.ts';
import type { ObjectFile } from './object-file.ts';
import { asciiString, textString, type Dictionary, type Reference, type Value } from './objects.ts';
import { StructureElement } from './structure.ts';
import { corners } from './units.ts';

interface Writing {
  readonly file: ObjectFile;
  readonly pages: readonly Reference[];
  readonly widgets: ReadonlyMap<string, Widget>;
  /** per page: the element each MCID belongs to */
  readonly contents: Reference[][];
  readonly forms: Map<number, Reference>;
}

/**
 * Registers the structure tree. /ParentTree stands before /K: EU DSS walks keys in order and, meeting the
 * form fields by way of /K first, takes their later filling for an undefined change.
 */
export function addStructureTree(
  file: ObjectFile,
  root: StructureElement,
  pages: readonly Reference[],
  widgets: ReadonlyMap<string, Widget>,
): Reference {
  const tree = file.reserve();
  const writing: Writing = { file, pages, widgets, contents: pages.map(() => []), forms: new Map() };
  const top = addElement(writing, root, tree);
  const keys: Value[] = writing.contents.flatMap((elements, page) => [page, elements]);
  for (const [key, form] of [...writing.forms].toSorted(([a], [b]) => a - b)) keys.push(key, form);
  file.assign(tree, {
    Type: 'StructTreeRoot',
    ParentTree: file.add({ Nums: keys }),
    ParentTreeNextKey: pages.length + widgets.size,
    K: top,
  });
  return tree;
}

function addElement(writing: Writing, element: StructureElement, parent: Reference): Reference {
  const ref = writing.file.reserve();
  const kids = element.kids.map((kid) => kidValue(writing, element, kid, ref));
  const entries: Dictionary = {
    S: element.tag,
    P: parent,
    Pg: firstPage(writing, element),
    Alt: element.attributes.alt === undefined ? undefined : textString(element.attributes.alt),
    Lang: element.attributes.lang === undefined ? undefined : asciiString(element.attributes.lang),
    A: attributeObject(element),
    K: kids.length === 1 ? kids[0] : kids,
  };
  writing.file.assign(ref, entries);
  return ref;
}

function kidValue(
  writing: Writing,
  element: StructureElement,
  kid: StructureElement['kids'][number],
  ref: Reference,
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

function firstPage(writing: Writing, element: StructureElement): Reference | undefined {
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
