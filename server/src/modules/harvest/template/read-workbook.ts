import { SaxesParser } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { problem } from '../errors.ts';

/** Unpacked bytes of one part. */
const LARGEST_PART = 200 * 1024 * 1024;
const MOST_COLUMNS = 200;
const MOST_ROWS = 60_000;

/** Stands in a cell that holds a formula: what it shows is not what the file says. */
export const FORMULA = '\u0000formula';

export interface SheetRows { name: string; rows: Map<number, string[]> }

/** Every visible sheet of a workbook, rows by their number. @throws `harvest.template-unreadable`, `harvest.template-too-large`. */
export async function readWorkbook(bytes: Buffer): Promise<SheetRows[]> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true }).catch((error: unknown) => { throw broken(error); });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
    const part = (name: string) => readPart(zip, entries.get(name.toLowerCase()));
    const strings = entries.has('xl/sharedstrings.xml') ? readStrings(await part('xl/sharedStrings.xml')) : [];
    const sheets: SheetRows[] = [];
    for (const { name, path } of listSheets(await part('xl/workbook.xml'), await part('xl/_rels/workbook.xml.rels'))) sheets.push({ name, rows: readRows(await part(path), strings) });
    return sheets;
  } catch (error) {
    throw broken(error);
  } finally {
    zip.close();
  }
}

async function readPart(zip: ZipFile, entry: Entry | undefined): Promise<string> {
  if (!entry) throw problem('template-unreadable', { detailTh: 'สมุดงานไม่ครบ', detailEn: 'a part of the workbook is missing' });
  if (entry.uncompressedSize > LARGEST_PART) throw problem('template-too-large');
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

function listSheets(workbook: string, relations: string): { name: string; path: string }[] {
  const targets = new Map<string, string>();
  parse(relations, { open: (name, at) => { if (name === 'Relationship' && at['TargetMode'] !== 'External') targets.set(at['Id'] ?? '', at['Target'] ?? ''); } });
  const sheets: { name: string; path: string }[] = [];
  parse(workbook, {
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

function readStrings(xml: string): string[] {
  const strings: string[] = [];
  const text = new Text();
  parse(xml, { open: (name) => { if (name === 'si') text.value = ''; text.open(name); }, text: (piece) => text.add(piece), close: (name) => { text.close(name); if (name === 'si') strings.push(text.value); } });
  return strings;
}

function readRows(xml: string, strings: readonly string[]): Map<number, string[]> {
  const rows = new Map<number, string[]>();
  const text = new Text();
  let cells: string[] = [];
  let line = 0, column = -1, type = 'n', isFormula = false;
  parse(xml, {
    open(name, at) {
      text.open(name);
      if (name === 'row') { line = Number(at['r'] ?? line + 1); cells = []; column = -1; }
      if (name === 'f') isFormula = true;
      if (name !== 'c') return;
      column = at['r'] === undefined ? column + 1 : columnOf(at['r']);
      type = at['t'] ?? 'n';
      isFormula = false;
      text.value = '';
    },
    text: (piece) => text.add(piece),
    close(name) {
      text.close(name);
      if (name === 'c' && column < MOST_COLUMNS) cells[column] = isFormula ? FORMULA : type === 's' ? strings[Number(text.value)] ?? '' : text.value;
      if (name !== 'row' || !cells.some((cell) => (cell ?? '').trim() !== '')) return;
      if (rows.size >= MOST_ROWS) throw problem('template-too-large');
      rows.set(line, Array.from(cells, (cell) => (cell ?? '').trim()));
    },
  });
  return rows;
}

const columnOf = (reference: string): number => [.../^[A-Z]+/.exec(reference)?.[0] ?? ''].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

interface Handlers { open(name: string, attributes: Record<string, string>): void; close?(name: string): void; text?(piece: string): void }

/** Reads XML without document types, so that no entity is ever defined or expanded. */
function parse(xml: string, { open, close, text }: Handlers): void {
  const parser = new SaxesParser({ position: false });
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => { throw error; });
  parser.on('doctype', () => { throw problem('template-unreadable', { detailTh: 'สมุดงานประกาศชนิดเอกสาร (DOCTYPE) ซึ่งไม่รับ', detailEn: 'the workbook declares a document type' }); });
  parser.on('opentag', (tag) => open(local(tag.name), tag.attributes as Record<string, string>));
  if (close) parser.on('closetag', (tag) => close(local(tag.name)));
  if (text) { parser.on('text', text); parser.on('cdata', text); }
  parser.write(xml).close();
}

/** Whatever went wrong inside, as ours. */
function broken(error: unknown): Error {
  const { code, message } = error as { code?: string; message: string };
  return code?.startsWith('harvest.') ? error as Error : problem('template-unreadable', { detailTh: 'ไฟล์เสียหรือไม่ใช่ .xlsx', detailEn: message.slice(0, 200) }, { cause: error });
}
