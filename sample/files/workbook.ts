import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { isRaw, type Cell, type FileRow } from '../flaws.ts';
import type { KindColumn } from '../kind.ts';
import { spell } from '../spell.ts';

/** Rows before the table: the report's title and an empty row. */
export const headerRow = 3;
export const headerRows = 2;
export const sheetName = 'ข้อมูล';

const packedAt = new Date(Date.UTC(2020, 0, 1));
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

const letters = (column: number): string => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A workbook as offices make them: a title over all columns, then a header of two rows with merged cells. Its bytes depend on its rows only. */
export async function writeWorkbook(title: string, columns: readonly KindColumn[], rows: readonly FileRow[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(parts(title, columns, rows))) zip.addBuffer(Buffer.from(xmlHead + text), name, { mtime: packedAt, mode: 0o100644 });
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

function parts(title: string, columns: readonly KindColumn[], rows: readonly FileRow[]): Record<string, string> {
  return {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheetOf(title, columns, rows),
  };
}

function sheetOf(title: string, columns: readonly KindColumn[], rows: readonly FileRow[]): string {
  const upper = columns.map((column, i) => (column.group === undefined ? column.titleTh : column.group === columns[i - 1]?.group ? null : column.group));
  const lower = columns.map((column) => (column.group === undefined ? null : column.titleTh));
  const data = rows.map(({ cells }, i) => rowOf(headerRow + headerRows + i, cells.map((cell, at) => cellOf(cell, (columns[at] as KindColumn)))));
  return `<worksheet xmlns="${main}"><sheetData>${rowOf(1, [textCell(title)])}${rowOf(headerRow, upper.map(textCell))}${rowOf(headerRow + 1, lower.map(textCell))}${data.join('')}</sheetData>${mergesOf(columns)}</worksheet>`;
}

/** The title over all columns; a column without group spans both header rows, neighbours of one group share the upper cell. */
function mergesOf(columns: readonly KindColumn[]): string {
  const ranges = [`A1:${letters(columns.length - 1)}1`];
  for (let from = 0, to = 0; from < columns.length; from = to) {
    const group = (columns[from] as KindColumn).group;
    for (to = from + 1; group !== undefined && columns[to]?.group === group; to += 1);
    if (group === undefined) ranges.push(`${letters(from)}${headerRow}:${letters(from)}${headerRow + 1}`);
    else if (to > from + 1) ranges.push(`${letters(from)}${headerRow}:${letters(to - 1)}${headerRow}`);
  }
  return `<mergeCells count="${ranges.length}">${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
}

const rowOf = (line: number, cells: (string | null)[]): string =>
  `<row r="${line}">${cells.map((cell, i) => (cell === null ? '' : cell.replace('<c', `<c r="${letters(i)}${line}"`))).join('')}</row>`;

const textCell = (text: string | null): string | null => (text === null ? null : `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`);

function cellOf(cell: Cell, column: KindColumn): string | null {
  if (isRaw(cell)) return textCell(cell.raw);
  return typeof cell === 'number' ? `<c><v>${cell}</v></c>` : textCell(spell(cell, column.type, 'xlsx'));
}
