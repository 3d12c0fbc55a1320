/** Texts of the templates in use are some hundreds; while one is written there may be any number. */
const KEPT = 2_000;

/** What a template's own text was taken apart into: nothing of anybody's data is among it. */
export class KeptParts<Parts> {
  readonly #parts = new Map<string, Parts>();
  readonly #take: (source: string) => Parts;

  constructor(take: (source: string) => Parts) {
    this.#take = take;
  }

  of(source: string): Parts {
    const known = this.#parts.get(source);
    if (known !== undefined) return known;
    const parts = this.#take(source);
    if (this.#parts.size < KEPT) this.#parts.set(source, parts);
    return parts;
  }
}
