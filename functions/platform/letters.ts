/**
 * A letter: one character with the combining marks that follow it. NFC leaves marks apart only where Unicode
 * has no single character, as in ơ̆ ư̆ ô̆ ê̆ of Ê Đê (Rade) and Gia Rai (Jarai) names.
 */
const LETTER = /\P{M}\p{M}*/gu;
/** All but Latin and Vietnamese letters in NFC, which are one code unit each and no marks. */
const UNUSUAL = /[^ -\u02FF\u1E00-\u1EFF]/;
const MARK = /\p{M}/u;

/** Splits text into letters. A mark at the very start has no letter to stand on and is one of its own. */
export function lettersOf(text: string): string[] {
  if (!UNUSUAL.test(text)) return text.split('');
  if (!MARK.test(text)) return Array.from(text);
  const first = /^\p{M}+/u.exec(text)?.[0] ?? '';
  return [...Array.from(first), ...(text.slice(first.length).match(LETTER) ?? [])];
}
