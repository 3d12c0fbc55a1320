/** How a contender checks its input: once, so that code made for the check would weigh on its first render alone. */
export const READ_ONCE = { jitless: true } as const;

/** Makes ready to draw one of the documents, for applicants in turns as an office does. */
export type Open = (document: string, applicants: number) => Promise<() => Promise<Uint8Array>>;

/** Draws the bench's documents in one way. */
export interface Contender {
  /**
   * Reads what can be kept for all documents, as a function does before its first event.
   * @param folder what `writeDocuments` wrote
   */
  readonly start: (folder: string) => Promise<Open>;
}

/** Takes one entry after the other, over and over. */
export function inTurn<Entry>(entries: readonly Entry[]): () => Entry {
  let turn = 0;
  return () => {
    const entry = entries[turn++ % entries.length];
    if (entry === undefined) throw new RangeError('nobody to take turns');
    return entry;
  };
}

/** Reads what is kept for each applicant. */
export function ofEach<Entry>(
  applicants: number,
  read: (number: number) => Promise<Entry>,
): Promise<Entry[]> {
  return Promise.all(Array.from({ length: applicants }, (_, number) => read(number)));
}
