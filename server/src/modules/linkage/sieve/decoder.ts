/**
 * Turns raw bytes into UTF-8 for the scanner. What cannot be decoded becomes a sequence that no UTF-8 has (it starts with FD, FE or
 * FF), so that the record is refused and its raw bytes can still be written back exactly.
 */
export interface Decoder {
  /** Whether raw bytes and decoded bytes are the same. */
  readonly identity: boolean;
  /** Upper bound of decoded bytes for one raw byte. */
  readonly growth: number;
  /** Decodes all of `raw` into `target` from `at`; returns the new end. Parts of a character wait for the next call. */
  decode(raw: Buffer, target: Buffer, at: number): number;
  /** Writes what was waiting when the input ends. */
  finish(target: Buffer, at: number): number;
  /** Raw length of decoded bytes. */
  rawLength(decoded: Buffer, start: number, end: number): number;
  /** The raw bytes of decoded ones, at most `most` bytes. */
  encode(decoded: Buffer, start: number, end: number, most: number): Buffer;
  /** Whether this record decodes but its raw bytes are plainly of another encoding (UTF-8 inside a single-byte file). */
  isForeign(decoded: Buffer, start: number, end: number): boolean;
  /** Set by `decode` when a record may be foreign; whoever looks clears it. */
  suspect: boolean;
}
