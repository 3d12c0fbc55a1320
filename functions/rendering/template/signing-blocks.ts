import type { Message } from '../../platform/refusal.ts';
import type { TemplateDefinition } from './definition.ts';

/** `header` draws the fields for number and date, `signature` those of the official and the agency. */
const NEEDED_ONCE = ['header', 'signature'] as const;

/**
 * What keeps a template's documents from being signed: each of the fields that signing fills must be there once, and
 * of two blocks only the last would have its own. Undefined where nothing does. Neither block takes conditions, so that
 * what is written once is drawn once.
 */
export function signingProblem({ blocks }: TemplateDefinition): Message | undefined {
  const wrong = NEEDED_ONCE.flatMap((type) => {
    const at = blocks.flatMap((block, index) => (block.type === type ? [index + 1] : []));
    return at.length === 1 ? [] : [{ type, at: at.join(', ') }];
  });
  if (wrong.length === 0) return undefined;
  const vi = wrong.map(({ type, at }) => `${at === '' ? 'thiếu' : `khối ${at}: thừa`} khối "${type}"`);
  const en = wrong.map(({ type, at }) => `${type} (${at === '' ? 'none' : `blocks ${at}`})`);
  return {
    vi: `template.json, ${vi.join('; ')}; mỗi mẫu có đúng một khối "header" (số, ngày) và một khối "signature" (nơi ký), nếu không thì không ký được.`,
    en: `template.json must have exactly one block of: ${en.join(', ')}; its documents could not be signed`,
  };
}
