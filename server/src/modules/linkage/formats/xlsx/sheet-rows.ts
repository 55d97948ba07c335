import { formatProblem } from '../problems.ts';
import type { SheetRow } from '../sheet/sheet-row.ts';
import { plainNumber, unescapeText } from './cell-text.ts';
import { isoOfSerial } from './date-cells.ts';
import { parseXml, type XmlHandlers } from './parse-xml.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Sheet, Workbook } from './workbook.ts';

/** ECMA-376: a sheet has at most this many columns and rows. */
export const sheetLimits = { columns: 16_384, rows: 1_048_576 };

export interface RowOptions {
  /** Years added to true dates, by zero-based column: 543 where the contract reads B.E. */
  yearsAdded?: (column: number) => number;
}

/**
 * Reads the rows of a sheet in batches, one batch per chunk of unpacked XML. Formulas give the value kept with them; errors such as
 * `#N/A` stay text.
 * @throws `linkage.workbook-broken` when the sheet is damaged, `linkage.workbook-too-large` beyond {@link sheetLimits}.
 */
export async function* readRows(workbook: Workbook, sheet: Sheet, options: RowOptions = {}): AsyncGenerator<SheetRow[]> {
  const strings = await workbook.strings();
  const reading = new RowReading(workbook, strings, options);
  for await (const _progress of parseXml(workbook.parts, sheet.part, reading)) {
    if (reading.rows.length > 0) yield reading.rows.splice(0);
  }
}

class RowReading implements XmlHandlers {
  readonly rows: SheetRow[] = [];
  readonly #workbook: Workbook;
  readonly #strings: SharedStrings;
  readonly #yearsAdded: (column: number) => number;
  #row: SheetRow = { line: 0, cells: [] };
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #hasValue = false;
  #taking = false;
  #phonetic = false;

  constructor(workbook: Workbook, strings: SharedStrings, options: RowOptions) {
    this.#workbook = workbook;
    this.#strings = strings;
    this.#yearsAdded = options.yearsAdded ?? (() => 0);
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') this.#startCell(attributes);
    else if (name === 'v' || (name === 't' && !this.#phonetic)) this.#taking = this.#hasValue = true;
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'row') this.#startRow(attributes);
  }

  text(piece: string): void { if (this.#taking) this.#value += piece; }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#taking = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row' && this.#row.cells.length > 0) this.rows.push(this.#row);
  }

  #startRow(attributes: Record<string, string>): void {
    const line = Number(attributes['r'] ?? this.#row.line + 1);
    if (!(line >= 1 && line <= sheetLimits.rows)) throw beyond(`row ${attributes['r']}`);
    this.#row = { line, cells: [] };
    this.#column = -1;
  }

  #startCell(attributes: Record<string, string>): void {
    this.#column = attributes['r'] === undefined ? this.#column + 1 : columnOf(attributes['r']);
    if (this.#column >= sheetLimits.columns) throw beyond(`cell ${attributes['r']}`);
    this.#type = attributes['t'] ?? 'n';
    this.#style = Number(attributes['s'] ?? 0);
    this.#value = '';
    this.#hasValue = false;
  }

  #endCell(): void {
    if (!this.#hasValue) return;
    const text = this.#textOf(this.#value);
    if (text !== null && text !== '') this.#row.cells[this.#column] = text;
  }

  #textOf(value: string): string | null {
    switch (this.#type) {
      case 's': return this.#strings.at(Number(value));
      case 'n': return this.#number(value);
      case 'b': return value.trim() === '1' ? 'true' : 'false';
      case 'd': return value.replace(/T00:00:00(\.0+)?Z?$/, '');
      default: return unescapeText(value); // inlineStr, str, e
    }
  }

  #number(value: string): string {
    const shown = this.#workbook.shown[this.#style] ?? 'number';
    const iso = shown === 'number' ? null : isoOfSerial(Number(value), shown, this.#workbook.is1904, this.#yearsAdded(this.#column));
    return iso ?? plainNumber(value);
  }
}

/** A place outside the bounds of a sheet, as a problem. */
export function beyond(what: string): Error {
  return formatProblem('workbook-too-large', { detailTh: `มีตำแหน่งเกินขอบเขตของแผ่นงาน (${what})`, detailEn: `A place lies beyond the bounds of a sheet (${what}).` });
}

/** Zero-based column of a reference such as `AB12`. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
