import type { Message } from '../../platform/refusal.ts';

/** Vietnamese is what the law's users read; English is a courtesy. */
export type Language = keyof Message;

export function isLanguage(value: string | undefined): value is Language {
  return value === 'vi' || value === 'en';
}

/** English only when `Accept-Language` (RFC 9110, 12.5.4) prefers it to Vietnamese. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const weights = new Map<string, number>();
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    const primary = tag.trim().split('-')[0] ?? '';
    weights.set(primary, Math.max(weights.get(primary) ?? 0, Number.isNaN(weight) ? 0 : weight));
  }
  return (weights.get('en') ?? 0) > (weights.get('vi') ?? 0) ? 'en' : 'vi';
}

/** A sentence, or one made from what it speaks about. */
export type Phrase = string | ((...about: never[]) => string);

/** Both languages of one group of phrases: the compiler refuses a phrase that only one of them has. */
export interface Bilingual<Phrases> {
  readonly vi: Phrases;
  readonly en: Phrases;
}

type SamePhrases<Phrases> = {
  [Name in keyof Phrases]: Phrases[Name] extends string ? string : Phrases[Name];
};

/** Two languages of one group; the second is checked against the first. */
export function bilingual<const Phrases extends Readonly<Record<string, Phrase>>>(text: {
  vi: Phrases;
  en: NoInfer<SamePhrases<Phrases>>;
}): Bilingual<SamePhrases<Phrases>>;
export function bilingual(text: Bilingual<Readonly<Record<string, Phrase>>>) {
  return text;
}
