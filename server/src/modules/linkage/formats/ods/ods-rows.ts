import type { SheetRow } from '../sheet/sheet-row.ts';
import { plainNumber } from '../xlsx/cell-text.ts';
import type { Merge } from '../xlsx/merged-cells.ts';
import type { ZipParts } from '../xlsx/open-zip.ts';
import { parseXml, type XmlHandlers } from '../xlsx/parse-xml.ts';
import { beyond, sheetLimits } from '../xlsx/sheet-rows.ts';

/** Cells that a sheet may have by repetition only; a few letters of XML can ask for billions. */
const repeatedCells = 20_000_000;

export interface OdsRowOptions {
  yearsAdded?: (column: number) => number;
  onMerge?: (merge: Merge) => void;
}

/**
 * Reads the rows of one table of an OpenDocument spreadsheet (ODF 1.3 part 3 §9) in batches. Numbers, dates and times come from the
 * stored values, not from what the cell shows; formulas give the value kept with them.
 *
 * @param ordinal place of the table, 0-based.
 * @throws `linkage.workbook-broken`, `linkage.workbook-too-large`.
 */
export async function* readOdsRows(parts: ZipParts, ordinal: number, options: OdsRowOptions = {}): AsyncGenerator<SheetRow[]> {
  const reading = new TableReading(ordinal, options);
  for await (const _progress of parseXml(parts, 'content.xml', reading)) {
    if (reading.rows.length > 0) yield reading.rows.splice(0);
    if (reading.isPast) return;
  }
}

class TableReading implements XmlHandlers {
  readonly rows: SheetRow[] = [];
  isPast = false;
  readonly #ordinal: number;
  readonly #options: OdsRowOptions;
  readonly #path: string[] = [];
  #table = -1;
  #line = 0;
  #rowRepeat = 1;
  #cells: (string | null)[] = [];
  #column = 0;
  #cell: Record<string, string> = {};
  #paragraphs: string[] = [];
  #taking = 0;
  #spent = 0;

  constructor(ordinal: number, options: OdsRowOptions) {
    this.#ordinal = ordinal;
    this.#options = options;
  }

  open(name: string, attributes: Record<string, string>): void {
    const parent = this.#path.at(-1);
    this.#path.push(name);
    if (name === 'table' && parent === 'spreadsheet') this.#table += 1;
    if (this.#table !== this.#ordinal || this.isPast) return;
    if (name === 'table-row') this.#startRow(attributes);
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#startCell(attributes);
    else if (name === 'p' && (parent === 'table-cell' || parent === 'covered-table-cell')) {
      this.#paragraphs.push('');
      this.#taking = this.#path.length;
    } else if (this.#taking > 0) this.#blank(name, attributes);
  }

  text(piece: string): void {
    // Notes and shapes within a paragraph are not the cell's text.
    if (this.#taking > 0 && !this.#path.includes('annotation', this.#taking)) this.#add(piece.replace(/[ \t\r\n]+/g, ' '));
  }

  close(name: string): void {
    if (this.#path.length === this.#taking) this.#taking = 0;
    this.#path.pop();
    if (this.#table !== this.#ordinal) return;
    if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell();
    else if (name === 'table-row') this.#endRow();
    else if (name === 'table' && this.#path.at(-1) === 'spreadsheet') this.isPast = true;
  }

  #blank(name: string, attributes: Record<string, string>): void {
    if (name === 's') this.#add(' '.repeat(Math.min(countOf(attributes['text:c']), 32_767)));
    else if (name === 'tab') this.#add('\t');
    else if (name === 'line-break') this.#add('\n');
  }

  #add(piece: string): void { this.#paragraphs.push((this.#paragraphs.pop() ?? '') + piece); }

  #startRow(attributes: Record<string, string>): void {
    this.#rowRepeat = countOf(attributes['table:number-rows-repeated']);
    this.#cells = [];
    this.#column = 0;
  }

  #startCell(attributes: Record<string, string>): void {
    this.#cell = attributes;
    this.#paragraphs = [];
  }

  #endCell(): void {
    const repeat = countOf(this.#cell['table:number-columns-repeated']);
    const value = this.#valueOf(this.#cell);
    this.#noteMerge(this.#cell);
    if (value !== null && value !== '') {
      if (this.#column + repeat > sheetLimits.columns) throw beyond(`column ${this.#column + repeat}`);
      this.#spend(repeat - 1);
      for (let at = 0; at < repeat; at += 1) this.#cells[this.#column + at] = value;
    }
    this.#column += repeat;
  }

  #endRow(): void {
    const first = this.#line + 1;
    this.#line += this.#rowRepeat;
    if (this.#cells.length === 0) return;
    if (this.#line > sheetLimits.rows) throw beyond(`row ${this.#line}`);
    this.#spend((this.#rowRepeat - 1) * this.#cells.length);
    for (let line = first; line <= this.#line; line += 1) this.rows.push({ line, cells: this.#cells });
  }

  #spend(cells: number): void {
    this.#spent += cells;
    if (this.#spent > repeatedCells) throw beyond(`${this.#spent} repeated cells`);
  }

  #noteMerge(cell: Record<string, string>): void {
    const [columns, rows] = [countOf(cell['table:number-columns-spanned']), countOf(cell['table:number-rows-spanned'])];
    if (columns === 1 && rows === 1) return;
    const [left, top] = [this.#column, this.#line + 1];
    this.#options.onMerge?.({ left, right: Math.min(left + columns, sheetLimits.columns) - 1, top, bottom: Math.min(top + rows, sheetLimits.rows) - 1 });
  }

  #valueOf(cell: Record<string, string>): string | null {
    switch (cell['office:value-type']) {
      case 'float': case 'currency': case 'percentage': return plainNumber(cell['office:value'] ?? '');
      case 'boolean': return cell['office:boolean-value'] ?? null;
      case 'date': return this.#date(cell['office:date-value'] ?? '');
      case 'time': return clockOf(cell['office:time-value'] ?? '');
      default: return cell['office:string-value'] || (this.#paragraphs.length > 0 ? this.#paragraphs.join('\n') : null);
    }
  }

  #date(text: string): string {
    const iso = text.replace(/T00:00:00(\.0+)?Z?$/, '');
    const added = this.#options.yearsAdded?.(this.#column) ?? 0;
    const year = /^\d{4}(?=-)/.exec(iso)?.[0];
    return added === 0 || !year || Number(year) >= 2400 ? iso : String(Number(year) + added) + iso.slice(4);
  }
}

/** A repetition as written; absent or senseless is one. */
function countOf(text: string | undefined): number {
  const count = Number(text ?? 1);
  return Number.isSafeInteger(count) && count >= 1 ? count : 1;
}

/** `PT08H30M00S` as `08:30:00`. */
function clockOf(text: string): string {
  const match = /^PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S$/.exec(text);
  if (!match) return text;
  const [, hours = '', minutes = '', seconds = ''] = match;
  const [whole = '', part = ''] = seconds.replace(',', '.').split('.');
  const fraction = part.replace(/0+$/, '').slice(0, 3);
  return `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}:${whole.padStart(2, '0')}${fraction && `.${fraction}`}`;
}
