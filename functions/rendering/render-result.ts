import { canonicalJson } from '../platform/digest.ts';
import { layFirstBlocks } from './blocks/first/lay-blocks.ts';
import { layBlocks } from './blocks/lay-blocks.ts';
import { PAPERS } from './blocks/paper.ts';
import { documentFonts } from './layout/inline.ts';
import { numberPages } from './layout/page-number.ts';
import { paginate } from './layout/paginate.ts';
import { Images } from './pdf/images.ts';
import { StructureElement } from './pdf/structure.ts';
import { writeDocument } from './pdf/write-document.ts';
import type { ResultInput } from './result-input.ts';
import { fillAll } from './template/rich-text.ts';
import type { Scope } from './template/scope.ts';

/**
 * Renders a result: PDF/A-3a and PDF/UA-1, with empty number, date and signature fields. Pure: the same input
 * gives the same bytes (on one platform; deflate differs between zlib versions).
 * @throws {TemplateFieldMissing} when the template asks for what the data does not have
 * @throws {MissingGlyph} for a letter the typeface cannot draw
 * @throws {PieceTooTall} when something unbreakable fits no page
 */
export async function renderResult(input: ResultInput): Promise<{ pdf: Uint8Array; pages: number }> {
  const { template, agency, dossier, data } = input;
  const { definition } = template;
  const fonts = documentFonts(template.typeface);
  const images = new Images();
  const scope: Scope = { data, agency, dossier };
  const root = new StructureElement('Document');
  const paper = PAPERS[definition.typesetting === 1 ? 'A4' : definition.page];
  const { geometry } = paper;
  const frame = { left: geometry.left, width: geometry.width - geometry.left - geometry.right };
  const context = { input, scope, fonts, frame, root, paper, images };
  const pieces =
    definition.typesetting === 1
      ? layFirstBlocks(definition.blocks, context)
      : layBlocks(definition.blocks, context);
  const pages = paginate(pieces, geometry);
  numberPages(pages, fonts.regular, geometry, paper.sizes.pageNumber);
  const pdf = await writeDocument({
    pages,
    fonts: Object.values(fonts),
    images: images.used,
    structure: root,
    metadata: {
      title: fillAll(definition.documentTitle, scope),
      author: agency.name,
      createdAt: input.createdAt,
    },
    attachment: {
      name: 'result.json',
      description: 'Dữ liệu kết quả ở dạng máy đọc được',
      mediaType: 'application/json',
      content: Buffer.from(canonicalJson(input.result)),
    },
  });
  return { pdf, pages: pages.length };
}
