import { createReadStream } from 'node:fs';
import { formatProblem } from '../problems.ts';
import type { OnNote, OnReject, PreviewRow, TabularReader } from '../tabular.ts';
import { RecordCells, readFound, type FoundRecord } from './record-cells.ts';
import { splitArray } from './split-array.ts';
import { splitLines } from './split-lines.ts';

export interface JsonOptions {
  format: 'json' | 'ndjson';
  /** Column names of the contract in order; null takes the keys of the first 1,000 records in order of appearance. */
  columns: readonly string[] | null;
  maxRecordBytes: number;
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
  const found = () => split(path, options);
  let header: Promise<string[]> | null = null;
  const readHeader = () => (header ??= options.columns ? Promise.resolve([...options.columns]) : readKeys(found()));
  return {
    readHeader,
    preview: async (rows) => readPreview(found(), rows, await readHeader()),
    records: async function* () { yield* recordsOf(found(), await readHeader(), options); },
    close: async () => { /* streams close themselves */ },
  };
}

function split(path: string, { format, maxRecordBytes }: Pick<JsonOptions, 'format' | 'maxRecordBytes'>): AsyncGenerator<FoundRecord[]> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  return format === 'json' ? splitArray(source, maxRecordBytes) : splitLines(source, maxRecordBytes);
}

async function readKeys(source: AsyncGenerator<FoundRecord[]>): Promise<string[]> {
  const keys = new Set<string>();
  let seen = 0;
  let readable = 0;
  for await (const batch of source) {
    for (const found of batch) {
      const read = readFound(found);
      seen += 1;
      if (!('members' in read)) continue;
      readable += 1;
      for (const key of read.members.keys()) keys.add(key);
    }
    if (seen >= headerRecords) break;
  }
  if (seen > 0 && readable === 0) throw formatProblem('json-shape', { detailTh: 'ไม่มีระเบียนใดเป็นวัตถุ { … } ที่อ่านได้', detailEn: 'None of the first records is a readable object { … }.' });
  return [...keys];
}

async function readPreview(source: AsyncGenerator<FoundRecord[]>, rows: number, header: string[]): Promise<PreviewRow[]> {
  const preview: PreviewRow[] = [];
  for await (const batch of source) {
    for (const found of batch) {
      const read = readFound(found);
      if ('members' in read && preview.length < rows) preview.push({ line: found.line, cells: header.map((key) => read.members.get(key) ?? null) });
    }
    if (preview.length >= rows) break;
  }
  return preview;
}

async function* recordsOf(source: AsyncGenerator<FoundRecord[]>, header: string[], options: JsonOptions): AsyncGenerator<Buffer> {
  const cells = new RecordCells(header, options.onReject ?? (() => undefined), options.onNote ?? (() => undefined));
  for await (const batch of source) {
    let text = '';
    for (const found of batch) text += cells.line(found);
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
}
