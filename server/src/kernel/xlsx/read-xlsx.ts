import { setImmediate as breathe } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { Problem, type ProblemFields } from '../problem.ts';

/** Stands in a cell that holds a formula: what it shows is not what the file says. */
export const FORMULA = '\u0000formula';

/** A row of a sheet with the number it bears there, counted from 1; rows without any text are left out. */
export interface XlsxRow { readonly line: number; readonly cells: string[] }
export interface ReadSheet {
  readonly name: string;
  readonly rows: XlsxRow[];
  /** Ranges of cells that are one, e.g. `B2:B5`: only the first of them has the text. */
  readonly merged: string[];
}

export interface XlsxReadOptions {
  /** Read only the first sheet that is not hidden. */
  readonly firstOnly?: boolean;
  /** Unpacked bytes of one part. */
  readonly mostBytes: number;
  /** Rows with any text, of one sheet. */
  readonly mostRows?: number;
  readonly mostColumns: number;
  /** Cells beyond the columns are left out; otherwise they are refused. */
  readonly cutColumns?: boolean;
  /** Refuse a workbook that carries programs (macros). */
  readonly refuseMacros?: boolean;
  /** How the room that asks names the two ways to be wrong. */
  readonly unreadable: Refuse;
  readonly tooLarge: Refuse;
}

/** As many as a sheet can have, empty ones too. */
const SHEET_ROWS = 1_048_576;
/** Characters that are read before others get their turn: a workbook of a few kilobytes can unpack to a hundred megabytes. */
const SLICE = 256 * 1024;

type Refuse = (fields: ProblemFields, options?: ErrorOptions) => Problem;

/**
 * Reads the visible sheets (ECMA-376 §18.2.19) of a small workbook at once. Smaller than linkage's reader, which streams and gives a
 * formula's kept value; here a formula is marked, so that it can be refused.
 *
 * @throws what `unreadable` and `tooLarge` make.
 */
export async function readXlsx(bytes: Buffer, options: XlsxReadOptions): Promise<ReadSheet[]> {
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true });
    return await readSheets(await openParts(zip, options), options);
  } catch (error) {
    throw error instanceof Problem ? error
      : options.unreadable({ detailTh: 'ไฟล์เสีย ได้รับไม่ครบ หรือไม่ใช่ .xlsx', detailEn: (error as Error).message.slice(0, 200) }, { cause: error });
  } finally {
    zip?.close();
  }
}

interface Parts { has(name: string): boolean; read(name: string): Promise<string> }

async function openParts(zip: ZipFile, { mostBytes, unreadable, tooLarge }: XlsxReadOptions): Promise<Parts> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  return {
    has: (name) => entries.has(name.toLowerCase()),
    async read(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw unreadable({ detailTh: 'สมุดงานไม่ครบ', detailEn: 'a part of the workbook is missing' });
      if (entry.uncompressedSize > mostBytes) throw tooLarge({ detailTh: 'สมุดงานขยายแล้วใหญ่เกินกำหนด', detailEn: `${entry.fileName} unpacks to ${entry.uncompressedSize} bytes` });
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    },
  };
}

async function readSheets(parts: Parts, options: XlsxReadOptions): Promise<ReadSheet[]> {
  if (options.refuseMacros && parts.has('xl/vbaProject.bin')) throw options.unreadable({ detailTh: 'สมุดงานมีแมโคร ซึ่งไม่รับ', detailEn: 'the workbook carries macros, which are refused' });
  const strings = parts.has('xl/sharedStrings.xml') ? await readStrings(await parts.read('xl/sharedStrings.xml'), options) : [];
  const listed = await listSheets(await parts.read('xl/workbook.xml'), await parts.read('xl/_rels/workbook.xml.rels'), options);
  const sheets: ReadSheet[] = [];
  for (const { name, path } of options.firstOnly ? listed.slice(0, 1) : listed) sheets.push({ name, ...await readRows(await parts.read(path), strings, options) });
  return sheets;
}

async function listSheets(workbook: string, relations: string, options: XlsxReadOptions): Promise<{ name: string; path: string }[]> {
  const targets = new Map<string, string>();
  await parse(relations, options, { open: (name, at) => { if (name === 'Relationship' && at['TargetMode'] !== 'External') targets.set(at['Id'] ?? '', at['Target'] ?? ''); } });
  const sheets: { name: string; path: string }[] = [];
  await parse(workbook, options, {
    open: (name, at) => {
      const target = targets.get(Object.entries(at).find(([key]) => key.endsWith(':id'))?.[1] ?? '');
      if (name === 'sheet' && (at['state'] ?? 'visible') === 'visible' && target) sheets.push({ name: at['name'] ?? '', path: target.startsWith('/') ? target.slice(1) : `xl/${target}` });
    },
  });
  return sheets;
}

