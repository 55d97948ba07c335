import { problem } from './errors.ts';

/** One row of a file with the number of the line or sheet row that it begins on. */
export interface TableRow { line: number; cells: string[] }

const DELIMITERS = [',', ';', '\t', '|'];

/** Bytes as text: by byte order mark, else UTF-8 when they are, else Windows-874 as Thai Excel saves. @throws `identity.import-unreadable`. */
export function decodeText(bytes: Buffer): string {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : ['utf-8', 'windows-874'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch { /* not in this one */ }
  }
  throw problem('import-unreadable', { detailTh: 'ไม่ใช่ข้อความ UTF-8 หรือ Windows-874', detailEn: 'neither UTF-8 nor Windows-874' });
}

/**
 * Splits delimited text into rows (RFC 4180; comma, semicolon, tab or bar, told by the first line). Blank lines are left out and
 * keep their number.
 *
 * @throws `identity.import-unreadable` with the line of a quote that is never closed, or that something follows.
 */
export function* readCsv(text: string): Generator<TableRow> {
  const end = /\r\n|\r|\n/.exec(text);
  const first = end ? text.slice(0, end.index) : text;
  const delimiter = DELIMITERS.reduce((best, each) => first.split(each).length > first.split(best).length ? each : best);
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const row: TableRow = { line, cells: [] };
    for (let more = true; more;) {
      const cell = text[at] === '"' ? readQuoted(text, at, line) : readPlain(text, at, delimiter);
      row.cells.push(cell.value);
      line += cell.lines;
      at = cell.next;
      more = text[at] === delimiter;
      if (more) at += 1;
      else if (at < text.length && text[at] !== '\r' && text[at] !== '\n') throw atLine(line, 'มีตัวอักษรหลังเครื่องหมายคำพูดปิด', 'something follows a closing quote');
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    if (row.cells.some((cell) => cell !== '')) yield row;
  }
}

interface Cell { value: string; next: number; lines: number }

function readQuoted(text: string, start: number, line: number): Cell {
  let value = '';
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw atLine(line, 'เครื่องหมายคำพูดไม่ปิด', 'a quote is never closed');
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, next: quote + 1, lines: value.split(/\r\n|\r|\n/).length - 1 };
    value += '"';
    at = quote + 2;
  }
}

function readPlain(text: string, start: number, delimiter: string): Cell {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\r' && text[at] !== '\n') at += 1;
  return { value: text.slice(start, at), next: at, lines: 0 };
}

function atLine(line: number, th: string, en: string) {
  return problem('import-unreadable', { errors: [{ line, th, en }] });
}
