import { canonicalJson } from '../platform/digest.ts';
import { layFirstBlocks } from './blocks/first/lay-blocks.ts';
import { layBlocks } from './blocks/lay-blocks.ts';
import type { Fonts } from './layout/inline.ts';
import type { Page } from './pdf/page.ts';
import type { Attachment } from './pdf/attachments.ts';
import { appendixList, renderAppendices, type RenderedAppendix } from './render-appendices.ts';
import type { ResultInput } from './result-input.ts';
import { openDocument, setPages, writePages } from './set-document.ts';
import type { FieldTrace } from './template/field-trace.ts';

/** Somebody who looks on while a result is rendered: a preview. */
export interface RenderWatch {
  readonly trace: FieldTrace;
  /** called once all pages are drawn, before they are written */
  drawn(pages: readonly Page[], fonts: Fonts): void;
}

export interface RenderedResult {
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** appendices in files of their own; the result names each by its SHA-256 */
  readonly appendices: readonly RenderedAppendix[];
}

/**
 * Renders a result: PDF/A-3a and PDF/UA-1, with empty number, date and signature fields. Pure: the same input
 * gives the same bytes (on one platform; deflate differs between zlib versions).
 * @throws {TemplateFieldMissing} when the template asks for what the data does not have
 * @throws {MissingGlyph} for a letter the typeface cannot draw
 * @throws {PieceTooTall} when something unbreakable fits no page
 */
export async function renderResult(input: ResultInput, watch?: RenderWatch): Promise<RenderedResult> {
  const { definition } = input.template;
  const appendices = await renderAppendices(input);
  const context = openDocument(input, watch?.trace);
  const pieces =
    definition.typesetting === 1
      ? layFirstBlocks(definition.blocks, context)
      : layBlocks(definition.blocks, context);
  const pages = setPages(pieces, context);
  watch?.drawn(pages, context.fonts);
  const attachments = [recordOf(input), ...(appendices.length > 0 ? [appendixList(appendices)] : [])];
  const pdf = await writePages(pages, context, { title: definition.documentTitle, attachments });
  return { pdf, pages: pages.length, appendices };
}

function recordOf({ result }: ResultInput): Attachment {
  return {
    name: 'result.json',
    description: 'Dữ liệu kết quả ở dạng máy đọc được',
    mediaType: 'application/json',
    content: Buffer.from(canonicalJson(result)),
  };
}
