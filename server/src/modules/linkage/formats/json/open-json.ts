import { createReadStream } from 'node:fs';
import { formatProblem } from '../problems.ts';
import type { OnNote, OnReject, PreviewRow, TabularReader } from '../tabular.ts';
import { isMistake, type Mistake } from './cursor.ts';
import { NestedPlaces } from './nested-places.ts';
import { placeTree } from './place-tree.ts';
import { readPlaces } from './read-places.ts';
import { readRecord, type Members } from './read-record.ts';
import { RecordCells, readFound, type FoundRecord } from './record-cells.ts';
import { splitArray } from './split-array.ts';
import { splitLines } from './split-lines.ts';

export interface JsonOptions {
  format: 'json' | 'ndjson';
  /** Column names of the contract in order; null takes the places of the first 1,000 records in order of appearance. */
  columns: readonly string[] | null;
  maxRecordBytes: number;
  /** The list within a record whose elements are the rows, e.g. `/plots`; absent: each record is a row. */
  recordPath?: string | undefined;
  onReject?: OnReject;
  onNote?: OnNote;
}

const headerRecords = 1000;

/**
 * Opens a JSON array or newline-delimited JSON as a table. Records that cannot be read go to `onReject` and the rest goes on; the list
 * itself must be whole.
 *
 * @throws while reading: `linkage.json-broken` with line and byte, `linkage.json-shape` when it is no list of objects.
 */
export async function openJson(path: string, options: JsonOptions): Promise<TabularReader> {
  const found = () => splitRecords(path, options);
  let header: Promise<string[]> | null = null;
  const readHeader = () => (header ??= options.columns ? Promise.resolve([...options.columns]) : readColumns(found(), options.recordPath));
  return {
    readHeader,
    preview: async (rows) => readPreview(found(), rows, await readHeader(), options.recordPath),
    records: async function* () { yield* recordsOf(found(), await readHeader(), options); },
    close: async () => { /* streams close themselves */ },
  };
}

/** The records of a file as they are found, a batch a chunk. */
export function splitRecords(path: string, { format, maxRecordBytes }: Pick<JsonOptions, 'format' | 'maxRecordBytes'>): AsyncGenerator<FoundRecord[]> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  return format === 'json' ? splitArray(source, maxRecordBytes) : splitLines(source, maxRecordBytes);
}

async function readColumns(source: AsyncGenerator<FoundRecord[]>, recordPath: string | undefined): Promise<string[]> {
  const places = new NestedPlaces(recordPath);
  let seen = 0;
  let readable = 0;
  for await (const batch of source) {
    for (const found of batch) {
      seen += 1;
      if ('code' in readFound(found, readRecord)) continue;
      readable += 1;
      places.see(JSON.parse((found.bytes as Buffer).toString('utf8')) as object);
    }
    if (seen >= headerRecords) break;
  }
  if (seen > 0 && readable === 0) throw formatProblem('json-shape', { detailTh: 'ไม่มีระเบียนใดเป็นวัตถุ { … } ที่อ่านได้', detailEn: 'None of the first records is a readable object { … }.' });
  return places.columns();
}

async function readPreview(source: AsyncGenerator<FoundRecord[]>, rows: number, header: string[], recordPath: string | undefined): Promise<PreviewRow[]> {
  const preview: PreviewRow[] = [];
  const tree = placeTree(header, recordPath);
  for await (const batch of source) {
    for (const found of batch) {
      const read = readFound(found, (bytes) => (tree ? readPlaces(bytes, tree) : asRows(readRecord(bytes))));
      if ('code' in read) continue;
      for (const members of read.read) if (preview.length < rows) preview.push({ line: recordPath === undefined ? found.line : preview.length + 1, cells: header.map((key) => members.get(key) ?? null) });
    }
    if (preview.length >= rows) break;
  }
  return preview;
}

const asRows = (read: Members | Mistake): Members[] | Mistake => (isMistake(read) ? read : [read]);

async function* recordsOf(source: AsyncGenerator<FoundRecord[]>, header: string[], options: JsonOptions): AsyncGenerator<Buffer> {
  const onNote = options.onNote ?? (() => undefined);
  const cells = new RecordCells(header, options.recordPath, options.onReject ?? (() => undefined), onNote);
  for await (const batch of source) {
    let text = '';
    for (const found of batch) text += cells.line(found);
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
  for (const note of cells.notes()) onNote(note);
}
