import type { z } from 'zod';
import { fieldProblems, textProblems } from '../../intake/index.ts';
import { accept, type Outcome } from '../../platform/refusal.ts';
import type { PortalContext } from './portal-env.ts';
import { readJson } from './read-json.ts';
import { requestRefusals } from './refusals.ts';

/** Fields in which people explain something, or paste a signature that was broken into lines. */
export const LINES = /^(reason|note|value)\b/;

/** The body as JSON of one schema, its texts NFC and without unseen characters; refused naming each field at fault. */
export async function readBody<Schema extends z.ZodType>(
  c: PortalContext,
  schema: Schema,
): Promise<Outcome<z.output<Schema>>> {
  const body = await readJson(c);
  if (!body.ok) return body;
  const texts = textProblems(body.value, { linesIn: LINES });
  return texts.length > 0 ? requestRefusals.inputInvalid(texts) : checkInput(schema, body.value);
}

export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Outcome<z.output<Schema>> {
  const checked = schema.safeParse(input, { reportInput: true });
  return checked.success ? accept(checked.data) : requestRefusals.inputInvalid(fieldProblems(checked.error));
}
