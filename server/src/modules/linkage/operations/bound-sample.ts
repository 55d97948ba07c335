import { sniffBytes, sniffFormat, type FileKind } from '../formats/sniff-format.ts';
import { linkageProblem } from '../errors.ts';

/** More than a draft (4 MB) and a preview (8 MB) read, so that both say they saw only the beginning. */
const LINES_BYTES = 12 * 1024 * 1024;
const LONGEST_LINE = 1024 * 1024;
const WHOLE_BYTES = 256 * 1024 * 1024;
/** Formats whose parts mean nothing without their end. */
const wholeKinds: ReadonlySet<FileKind> = new Set(['xlsx', 'xls', 'ods', 'parquet', 'json', 'xml', 'dbf', 'zip', 'gzip']);

export interface BoundedSample { chunks: AsyncGenerator<Buffer>; /** Whether the stream had more; known once the chunks have ended. */ cut(): boolean }

/**
 * The beginning of a stream, for a draft: text of lines ends after the line that passes the limit; workbooks, archives, Parquet, JSON, XML and DBF come whole.
 * The chunks end with the problem `linkage.sample-too-large` when such a file is larger than 256 MB.
 */
export function boundSample(stream: AsyncIterable<Uint8Array>, limits = { lines: LINES_BYTES, line: LONGEST_LINE, whole: WHOLE_BYTES }): BoundedSample {
  let cut = false;
  async function* take(): AsyncGenerator<Buffer> {
    let received = 0;
    let isWhole: boolean | null = null;
    for await (const chunk of withHead(stream)) {
      isWhole ??= wholeKinds.has(sniffFormat(chunk.subarray(0, sniffBytes)));
      if (isWhole && received + chunk.length > limits.whole) throw linkageProblem('sample-too-large', { limitBytes: limits.whole });
      const end = isWhole ? chunk.length : endOfSample(chunk, received, limits);
      cut = end < chunk.length;
      if (end > 0) yield chunk.subarray(0, end);
      if (cut) return;
      received += chunk.length;
    }
  }
  return { chunks: take(), cut: () => cut };
}

/** Where the sample ends in a chunk: after the first line end past the limit; in a line without end, at the longest line; else the whole chunk. */
function endOfSample(chunk: Buffer, received: number, limits: { lines: number; line: number }): number {
  const from = Math.max(0, limits.lines - received);
  if (from >= chunk.length) return chunk.length;
  const newline = chunk.indexOf(0x0a, from);
  if (newline >= 0) return newline + 1;
  return Math.min(chunk.length, Math.max(0, limits.lines + limits.line - received));
}

/** The stream with its first chunk long enough to tell the format. */
async function* withHead(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let head: Buffer[] | null = [];
  let gathered = 0;
  for await (const piece of stream) {
    if (!head) { yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength); continue; }
    head.push(Buffer.from(piece));
    gathered += piece.byteLength;
    if (gathered < sniffBytes) continue;
    yield Buffer.concat(head);
    head = null;
  }
  if (head && gathered > 0) yield Buffer.concat(head);
}
