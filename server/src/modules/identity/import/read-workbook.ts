import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { problem } from './errors.ts';
import type { TableRow } from './read-csv.ts';

/** Unpacked bytes of one part; a list of 10,000 people stays below a tenth of it. */
const LARGEST_PART = 64 * 1024 * 1024;
const MOST_COLUMNS = 100;

/** Stands in a cell that holds a formula: what it shows is not what the file says. */
export const FORMULA = '\u0000formula';

/**
 * Reads the first visible sheet of a workbook. Smaller than linkage's reader, which is one floor up and gives a formula's kept value;
 * here a formula is refused.
 *
 * @throws `identity.import-unreadable`, `identity.import-too-large`.
 */
export async function readWorkbook(bytes: Buffer): Promise<TableRow[]> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true }).catch((error: unknown) => { throw broken(error); });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
    const part = (name: string) => readPart(zip, entries.get(name.toLowerCase()));
    const sheet = await findSheet(part);
    const strings = entries.has('xl/sharedstrings.xml') ? await readStrings(part) : [];
    return await readRows(await part(sheet), strings);
  } catch (error) {
    throw broken(error);
  } finally {
    zip.close();
  }
}

async function readPart(zip: ZipFile, entry: Entry | undefined): Promise<string> {
  if (!entry) throw problem('import-unreadable', { detailTh: 'สมุดงานไม่ครบ', detailEn: 'a part of the workbook is missing' });
  if (entry.uncompressedSize > LARGEST_PART) throw problem('import-too-large', { detailEn: `${entry.fileName} unpacks to ${entry.uncompressedSize} bytes`, detailTh: 'สมุดงานขยายแล้วใหญ่เกินกำหนด' });
  const source: Readable = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk as Buffer);
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

type Part = (name: string) => Promise<string>;

/** The first sheet that is not hidden (ECMA-376 §18.2.19). */
async function findSheet(part: Part): Promise<string> {
  let relation: string | undefined;
  await parse(await part('xl/workbook.xml'), { open: (name, at) => { if (name === 'sheet' && relation === undefined && (at['state'] ?? 'visible') === 'visible') relation = Object.entries(at).find(([key]) => key.endsWith(':id'))?.[1]; } });
  let target: string | undefined;
  await parse(await part('xl/_rels/workbook.xml.rels'), { open: (name, at) => { if (name === 'Relationship' && at['Id'] === relation && at['TargetMode'] !== 'External') target = at['Target']; } });
  if (relation === undefined || target === undefined) throw problem('import-unreadable', { detailTh: 'ไม่มีแผ่นงานที่มองเห็น', detailEn: 'there is no visible sheet' });
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function readStrings(part: Part): Promise<string[]> {
  const strings: string[] = [];
  const text = new Text();
  await parse(await part('xl/sharedStrings.xml'), {
    open: (name) => { if (name === 'si') text.begin(); text.open(name); }, text: (piece) => text.add(piece),
    close: (name) => { text.close(name); if (name === 'si') strings.push(text.value); },
  });
  return strings;
}

/** The texts of `<t>` and `<v>`, without the readings (`<rPh>`) of East Asian names. */
class Text {
  value = '';
  #taking = false;
  #reading = false;
  begin(): void { this.value = ''; }
  open(name: string): void { if (name === 'rPh') this.#reading = true; else if ((name === 't' || name === 'v') && !this.#reading) this.#taking = true; }
  add(piece: string): void { if (this.#taking) this.value += piece; }
  close(name: string): void { if (name === 'rPh') this.#reading = false; else if (name === 't' || name === 'v') this.#taking = false; }
}

async function readRows(xml: string, strings: readonly string[]): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  const text = new Text();
  let row: TableRow = { line: 0, cells: [] };
  let column = -1;
  let type = 'n';
  let isFormula = false;
  await parse(xml, {
    open(name, at) {
      text.open(name);
      if (name === 'row') { row = { line: Number(at['r'] ?? row.line + 1), cells: [] }; column = -1; }
      if (name === 'f') isFormula = true;
      if (name !== 'c') return;
      column = at['r'] === undefined ? column + 1 : columnOf(at['r']);
      if (column >= MOST_COLUMNS) throw problem('import-too-large', { errors: [{ line: row.line, th: `เกิน ${MOST_COLUMNS} คอลัมน์`, en: `more than ${MOST_COLUMNS} columns` }] });
      type = at['t'] ?? 'n';
      isFormula = false;
      text.begin();
    },
    text: (piece) => text.add(piece),
    close(name) {
      text.close(name);
      if (name === 'c') row.cells[column] = isFormula ? FORMULA : cellOf(type, text.value, strings);
      if (name === 'row' && row.cells.some((cell) => cell !== '')) rows.push({ line: row.line, cells: Array.from(row.cells, (cell) => cell ?? '') });
    },
  });
  return rows;
}

function cellOf(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? '';
  // A 13-digit number stands as 1.1017002307E12 in some files.
  if (type === 'n' && value !== '' && Number.isSafeInteger(Number(value))) return String(Number(value));
  return value;
}

function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

interface Handlers { open(name: string, attributes: Record<string, string>): void; close?(name: string): void; text?(piece: string): void }

/** Reads XML without document types, so that no entity is ever defined or expanded. */
async function parse(xml: string, { open, close, text }: Handlers): Promise<void> {
  const parser = new SaxesParser({ position: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => { throw error; });
  parser.on('doctype', () => { throw problem('import-unreadable', { detailTh: 'สมุดงานประกาศชนิดเอกสาร (DOCTYPE) ซึ่งไม่รับ', detailEn: 'the workbook declares a document type' }); });
  parser.on('opentag', (tag) => open(local(tag.name), tag.attributes as Record<string, string>));
  if (close) parser.on('closetag', (tag) => close(local(tag.name)));
  if (text) { parser.on('text', text); parser.on('cdata', text); }
  parser.write(xml).close();
}

/** Whatever went wrong inside, as ours. */
function broken(error: unknown): Error {
  const { code, message } = error as { code?: string; message: string };
  return code?.startsWith('identity.') ? error as Error : problem('import-unreadable', { detailTh: 'สมุดงานเสียหรือได้รับไม่ครบ', detailEn: message }, { cause: error });
}
