/**
 * The electronic copy of a signed result, before it is signed itself: the very pages, structure and fonts of the
 * original, its fields drawn in, the block of the copy above them, and the original file attached as it was issued
 * (PDF/A-3, AFRelationship Source).
 */
import { readEmbeddedFont } from '../pdf/embedded-font.ts';
import { PdfFile } from '../pdf/pdf-file.ts';
import {
  type PdfDict,
  type PdfObject,
  MalformedPdf,
  PdfRef,
  PdfString,
  dict,
  name,
  withEntries,
} from '../pdf/pdf-object.ts';
import { Revision } from '../pdf/revision.ts';
import { attachOriginal } from './attach-original.ts';
import { compact } from './compact.ts';
import { drawBlock, layBlock, type CopyBlock } from './copy-block.ts';
import { flattenFields, type ParentTree } from './flatten-fields.ts';
import { importObject } from './import-object.ts';

/** The copy's only field: the agency's signature over it. */
export const COPY_FIELD = 'copy';
const PRINT_AND_LOCKED = 132;
const SIGNATURE_FLAGS = 3;

export interface CopyRequest {
  /** Form of copy, agency, time of signing. */
  readonly texts: readonly string[];
  /** A file by the page engine with the copy's metadata, whose font Regular has every letter of the texts. */
  readonly cover: Uint8Array;
  readonly madeAt: Date;
}

/**
 * The same request gives the same bytes on one platform.
 * @throws {MalformedPdf} for a file our page engine did not make
 * @throws {CopyBlockTooTall} {GlyphMissing} where the block cannot be set
 */
export function copiedDocument(original: Uint8Array, request: CopyRequest): Uint8Array {
  const file = new PdfFile(original);
  const revision = new Revision(file);
  const { catalog } = file;
  const pages = file.array(file.dict(catalog.get('Pages')).get('Kids')).map(reference);
  const tree = file.dict(catalog.get('StructTreeRoot'));
  const parents = parentTree(file, tree);
  for (const page of pages) flattenFields(revision, page, parents);
  const [first] = pages;
  if (first === undefined) throw new MalformedPdf('no first page');
  const cover = new PdfFile(request.cover);
  const field = placeField(revision, first, pages.length, { cover, texts: request.texts });
  enterStructure(revision, { tree, parents, field, pages });
  revision.replace(reference(file.trailer.get('Info')), cover.dict(cover.trailer.get('Info')));
  revision.replace(
    reference(file.trailer.get('Root')),
    withEntries(strippedCatalog(catalog), {
      AcroForm: revision.add(dict({ Fields: [field.widget], SigFlags: SIGNATURE_FLAGS })),
      Metadata: importObject(revision, cover, cover.catalog.get('Metadata') ?? null),
      ...attachOriginal(revision, original, request.madeAt),
    }),
  );
  return compact(revision.write().pdf);
}

/** Certification, security store and form are the original's affair: the attached file has them. */
function strippedCatalog(catalog: PdfDict): PdfDict {
  const gone = new Set(['Perms', 'DSS', 'AcroForm', 'AF', 'Names', 'Metadata']);
  return new Map([...catalog].filter(([key]) => !gone.has(key)));
}

interface PlacedField {
  readonly widget: PdfRef;
  readonly page: PdfRef;
  readonly structParent: number;
  readonly spoken: string;
}

function placeField(
  revision: Revision,
  page: PdfRef,
  structParent: number,
  { cover, texts }: { readonly cover: PdfFile; readonly texts: readonly string[] },
): PlacedField {
  const letters =
    cover.dict(cover.dict(firstPage(cover).get('Resources')).get('Font')).get('Regular') ?? null;
  const font = readEmbeddedFont(cover, letters);
  const block = layBlock(texts, font, sizeOf(revision.file, page));
  const appearance = revision.add(drawBlock(block, font, importObject(revision, cover, letters)));
  const spoken = `Chữ ký số của cơ quan trên bản sao: ${texts.join('; ')}`;
  const widget = revision.add(widgetOf({ block, page, structParent, spoken, appearance }));
  revision.replace(page, withEntries(revision.current(page), { Annots: [widget] }));
  return { widget, page, structParent, spoken };
}

function widgetOf(of: {
  readonly block: CopyBlock;
  readonly page: PdfRef;
  readonly structParent: number;
  readonly spoken: string;
  readonly appearance: PdfRef;
}): PdfDict {
  const { x, y, width, height } = of.block.box;
  return dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: PdfString.ofAscii(COPY_FIELD),
    TU: PdfString.ofText(of.spoken),
    F: PRINT_AND_LOCKED,
    Rect: [x, y, x + width, y + height],
    P: of.page,
    StructParent: of.structParent,
    AP: dict({ N: of.appearance }),
  });
}

/** The block is read first: whoever listens knows at once that this is a copy. */
function enterStructure(
  revision: Revision,
  given: {
    readonly tree: PdfDict;
    readonly parents: ParentTree;
    readonly field: PlacedField;
    readonly pages: readonly PdfRef[];
  },
): void {
  const { file } = revision;
  const { tree, parents, field, pages } = given;
  const document = reference(tree.get('K'));
  const entries = file.dict(document);
  const kids = entries.get('K') ?? null;
  const form = revision.add(
    dict({
      S: name('Form'),
      P: document,
      Pg: field.page,
      Alt: PdfString.ofText(field.spoken),
      K: dict({ Type: name('OBJR'), Obj: field.widget, Pg: field.page }),
    }),
  );
  const others = Array.isArray(file.resolve(kids)) ? file.array(kids) : [kids];
  revision.replace(document, withEntries(entries, { K: [form, ...others] }));
  const owners = pages.flatMap((_, index) => [index, parents.get(index) ?? []]);
  revision.replace(
    reference(file.catalog.get('StructTreeRoot')),
    withEntries(tree, {
      ParentTree: revision.add(dict({ Nums: [...owners, field.structParent, form] })),
      ParentTreeNextKey: field.structParent + 1,
    }),
  );
}

function parentTree(file: PdfFile, tree: PdfDict): ParentTree {
  const list = file.array(file.dict(tree.get('ParentTree')).get('Nums'));
  const parents: ParentTree = new Map();
  for (let at = 0; at + 1 < list.length; at += 2) parents.set(Number(list[at]), list[at + 1] ?? null);
  return parents;
}

function firstPage(file: PdfFile): PdfDict {
  return file.dict(file.array(file.dict(file.catalog.get('Pages')).get('Kids'))[0]);
}

function sizeOf(file: PdfFile, page: PdfRef): { readonly width: number; readonly height: number } {
  const [, , width, height] = file.array(file.dict(page).get('MediaBox'));
  if (typeof width !== 'number' || typeof height !== 'number') throw new MalformedPdf('page without a size');
  return { width, height };
}

/** @throws {MalformedPdf} where the page engine would have put a reference */
function reference(object: PdfObject | undefined): PdfRef {
  if (object instanceof PdfRef) return object;
  throw new MalformedPdf('an object of its own is expected');
}
