import type { z } from 'zod';
import { fieldProblems, textProblems } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import type { PortalContext } from './portal-env.ts';
import { readJson } from './read-json.ts';
import { requestRefusals } from './refusals.ts';

/** The body as JSON of one schema, its texts NFC and without unseen characters; refused naming each field at fault. */
export async function readBody<Schema extends z.ZodType>(
  c: PortalContext,
  schema: Schema,
): Promise<Outcome<z.output<Schema>>> {
  const body = await readJson(c);
  if (!body.ok) return body;
  const texts = textProblems(body.value);
  return texts.length > 0 ? requestRefusals.inputInvalid(texts) : checkInput(schema, body.value);
}

/** A form's fields, text by text; a field sent twice counts once. */
export async function readForm(c: PortalContext): Promise<Outcome<Record<string, string>>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type))
    return requestRefusals.notForm;
  const fields = await c.req.parseBody();
  return accept(
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value.normalize('NFC').trim()]] : [],
      ),
    ),
  );
}

export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Outcome<z.output<Schema>> {
  const checked = schema.safeParse(input, { reportInput: true });
  return checked.success ? accept(checked.data) : requestRefusals.inputInvalid(fieldProblems(checked.error));
}
