import { sharedTypeface, type Typeface } from './fonts/typeface.ts';
import { prepareFont } from './pdf/font-objects.ts';

/**
 * The typeface, with all made ready that every document needs of it, whatever it says. A function that renders awaits
 * it while it starts (Lambda's INIT phase): its first event finds done what the first document would wait for.
 * @param templates folder of the templates, with `fonts` in it
 */
export async function prepareFonts(templates: string): Promise<Typeface> {
  const typeface = await sharedTypeface(templates);
  for (const face of Object.values(typeface)) prepareFont(face);
  return typeface;
}
