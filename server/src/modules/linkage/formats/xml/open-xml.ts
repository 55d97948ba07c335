import { open } from 'node:fs/promises';
import { keptRawBytes, type Reject } from '@saphan/contracts/reject';
import { ColumnPlaces } from '../column-places.ts';
import { formatProblem } from '../problems.ts';
import { csvRecord, type OnNote, type OnReject, type PreviewRow, type TabularReader } from '../tabular.ts';
import { findRecordPaths } from './find-record-paths.ts';
import { readXml } from './read-xml.ts';
import { XmlRecords, type XmlRecord } from './xml-records.ts';

export interface XmlOptions {
  /** Elements from the root to a record: `/provinces/province`. */
  recordPath: string;
  /** Column names of the contract in order; null takes the paths of the first 1,000 records in order of appearance. */
  columns: readonly string[] | null;
  maxRecordBytes: number;
  onReject?: OnReject;
  onNote?: OnNote;
}

const headerRecords = 1000;

/**
 * Opens the records of an XML file as a table; `line` is the ordinal of the record, the byte offset is that of its first tag.
 *
 * @throws while reading: `linkage.xml-broken`, `linkage.xml-no-records` with the paths there are.
 */
export async function openXml(path: string, options: XmlOptions): Promise<TabularReader> {
  let header: Promise<string[]> | null = null;
  const readHeader = () => (header ??= options.columns ? Promise.resolve([...options.columns]) : readPaths(path, options));
  return {
    readHeader,
    preview: async (rows) => readPreview(path, options, rows, await readHeader()),
    records: async function* () { yield* recordsOf(path, options, await readHeader()); },
    close: async () => { /* streams close themselves */ },
  };
}

async function* read(path: string, { recordPath, maxRecordBytes }: XmlOptions): AsyncGenerator<XmlRecord[]> {
  const records = new XmlRecords(recordPath, maxRecordBytes);
  let found = 0;
  for await (const _progress of readXml(path, records)) {
    if (records.found.length === 0) continue;
    found += records.found.length;
    yield records.found.splice(0);
  }
  if (found === 0) throw await noRecords(path, recordPath);
}

async function noRecords(path: string, recordPath: string): Promise<Error> {
  const paths = (await findRecordPaths(path)).slice(0, 5).map((each) => each.path);
  return formatProblem('xml-no-records', { recordPath, paths, detailTh: `ไม่มีระเบียนที่ ${recordPath} มีแต่ ${paths.join(', ')}`, detailEn: `There is no record at ${recordPath}; there are ${paths.join(', ')}.` });
}

async function readPaths(path: string, options: XmlOptions): Promise<string[]> {
  const names = new Set<string>();
  let seen = 0;
  for await (const batch of read(path, options)) {
    for (const { members } of batch) for (const name of members?.keys() ?? []) names.add(name);
    seen += batch.length;
    if (seen >= headerRecords) break;
  }
  return [...names];
}

async function readPreview(path: string, options: XmlOptions, rows: number, header: string[]): Promise<PreviewRow[]> {
  const preview: PreviewRow[] = [];
  for await (const batch of read(path, options)) {
    for (const { ordinal, members } of batch) {
      if (members && preview.length < rows) preview.push({ line: ordinal, cells: header.map((name) => members.get(name) ?? null) });
    }
    if (preview.length >= rows) break;
  }
  return preview;
}

async function* recordsOf(path: string, options: XmlOptions, header: string[]): AsyncGenerator<Buffer> {
  const places = new ColumnPlaces(header, options.onNote ?? (() => undefined));
  for await (const batch of read(path, options)) {
    let text = '';
    for (const record of batch) {
      if (record.members) text += csvRecord(record.ordinal, record.byteOffset, places.cellsOf(record.members, record.ordinal));
      else options.onReject?.(await tooLong(path, record));
    }
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
}

async function tooLong(path: string, { ordinal, byteOffset, byteLength }: XmlRecord): Promise<Reject> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(keptRawBytes), 0, Math.min(keptRawBytes, byteLength), byteOffset);
    return { line: ordinal, byteOffset, byteLength, column: null, code: 'RECORD_TOO_LONG', detail: `${byteLength} bytes`, raw: buffer.subarray(0, bytesRead), rawCut: byteLength > bytesRead };
  } finally {
    await file.close();
  }
}
