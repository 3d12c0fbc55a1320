import { canonicalJson } from '../platform/digest.ts';
import { A4 } from './blocks/first/block-context.ts';
import { layFirstBlocks } from './blocks/first/lay-blocks.ts';
import { documentFonts, type Fonts } from './layout/inline.ts';
import { numberPages } from './layout/page-number.ts';
import { paginate } from './layout/paginate.ts';
import type { Page } from './pdf/page.ts';
import { StructureElement } from './pdf/structure.ts';
import { writeDocument } from './pdf/write-document.ts';
import type { ResultInput } from './result-input.ts';
import type { FieldTrace } from './template/field-trace.ts';
import { fillAll } from './template/rich-text.ts';
import type { Scope } from './template/scope.ts';

/** Somebody who looks on while a result is rendered: a preview. */
export interface RenderWatch {
  readonly trace: FieldTrace;
  /** called once all pages are drawn, before they are written */
  drawn(pages: readonly Page[], fonts: Fonts): void;
}

/**
 * Renders a result: PDF/A-3a and PDF/UA-1, with empty number, date and signature fields. Pure: the same input
 * gives the same bytes (on one platform; deflate differs between zlib versions).
 * @throws {TemplateFieldMissing} when the template asks for what the data does not have
 * @throws {MissingGlyph} for a letter the typeface cannot draw
 * @throws {PieceTooTall} when something unbreakable fits no page
 */
export async function renderResult(
  input: ResultInput,
  watch?: RenderWatch,
): Promise<{ pdf: Uint8Array; pages: number }> {
  const { template, agency, dossier, data } = input;
  const fonts = documentFonts(template.typeface);
  const scope: Scope = { data, agency, dossier, trace: watch?.trace };
  const root = new StructureElement('Document');
  const frame = { left: A4.left, width: A4.width - A4.left - A4.right };
  if (template.definition.typesetting === 2) throw new Error('the second typesetting is not drawn yet');
  const pieces = layFirstBlocks(template.definition.blocks, { input, scope, fonts, frame, root });
  const pages = paginate(pieces, A4);
  numberPages(pages, fonts.regular, A4);
  watch?.drawn(pages, fonts);
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
