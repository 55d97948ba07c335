/** A cell: texts stay texts; in a number, date or datetime column a text that is one becomes a real number or date. */
export type CellValue = string | number | bigint | boolean | null | undefined;

export interface SheetColumn {
  title: string;
  /** Width in characters; by default from the title and the kind. */
  width?: number;
  /** `number`: numbers or decimal text; `date`: `YYYY-MM-DD`; `datetime`: ISO 8601, shown in Bangkok time. Default `text`. */
  kind?: 'text' | 'number' | 'date' | 'datetime';
  /** Cells offer these, e.g. `'รายการ'!$A$2:$A$9`; anything else may still be written. */
  choices?: string;
  /** Kept out of sight; it still comes back with the file. */
  hidden?: true;
}

/** Style numbers of `workbook-parts.ts`. */
const style = { plain: 0, header: 1, date: 2, datetime: 3, text: 4 } as const;
const longestText = 32_767;
const chunkLength = 60_000;

/** XML of one worksheet, in pieces: what stands above, the header, the rows; stops after `rowLimit` rows, header included. */
export async function* sheetXml(columns: readonly SheetColumn[], next: () => Promise<readonly CellValue[] | null>, rowLimit: number, above: readonly (readonly CellValue[])[] = []): AsyncGenerator<Buffer> {
  const texts = columns.map((column) => ({ ...column, kind: 'text' as const }));
  const header = above.length + 1;
  let text = head(columns, header) + above.map((row, at) => rowXml(at + 1, texts, row, style.plain)).join('') + rowXml(header, texts, columns.map(({ title }) => title), style.header);
  let line = header;
  while (line < rowLimit) {
    const row = await next();
    if (row === null) break;
    line += 1;
    text += rowXml(line, columns, row);
    if (text.length < chunkLength) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  const last = `${letters(Math.max(1, columns.length))}${line}`;
  yield Buffer.from(`${text}</sheetData>${columns.length > 0 ? `<autoFilter ref="A${header}:${last}"/>` : ''}${choicesXml(columns, header)}</worksheet>`, 'utf8');
}

const LAST_CHOICE = 10_000;

/** Lists to choose from, below the header. */
function choicesXml(columns: readonly SheetColumn[], header: number): string {
  const lists = columns.flatMap(({ choices }, at) => (choices === undefined ? [] : `<dataValidation type="list" allowBlank="1" sqref="${letters(at + 1)}${header + 1}:${letters(at + 1)}${LAST_CHOICE}"><formula1>${escapeText(choices)}</formula1></dataValidation>`));
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

function head(columns: readonly SheetColumn[], header: number): string {
  const widths = columns.map((column, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(column)}" customWidth="1"${column.hidden ? ' hidden="1"' : ''} style="${column.kind === undefined || column.kind === 'text' ? style.text : style.plain}"/>`).join('');
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `${widths && `<cols>${widths}</cols>`}<sheetData>`;
}

function widthOf({ title, width, kind }: SheetColumn): number {
  if (width !== undefined) return Math.min(255, Math.max(1, width));
  const visible = title.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '').length + 4; // vowels and tones above and below take no room
  return Math.min(60, Math.max(visible, kind === 'datetime' ? 20 : 12));
}

function rowXml(line: number, columns: readonly SheetColumn[], row: readonly CellValue[], fixed?: number): string {
  let cells = '';
  for (let at = 0; at < columns.length; at += 1) {
    const value = row[at];
    if (value !== null && value !== undefined && value !== '') cells += cellXml(`${letters(at + 1)}${line}`, columns[at]?.kind ?? 'text', value, fixed);
  }
  return `<row r="${line}">${cells}</row>`;
}

function cellXml(place: string, kind: NonNullable<SheetColumn['kind']>, value: Exclude<CellValue, null | undefined>, fixed: number | undefined): string {
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
  const number = kind === 'text' ? null : kind === 'number' || typeof value !== 'string' ? exactNumber(value) : serialOf(value, kind);
  if (number !== null) return `<c r="${place}"${kind === 'number' ? '' : ` s="${style[kind as 'date' | 'datetime']}"`}><v>${number}</v></c>`;
  return `<c r="${place}" s="${fixed ?? style.text}" t="inlineStr"><is><t xml:space="preserve">${escapeText(String(value))}</t></is></c>`;
}

/** Decimal text that a spreadsheet keeps exactly (15 digits), else null: longer numbers are written as text so that no digit is lost. */
function exactNumber(value: string | number | bigint): string | null {
  const text = String(value);
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return null;
  const digits = text.replace(/[eE].*$/, '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length <= 15 || typeof value === 'number' ? text : null;
}

const dayMs = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);
const firstTrueDay = Date.UTC(1900, 2, 1);
const bangkokMs = 7 * 3_600_000;

/** Serial number of the 1900 date system; null for what is no date, and for days before 1 March 1900, which that system counts wrongly. */
function serialOf(value: string, kind: string): string | null {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (!isDay && !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) return null;
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(value);
  const at = Date.parse(isDay || hasZone ? value : `${value.replace(' ', 'T')}Z`) + (hasZone && !isDay ? bangkokMs : 0);
  if (Number.isNaN(at) || at < firstTrueDay || at >= Date.UTC(10000, 0, 1)) return null;
  if (isDay && new Date(at).toISOString().slice(0, 10) !== value) return null;
  return String(kind === 'date' ? Math.floor((at - epoch) / dayMs) : (at - epoch) / dayMs);
}

function escapeText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  return cut.toWellFormed()
    .replace(/_x[0-9A-Fa-f]{4}_/g, '_x005F$&')
    .replace(/[&<>]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter] as string)
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

const known: string[] = [];

function letters(column: number): string {
  const found = known[column];
  if (found !== undefined) return found;
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  known[column] = name;
  return name;
}
