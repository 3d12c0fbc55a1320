import { renderResult } from '../render-result.ts';
import type { ResultInput } from '../result-input.ts';
import { templateDefinition } from '../template/definition.ts';
import { sampleInput } from './sample-input.ts';

/** A document of the given blocks in the second typesetting, on the given paper. */
export async function blockInput(
  blocks: readonly object[],
  data: unknown = {},
  { page = 'A4', ...changes }: Partial<ResultInput> & { readonly page?: 'A4' | 'A5' } = {},
): Promise<ResultInput> {
  const input = await sampleInput('phieu-tu-choi', changes);
  const definition = templateDefinition.parse({
    id: 'khoi',
    version: 1,
    name: 'Khối',
    documentTitle: 'Khối',
    typesetting: 2,
    page,
    blocks,
  });
  return { ...input, data, template: { ...input.template, definition, ...changes.template } };
}

export async function blockDocument(
  ...given: Parameters<typeof blockInput>
): Promise<{ pdf: Uint8Array; pages: number }> {
  return renderResult(await blockInput(...given));
}