/** The texts of `<t>` and `<v>`, without the readings (`<rPh>`) of East Asian names. */
class Text {
  value = '';
  #taking = false;
  #reading = false;
  open(name: string): void { if (name === 'rPh') this.#reading = true; else if ((name === 't' || name === 'v') && !this.#reading) this.#taking = true; }
  add(piece: string): void { if (this.#taking) this.value += piece; }
  close(name: string): void { if (name === 'rPh') this.#reading = false; else if (name === 't' || name === 'v') this.#taking = false; }
}

async function readStrings(xml: string, options: XlsxReadOptions): Promise<string[]> {
  const strings: string[] = [];
  const text = new Text();
  await parse(xml, options, { open: (name) => { if (name === 'si') text.value = ''; text.open(name); }, text: (piece) => text.add(piece), close: (name) => { text.close(name); if (name === 'si') strings.push(text.value); } });
  return strings;
}

async function readRows(xml: string, strings: readonly string[], options: XlsxReadOptions): Promise<Pick<ReadSheet, 'rows' | 'merged'>> {
  const { mostColumns, mostRows = Number.POSITIVE_INFINITY, cutColumns, tooLarge } = options;
  const rows: XlsxRow[] = [];
  const merged: string[] = [];
  const text = new Text();
  let cells: string[] = [];
  let seen = 0, line = 0, column = -1, type = 'n', isFormula = false;
  const take = (name: string) => {
    if (name === 'c' && column < mostColumns) cells[column] = isFormula ? FORMULA : cellOf(type, text.value, strings);
    if (name !== 'row' || !cells.some((cell) => cell !== '')) return;
    if (rows.length >= mostRows) throw tooLarge({ errors: [{ line, th: `เกิน ${mostRows} แถว`, en: `more than ${mostRows} rows` }] });
    rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') });
  };
  await parse(xml, options, {
    open(name, at) {
      text.open(name);
      if (name === 'row' && (seen += 1) > SHEET_ROWS) throw tooLarge({ errors: [{ line, th: `เกิน ${SHEET_ROWS} แถว`, en: `more than ${SHEET_ROWS} rows` }] });
      if (name === 'row') { line = Number(at['r'] ?? line + 1); cells = []; column = -1; }
      if (name === 'f') isFormula = true;
      if (name === 'mergeCell' && at['ref'] !== undefined) merged.push(at['ref']);
      if (name !== 'c') return;
      column = at['r'] === undefined ? column + 1 : columnOf(at['r']);
      if (column >= mostColumns && !cutColumns) throw tooLarge({ errors: [{ line, th: `เกิน ${mostColumns} คอลัมน์`, en: `more than ${mostColumns} columns` }] });
      type = at['t'] ?? 'n';
      isFormula = false;
      text.value = '';
    },
    text: (piece) => text.add(piece),
    close(name) { text.close(name); take(name); },
  });
  return { rows, merged };
}

function cellOf(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? '';
  // A 13-digit number stands as 1.1017002307E12 in some files.
  if (type === 'n' && value !== '' && Number.isSafeInteger(Number(value))) return String(Number(value));
  return value;
}

const columnOf = (reference: string): number => [.../^[A-Z]+/.exec(reference)?.[0] ?? ''].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

interface Handlers { open(name: string, attributes: Record<string, string>): void; close?(name: string): void; text?(piece: string): void }

/** Reads XML without document types, so that no entity is ever defined or expanded; in slices, so that no other request waits for it. */
async function parse(xml: string, { unreadable }: XlsxReadOptions, { open, close, text }: Handlers): Promise<void> {
  const parser = new SaxesParser({ position: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => { throw error; });
  parser.on('doctype', () => { throw unreadable({ detailTh: 'สมุดงานประกาศชนิดเอกสาร (DOCTYPE) ซึ่งไม่รับ', detailEn: 'the workbook declares a document type' }); });
  parser.on('opentag', (tag) => open(local(tag.name), tag.attributes as Record<string, string>));
  if (close) parser.on('closetag', (tag) => close(local(tag.name)));
  if (text) { parser.on('text', text); parser.on('cdata', text); }
  for (let at = 0; at < xml.length; at += SLICE) {
    parser.write(xml.slice(at, at + SLICE));
    if (xml.length > SLICE) await breathe();
  }
  parser.close();
}
