/** Opens results that a user named. */
export interface ResultsReader {
  /**
   * The bytes of a file, or of standard input for `-`.
   * @throws GateError FILE_NOT_FOUND, FILE_UNREADABLE, at the first read
   */
  read(path: string): AsyncIterable<Uint8Array>;
}
