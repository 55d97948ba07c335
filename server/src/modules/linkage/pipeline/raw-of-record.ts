import { open } from 'node:fs/promises';
import type { SourceFormat, SourceShape } from '@saphan/contracts/contract';
import { keptRawBytes, type Reject } from '@saphan/contracts/reject';
import { readDbfHeader } from '../formats/dbf/dbf-header.ts';
import { xmlRecordEnd } from '../formats/xml/record-end.ts';
import { readXmlEncoding } from '../formats/xml/xml-encoding.ts';

/** Formats that an adapter reads and whose records have bytes of their own in the file. */
const placed: ReadonlySet<SourceFormat> = new Set(['json', 'ndjson', 'xml', 'dbf', 'fixed']);

/** The raw file for as long as someone reads in it, unpacked if it was packed. */
export type WithPath = <T>(work: (path: string) => Promise<T>) => Promise<T>;

/** Where the bytes of rows are to be found: the file, and how it was read. */
export interface RawPlaces { source: SourceShape; withPath: WithPath }

/** Whether records have bytes of their own in the raw file: delimited text has, and what an adapter reads record by record. */
export function hasRawPlaces({ prefixed }: { prefixed: boolean }, format: SourceFormat): boolean {
  return !prefixed || placed.has(format);
}

/**
 * Gives records their bytes as received: an adapter hands the sieve CSV it made, but a person must see what was sent.
 * Workbooks and Parquet have no byte places; their rejects keep the row's cells.
 */
export async function withRawBytes(rejects: Reject[], path: string, source: SourceShape): Promise<Reject[]> {
  if (!placed.has(source.format)) return rejects;
  const endOf = await recordEndIn(path, source);
  const file = await open(path);
  try {
    const mended: Reject[] = [];
    for (const reject of rejects) {
      if (reject.byteOffset < 0 || reject.byteLength >= 0) { mended.push(reject); continue; }
      const { buffer, bytesRead } = await file.read(Buffer.alloc(keptRawBytes), 0, keptRawBytes, reject.byteOffset);
      const end = endOf(buffer.subarray(0, bytesRead));
      mended.push({ ...reject, byteLength: end ?? bytesRead, raw: buffer.subarray(0, end ?? bytesRead), rawCut: end === null });
    }
    return mended;
  } finally {
    await file.close();
  }
}

/** How to tell where a record ends from its first bytes: its length, or null when it does not end in them. */
export async function recordEndIn(path: string, source: SourceShape): Promise<(bytes: Buffer) => number | null> {
  if (source.format === 'xml') {
    const { encoding } = await readXmlEncoding(path);
    return (bytes) => xmlRecordEnd(bytes, encoding);
  }
  if (source.format === 'dbf') {
    const { recordBytes } = await readDbfHeader(path);
    return (bytes) => (bytes.length < recordBytes ? null : recordBytes);
  }
  if (source.format !== 'fixed') return recordEnd;
  const { recordLength } = source;
  return recordLength === undefined ? lineEnd : (bytes) => (bytes.length < recordLength ? null : recordLength);
}

function lineEnd(bytes: Buffer): number | null {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return bytes.length < keptRawBytes ? bytes.length : null;
  return bytes[end - 1] === 0x0d ? end - 1 : end;
}

const [OPEN, CLOSE, QUOTE, BACKSLASH] = [0x7b, 0x7d, 0x22, 0x5c];

/** Length of the JSON object that begins the bytes, or null when it does not end in them. */
export function recordEnd(bytes: Buffer): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth === 0) return at + 1;
  }
  return null;
}
