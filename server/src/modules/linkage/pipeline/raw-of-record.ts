import { open } from 'node:fs/promises';
import type { SourceFormat } from '@saphan/contracts/contract';
import { keptRawBytes, type Reject } from '@saphan/contracts/reject';

/** Whether records have bytes of their own in the raw file: delimited text has, and JSON, though an adapter reads it. */
export function hasRawPlaces({ prefixed }: { prefixed: boolean }, format: SourceFormat): boolean {
  return !prefixed || format === 'json' || format === 'ndjson';
}

/**
 * Gives JSON records their bytes as received: an adapter hands the sieve CSV it made, but a person must see what was sent.
 * Workbooks and Parquet have no byte places; their rejects keep the row's cells.
 */
export async function withRawBytes(rejects: Reject[], path: string, format: SourceFormat): Promise<Reject[]> {
  if (format !== 'json' && format !== 'ndjson') return rejects;
  const file = await open(path);
  try {
    const mended: Reject[] = [];
    for (const reject of rejects) {
      if (reject.byteOffset < 0 || reject.byteLength >= 0) { mended.push(reject); continue; }
      const { buffer, bytesRead } = await file.read(Buffer.alloc(keptRawBytes), 0, keptRawBytes, reject.byteOffset);
      const end = recordEnd(buffer.subarray(0, bytesRead));
      mended.push({ ...reject, byteLength: end ?? bytesRead, raw: buffer.subarray(0, end ?? bytesRead), rawCut: end === null });
    }
    return mended;
  } finally {
    await file.close();
  }
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
