import type { Widget } from './form-objects.ts';
import type { ObjectFile } from './object-file.ts';
import {
  asciiString,
  serialised,
  textString,
  Token,
  type Dictionary,
  type Reference,
  type Value,
} from './objects.ts';
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
  const { kids, attributes } = element;
  const page = firstPage(writing, element);
  let entries = `/S/${element.tag}/P ${parent.number} 0 R`;
  if (page) entries += `/Pg ${page.number} 0 R`;
  if (attributes.alt !== undefined) entries += `/Alt${textString(attributes.alt).text}`;
  if (attributes.lang !== undefined) entries += `/Lang${asciiString(attributes.lang).text}`;
  const more = attributeObject(element);
  if (more) entries += `/A${serialised(more)}`;
  const [only] = kids;
  if (only && kids.length === 1) entries += `/K ${kidText(writing, element, only, ref)}`;
  else entries += `/K[${kids.map((kid) => kidText(writing, element, kid, ref)).join(' ')}]`;
  writing.file.assign(ref, new Token(`<<${entries}>>`));
  return ref;
}

function kidText(
  writing: Writing,
  element: StructureElement,
  kid: StructureElement['kids'][number],
  ref: Reference,
): string {
  if (kid instanceof StructureElement) return `${addElement(writing, kid, ref).number} 0 R`;
  const page = writing.pages[kid.page]?.number ?? 0;
  if ('mcid' in kid) {
    const onPage = writing.contents[kid.page];
    if (onPage) onPage[kid.mcid] = ref;
    return element.kids.length === 1 ? String(kid.mcid) : `<</Type/MCR/Pg ${page} 0 R/MCID ${kid.mcid}>>`;
  }
  const widget = writing.widgets.get(kid.field);
  if (widget) writing.forms.set(widget.structureParent, ref);
  return `<</Type/OBJR/Obj ${widget?.ref.number ?? 0} 0 R/Pg ${page} 0 R>>`;
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
