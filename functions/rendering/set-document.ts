import { documentFonts } from './layout/inline.ts';
import { numberPages } from './layout/page-number.ts';
import { paginate } from './layout/paginate.ts';
import type { Piece } from './layout/piece.ts';
import type { BlockContext } from './blocks/block-context.ts';
import { PAPERS } from './blocks/paper.ts';
import { Images } from './pdf/images.ts';
import type { Page } from './pdf/page.ts';
import { StructureElement } from './pdf/structure.ts';
import type { Attachment } from './pdf/attachments.ts';
import { writeDocument } from './pdf/write-document.ts';
import type { ResultInput } from './result-input.ts';
import type { FieldTrace } from './template/field-trace.ts';
import { fillAll } from './template/rich-text.ts';

/** What the blocks of one file are set with: its own letters, pictures and logical structure. */
export function openDocument(input: ResultInput, trace?: FieldTrace): BlockContext {
  const { template, agency, dossier, data } = input;
  const { definition } = template;
  const paper = PAPERS[definition.typesetting === 1 ? 'A4' : definition.page];
  const { geometry } = paper;
  return {
    input,
    scope: { data, agency, dossier, trace },
    fonts: documentFonts(template.typeface),
    frame: { left: geometry.left, width: geometry.width - geometry.left - geometry.right },
    root: new StructureElement('Document'),
    paper,
    images: new Images(),
  };
}

/** @throws {PieceTooTall} when something unbreakable fits no page */
export function setPages(pieces: readonly Piece[], { paper, fonts }: BlockContext): Page[] {
  const pages = paginate(pieces, paper.geometry);
  numberPages(pages, fonts.regular, paper.geometry, paper.sizes.pageNumber);
  return pages;
}

/** @param title may hold placeholders */
export function writePages(
  pages: readonly Page[],
  { input, scope, fonts, images, root }: BlockContext,
  { title, attachments }: { readonly title: string; readonly attachments?: readonly Attachment[] },
): Promise<Uint8Array> {
  return writeDocument({
    pages,
    fonts: Object.values(fonts),
    images: images.used,
    structure: root,
    metadata: {
      title: fillAll(title, scope),
      author: input.agency.name,
      createdAt: input.createdAt,
    },
    attachments: attachments ?? [],
  });
}
