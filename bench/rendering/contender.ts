/** Draws the bench's document in one way. */
export interface Contender {
  /**
   * Reads what can be kept for all documents.
   * @param folder what `writeDocuments` wrote
   * @param document name of one of the documents there
   */
  readonly open: (folder: string, document: string) => Promise<() => Promise<Uint8Array>>;
}
