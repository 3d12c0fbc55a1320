/** The port to time: whoever answers proves that a signature existed then. */
export interface TimestampAuthority {
  /**
   * An RFC 3161 token over `stamped`, checked.
   *
   * @throws {TsaUnavailable} where no authority gave one; nothing is ever put in its place
   */
  timestamp(stamped: Uint8Array): Promise<Uint8Array>;
}

/** No timestamp authority answered with a token that holds: asking again later may succeed. */
export class TsaUnavailable extends Error {
  override readonly name = 'TsaUnavailable';
}
