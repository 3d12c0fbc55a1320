/** The port to time: whoever answers proves that a signature existed then. */
export interface Timestamp {
  /** RFC 3161 token in DER. */
  readonly token: Uint8Array;
  readonly time: Date;
}

export interface TimestampAuthority {
  /**
   * A token over `stamped`, checked.
   *
   * @param notBefore the time of what was stamped before: an authority whose clock is behind it proves nothing
   * @throws {TsaUnavailable} where no authority gave one; nothing is ever put in its place
   */
  timestamp(stamped: Uint8Array, notBefore?: Date): Promise<Timestamp>;
}

/** No timestamp authority answered with a token that holds: asking again later may succeed. */
export class TsaUnavailable extends Error {
  override readonly name = 'TsaUnavailable';
}
