import type { Language } from '../text/language.ts';

/** Between the two languages of a text in the OpenAPI document, which has room for one text only. */
const BETWEEN = ' / ';

/** Both languages as one text, as machines and other people's viewers of the document show it. */
export function both(vi: string, en: string): string {
  return `${vi}${BETWEEN}${en}`;
}

/** Such a text in one language; a text without a second language is the same in both. */
export function said(text: string, language: Language): string {
  const [vi = text, en = vi] = text.split(BETWEEN);
  return language === 'vi' ? vi : en;
}
