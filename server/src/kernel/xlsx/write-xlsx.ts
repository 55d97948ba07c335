import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { contentTypes, relationships, rootRelationships, styles, workbook } from './workbook-parts.ts';
import { sheetXml, type CellValue, type SheetColumn } from './sheet-xml.ts';

export type { CellValue, SheetColumn } from './sheet-xml.ts';

export interface SheetToWrite {
  /** At most 31 characters without []:*?/\ — others are replaced. */
  name: string;
  columns: readonly SheetColumn[];
  rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>;
  /** Rows that stand above the header. */
  above?: readonly (readonly CellValue[])[];
}

export interface XlsxWriteOptions {
  /** Rows of one sheet, header included; what is more goes on in a further sheet. Excel takes 1,048,576. */
  rowsPerSheet?: number;
}

/**
 * Writes a workbook as a stream in bounded memory: bold frozen header, column widths, numbers as numbers, dates as real dates, texts as
 * inline strings. An inline string is never a formula, whatever it begins with, so `=` `+` `-` `@` are left as they are; only CSV needs an escape.
 *
 * @returns the bytes of the .xlsx file; an error of `rows` breaks the stream.
 */
export function writeXlsx(sheets: readonly SheetToWrite[], options: XlsxWriteOptions = {}): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  out.on('error', () => undefined); // whoever reads hears of it too; when the reader has left already, nobody does, and the process lives on
  void addSheets(zip, sheets, options.rowsPerSheet ?? 1_048_576).then((names) => {
    for (const [path, text] of [['xl/workbook.xml', workbook(names)], ['xl/_rels/workbook.xml.rels', relationships(names.length)], ['xl/styles.xml', styles], ['_rels/.rels', rootRelationships], ['[Content_Types].xml', contentTypes(names.length)]] as const) {
      zip.addBuffer(Buffer.from(text, 'utf8'), path);
    }
    zip.end();
  }).catch((error: unknown) => out.destroy(error as Error));
  return out;
}

/** Writes every sheet, splitting those that are too long; returns the names in order. */
async function addSheets(zip: ZipFile, sheets: readonly SheetToWrite[], rowsPerSheet: number): Promise<string[]> {
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = iteratorOf(sheet.rows);
    for (let part = 1, more = true; more; part += 1) {
      names.push(uniqueName(part === 1 ? sheet.name : `${sheet.name} (${part})`, names));
      more = await addSheet(zip, `xl/worksheets/sheet${names.length}.xml`, sheet, rows, rowsPerSheet);
    }
  }
  return names;
}

/** Adds one part and waits until it is read; answers whether rows are left. */
function addSheet(zip: ZipFile, path: string, { columns, above = [] }: SheetToWrite, rows: RowSource, rowsPerSheet: number): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const xml = Readable.from(sheetXml(columns, rows.next, rowsPerSheet, above), { objectMode: false, highWaterMark: 1 << 16 });
  xml.once('error', reject);
  xml.once('end', () => resolve(rows.hasMore()));
  (zip.outputStream as Readable).once('close', () => { xml.destroy(); reject(new DOMException('The reader left', 'AbortError')); });
  zip.addReadStream(xml, path);
  return promise;
}

interface RowSource { next(): Promise<readonly CellValue[] | null>; hasMore(): boolean }

/** Rows one ahead, so that a sheet knows whether another must follow. */
function iteratorOf(rows: SheetToWrite['rows']): RowSource {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  let ahead: Promise<IteratorResult<readonly CellValue[]>> | null = null;
  let over = false;
  const pull = async () => {
    const result = await iterator.next();
    over = result.done === true;
    return result;
  };
  return {
    async next() {
      const result = await (ahead ?? pull());
      if (result.done) return null;
      ahead = pull();
      await ahead;
      return result.value;
    },
    hasMore: () => !over,
  };
}

function uniqueName(wanted: string, taken: readonly string[]): string {
  const clean = wanted.replace(/[[\]:*?/\\]/g, '-').replace(/^'|'$/g, '-').trim() || 'Sheet';
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const name = `${[...clean].slice(0, 31 - suffix.length).join('')}${suffix}`.slice(0, 31);
    if (!taken.some((each) => each.toLowerCase() === name.toLowerCase())) return name;
  }
}
