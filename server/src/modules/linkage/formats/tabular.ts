import type { Reject } from '@saphan/contracts/reject';

/** A source read as a table, whatever its format. */
export interface TabularReader {
  /** Column names in order; levels of a header of several rows joined by ` / `. */
  readHeader(): Promise<string[]>;
  /** The first rows as they lie, header rows included where the format has them; null is an absent cell. */
  preview(rows: number): Promise<PreviewRow[]>;
  /**
   * Records as UTF-8 CSV without a header (RFC 4180, LF): line, byte offset (-1 where the format has none), then the cells in the order
   * of {@link TabularReader.readHeader}. Cells that need it are quoted and may hold line breaks. Memory stays bounded.
   */
  records(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

export interface PreviewRow { line: number; cells: (string | null)[] }

/** Called with each record that cannot be read at all; the other records go on. */
export type OnReject = (reject: Reject) => void;
/** Called with what a person should know and no row is rejected for, e.g. a key that no column names. */
export type OnNote = (note: { th: string; en: string }) => void;

/** One CSV cell; an absent value is empty and unquoted. */
export function csvCell(value: string | null): string {
  if (value === null) return '';
  if (value === '') return '""';
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One line of {@link TabularReader.records}. */
export function csvRecord(line: number, byteOffset: number, cells: readonly (string | null)[]): string {
  let text = `${line},${byteOffset}`;
  for (const cell of cells) text += `,${csvCell(cell)}`;
  return `${text}\n`;
}
