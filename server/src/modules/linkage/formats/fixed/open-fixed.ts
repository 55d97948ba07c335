import { createReadStream } from 'node:fs';
import type { Column, SourceShape } from '@saphan/contracts/contract';
import { keptRawBytes, type RejectCode } from '@saphan/contracts/reject';
import { textDecoder, type DecodeText } from '../decode-text.ts';
import { csvRecord, type OnReject, type PreviewRow, type TabularReader } from '../tabular.ts';
import { splitFixed, type FixedLine } from './split-fixed.ts';

/** A column and the places it takes, 1-based. */
export type FixedColumn = Required<Pick<Column, 'source' | 'place'>>;

export interface FixedOptions {
  source: SourceShape;
  columns: readonly FixedColumn[];
  onReject?: OnReject;
}

type Read = (string | null)[] | { code: RejectCode; detail: string };

/**
 * Opens lines of fixed width as a table: each column takes the places the contract gives it, in bytes or characters; blanks around a
 * value are its padding and an all-blank column is absent. A line that ends early (unless the contract fills it), that goes on behind the
 * last column, or that holds bytes without a character is rejected by itself with its line number and byte offset.
 */
export async function openFixed(path: string, options: FixedOptions): Promise<TabularReader> {
  const readLine = lineReader(options);
  return {
    readHeader: async () => options.columns.map(({ source }) => source),
    preview: (rows) => readPreview(path, options, readLine, rows),
    records: () => recordsOf(path, options, readLine),
    close: async () => { /* streams close themselves */ },
  };
}

async function readPreview(path: string, options: FixedOptions, readLine: (bytes: Buffer) => Read, rows: number): Promise<PreviewRow[]> {
  const preview: PreviewRow[] = [];
  for await (const lines of linesOf(path, options.source)) {
    for (const { line, bytes } of lines) {
      const read = readLine(bytes);
      if (Array.isArray(read) && preview.length < rows) preview.push({ line, cells: read });
    }
    if (preview.length >= rows) break;
  }
  return preview;
}

async function* recordsOf(path: string, options: FixedOptions, readLine: (bytes: Buffer) => Read): AsyncGenerator<Buffer> {
  const { maxRecordBytes } = options.source;
  for await (const lines of linesOf(path, options.source)) {
    let text = '';
    for (const found of lines) {
      const read: Read = found.tooLong ? { code: 'RECORD_TOO_LONG', detail: `${found.byteLength} > ${maxRecordBytes} bytes` } : readLine(found.bytes);
      if (Array.isArray(read)) text += csvRecord(found.line, found.offset, read);
      else reject(options.onReject, found, read.code, read.detail);
    }
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
}

/** The lines of data: a byte order mark, and the lines above the data, are left out but counted. */
async function* linesOf(path: string, source: SourceShape): AsyncGenerator<FixedLine[]> {
  const first = source.headerRows === 0 ? source.headerRow : source.headerRow + source.headerRows;
  const shape = { recordLength: source.recordLength, maxBytes: source.maxRecordBytes, keptBytes: keptRawBytes };
  for await (const lines of splitFixed(createReadStream(path, { highWaterMark: 1 << 18 }), shape)) {
    yield lines.filter(({ line }) => line >= first).map((each) => (each.offset === 0 ? withoutMark(each) : each));
  }
}

function withoutMark(line: FixedLine): FixedLine {
  return line.bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? { ...line, bytes: line.bytes.subarray(3) } : line;
}

function lineReader({ source, columns }: FixedOptions): (bytes: Buffer) => Read {
  const decode = textDecoder(source.encoding);
  const width = columns.reduce((most, { place }) => Math.max(most, place.start + place.length - 1), 0);
  const fills = source.shortLines === 'fill';
  const byCharacters = source.unit === 'characters';
  return (bytes) => {
    const text = decode(bytes);
    if (text === null) return { code: 'ENC_INVALID', detail: source.encoding };
    const letters = byCharacters ? [...text] : null;
    const length = letters ? letters.length : bytes.length;
    if (length < width && !fills) return { code: 'FIELD_MISSING', detail: `${length} / ${width} ${byCharacters ? 'characters' : 'bytes'}` };
    const behind = letters ? letters.slice(width).join('') : decode(bytes.subarray(width)) ?? '?';
    if (source.recordLength === undefined && behind.trim() !== '') return { code: 'FIELD_EXTRA', detail: `${length} / ${width} ${byCharacters ? 'characters' : 'bytes'}` };
    return letters ? columns.map(({ place }) => letters.slice(place.start - 1, place.start - 1 + place.length).join('').trim() || null) : cellsOf(bytes, columns, decode, source.encoding);
  };
}

/** Places in bytes may cut a character of UTF-8 in two; such a record is no record of this contract. */
function cellsOf(bytes: Buffer, columns: readonly FixedColumn[], decode: DecodeText, encoding: string): Read {
  const cells: (string | null)[] = [];
  for (const { source, place } of columns) {
    const cell = decode(bytes.subarray(place.start - 1, place.start - 1 + place.length));
    if (cell === null) return { code: 'ENC_INVALID', detail: `${encoding} · ${source}` };
    cells.push(cell.trim() || null);
  }
  return cells;
}

function reject(onReject: OnReject | undefined, { line, offset, byteLength, bytes }: FixedLine, code: RejectCode, detail: string): void {
  const raw = Buffer.from(bytes.subarray(0, keptRawBytes));
  onReject?.({ line, byteOffset: offset, byteLength, column: null, code, detail: detail.slice(0, 200), raw, rawCut: raw.length + 1 < byteLength });
}
