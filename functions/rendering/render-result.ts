import { canonicalJson } from '../platform/digest.ts';
import { A4 } from './blocks/first/block-context.ts';
import { layFirstBlocks } from './blocks/first/lay-blocks.ts';
import { documentFonts } from './layout/inline.ts';
import { numberPages } from './layout/page-number.ts';
import { paginate } from './layout/paginate.ts';
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
  const fonts = documentFonts(template.typeface);
  const scope: Scope = { data, agency, dossier };
  const root = new StructureElement('Document');
  const frame = { left: A4.left, width: A4.width - A4.left - A4.right };
  if (template.definition.typesetting === 2) throw new Error('the second typesetting is not drawn yet');
  const pieces = layFirstBlocks(template.definition.blocks, { input, scope, fonts, frame, root });
  const pages = paginate(pieces, A4);
  numberPages(pages, fonts.regular, A4);
  const pdf = await writeDocument({
    pages,
    fonts: Object.values(fonts),
    structure: root,
    metadata: {
      title: fillAll(template.definition.documentTitle, scope),
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
