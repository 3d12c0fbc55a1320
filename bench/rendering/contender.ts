/** How a contender checks its input: once, so that code made for the check would weigh on its first render alone. */
export const READ_ONCE = { jitless: true } as const;

/** Draws the bench's document in one way. */
export interface Contender {
  /**
   * Reads what can be kept for all documents.
   * @param folder what `writeDocuments` wrote
   * @param document name of one of the documents there
   * @param applicants how many it is drawn for in turns, as an office does
   */
  readonly open: (folder: string, document: string, applicants: number) => Promise<() => Promise<Uint8Array>>;
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
