/** How a contender checks its input: once, so that code made for the check would weigh on its first render alone. */
export const READ_ONCE = { jitless: true } as const;

/** Draws the bench's document in one way. */
export interface Contender {
  /**
   * Reads what can be kept for all documents.
   * @param folder what `writeDocuments` wrote
   * @param document name of one of the documents there
   */
  readonly open: (folder: string, document: string) => Promise<() => Promise<Uint8Array>>;
}
