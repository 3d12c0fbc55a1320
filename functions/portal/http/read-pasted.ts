import { accept, type Outcome } from '../../platform/refusal.ts';
import type { PortalContext } from './portal-env.ts';
import { formParts } from './read-form.ts';
import { MOST_BYTES, parseJson } from './read-json.ts';
import { requestRefusals } from './refusals.ts';

/** JSON somebody pasted or chose as a file: its text, to show again, and what it says. */
export interface Pasted {
  readonly text: string;
  /** nothing was pasted and no file chosen */
  readonly empty: boolean;
  readonly value: Outcome<unknown>;
}

/** The form's `file` where one was chosen, else its box `json`. */
export async function readPasted(c: PortalContext): Promise<Outcome<Pasted>> {
  const parts = await formParts(c);
  if (!parts.ok) return parts;
  const { file, json } = parts.value;
  const chosen = file instanceof File && file.size > 0;
  if (chosen && file.size > MOST_BYTES)
    return accept({ text: '', empty: false, value: requestRefusals.tooLarge });
  const text = chosen ? await file.text() : typeof json === 'string' ? json : '';
  const bytes = new TextEncoder().encode(text);
  const value = bytes.byteLength > MOST_BYTES ? requestRefusals.tooLarge : parseJson(bytes);
  return accept({ text, empty: text.trim() === '', value });
}
