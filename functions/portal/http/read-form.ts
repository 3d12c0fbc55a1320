import { textProblems } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import type { PortalContext } from './portal-env.ts';
import { LINES } from './read-body.ts';
import { requestRefusals } from './refusals.ts';

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)/i;

/** What a form carries, whatever the browser says of it; a body that is none of the kind it claims is refused. */
export async function formParts(c: PortalContext): Promise<Outcome<Record<string, string | File>>> {
  if (!FORM.test(c.req.header('content-type') ?? '')) return requestRefusals.notForm;
  try {
    return accept(await c.req.parseBody());
  } catch {
    // Whatever the parser does not understand, the sender has to mend.
    return requestRefusals.notForm;
  }
}

/**
 * A form's fields, text by text; a field sent twice counts once. Texts are composed as the API wants them, since
 * keyboards differ; line breaks, which browsers send as CR LF, become one character; unseen characters are refused.
 */
export async function readForm(c: PortalContext): Promise<Outcome<Record<string, string>>> {
  const parts = await formParts(c);
  if (!parts.ok) return parts;
  const fields = Object.entries(parts.value).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[name, value.normalize('NFC').replaceAll('\r\n', '\n').trim()] as const]
      : [],
  );
  const problems = fields.flatMap(([name, value]) => textProblems(value, { path: [name], linesIn: LINES }));
  return problems.length > 0 ? requestRefusals.inputInvalid(problems) : accept(Object.fromEntries(fields));
}
