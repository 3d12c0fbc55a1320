import { canonicalJson, sha256 } from '../platform/digest.ts';
import { layBlocks } from './blocks/lay-blocks.ts';
import { placeTextBlock } from './blocks/text-block.ts';
import type { Attachment } from './pdf/attachments.ts';
import type { ResultInput } from './result-input.ts';
import { openDocument, setPages, writePages } from './set-document.ts';
import { fillAll } from './template/rich-text.ts';
import { scopesOf } from './template/scope.ts';

/** An appendix in a file of its own, before the agency signs it. */
export interface RenderedAppendix {
  readonly title: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/**
 * The appendices that leave as files of their own, in the template's order: PDF/A-3a and PDF/UA-1, with one empty
 * signature field at the top right of the first page. Pure, as `renderResult` is.
 * @throws {TemplateFieldMissing} {MissingGlyph} {PieceTooTall}
 */
export async function renderAppendices(input: ResultInput): Promise<RenderedAppendix[]> {
  const rendered: RenderedAppendix[] = [];
  for (const { documentTitle, blocks, ...conditions } of input.template.definition.appendices) {
    const context = openDocument(input);
    if (scopesOf(context.scope, conditions).length === 0) continue;
    const block = context.root.add('P');
    const pages = setPages(layBlocks(blocks, context), context);
    placeTextBlock(pages, block, context);
    const pdf = await writePages(pages, context, { title: documentTitle });
    rendered.push({ title: fillAll(documentTitle, context.scope), pdf, pages: pages.length });
  }
  return rendered;
}

/** What a result says of its appendices: whoever approves and signs its bytes has approved and signed theirs. */
export function appendixList(appendices: readonly RenderedAppendix[]): Attachment {
  const named = appendices.map(({ title, pdf }) => ({ title, sha256: sha256(pdf) }));
  return {
    name: 'phu-luc.json',
    description: 'Các phụ lục ở tệp riêng và mã băm SHA-256 của từng tệp trước chữ ký số của cơ quan',
    mediaType: 'application/json',
    content: Buffer.from(canonicalJson({ v: 1, appendices: named })),
  };
}
