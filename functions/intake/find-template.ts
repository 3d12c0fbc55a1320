import { logger } from '../platform/logger.ts';
import { accept, type Outcome } from '../platform/refusal.ts';
import { TemplateInvalid, type Template } from '../rendering/index.ts';
import type { RuleDeps } from './acceptance-rules.ts';
import type { Dossier } from './dossier.ts';
import { refusals } from './intake-refusals.ts';

/**
 * The template a dossier names. Files that are wrong are no fault of the sender's, and none of this system's that a
 * second try would mend: the refusal says whose, and the log what is wrong with them.
 */
export async function findTemplate(
  { loadTemplate }: Pick<RuleDeps, 'loadTemplate'>,
  wanted: Dossier['template'],
): Promise<Outcome<Template>> {
  try {
    const template = await loadTemplate(wanted.id, wanted.version);
    return template ? accept(template) : refusals.templateUnknown;
  } catch (error) {
    if (!(error instanceof TemplateInvalid)) throw error;
    logger.error('a template chosen for a dossier is invalid', { ...wanted, reason: error.message });
    return refusals.templateInvalid(wanted);
  }
}
