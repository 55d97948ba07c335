import { keptRawBytes } from '@saphan/contracts/reject';
import type { FoundRecord } from './record-cells.ts';

/**
 * Splits newline-delimited JSON into lines; blank lines and a byte order mark are left out.
 * @param maxBytes a longer line is passed over and found with `bytes: null`.
 */
export async function* splitLines(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<FoundRecord[]> {
  let rest: Buffer = Buffer.alloc(0);
  let head: Buffer | null = null; // of a line that is too long
  let start = 0;
  let read = 0;
  let line = 1;
  const found: FoundRecord[] = [];
  const take = (piece: Buffer, byteLength: number): void => {
    const bytes = trimLine(piece, start);
    if (head) found.push({ line, byteOffset: start, byteLength, bytes: null, head });
    else if (bytes.length > 0) found.push({ line, byteOffset: start, byteLength, bytes, head: bytes });
    head = null;
    line += 1;
  };
  for await (const chunk of source) {
    const held = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let end = held.indexOf(10, from); end >= 0; end = held.indexOf(10, from)) {
      const next = read + chunk.length - held.length + end + 1;
      take(held.subarray(from, end), next - start);
      start = next;
      from = end + 1;
    }
    read += chunk.length;
    rest = held.subarray(from);
    if (rest.length > maxBytes || head) {
      head ??= Buffer.from(rest.subarray(0, keptRawBytes));
      rest = Buffer.alloc(0);
    }
    if (found.length > 0) yield found.splice(0);
  }
  if (rest.length > 0 || head) take(rest, read - start);
  if (found.length > 0) yield found;
}

function trimLine(piece: Buffer, start: number): Buffer {
  let from = start === 0 && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? 3 : 0;
  let to = piece.length;
  while (from < to && isBlank(piece[from] as number)) from += 1;
  while (to > from && isBlank(piece[to - 1] as number)) to -= 1;
  return piece.subarray(from, to);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09;
}
