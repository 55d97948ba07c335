import type { CatalogueDefinition, DataType, FieldDefinition } from '@saphan/contracts/catalogue/definition';
import type { MetadataValue } from '@saphan/contracts/catalogue/record';
import { FORMULA } from '#kernel/xlsx/read-xlsx.ts';
import { fitMetadata } from '../readers/fit-metadata.ts';
import { plainLine, plainText, webAddress } from '../readers/plain-text.ts';
import { formatName, readTags } from '../readers/values.ts';
import type { Place } from '../schemas.ts';
import { columnsOf, headerOf, isHeaderOf, letterOf, META, RESOURCE, sheetOf, type TemplateColumn } from './columns.ts';
import type { SheetRows } from './read-workbook.ts';

export interface TemplateDataset { sheet: string; row: number; name: string; organisation: string; draft: { titleTh: string; descriptionTh: string | null; tags: string[]; metadata: Record<string, MetadataValue> } }
export interface TemplateResource { sheet: string; row: number; dataset: string; nameTh: string; url: string; description: string | null; format: string; metadata: Record<string, MetadataValue> }
export interface ReadTemplate { version: string; datasets: TemplateDataset[]; resources: TemplateResource[]; places: Place[]; notes: Place[] }

const MOST_DATASETS = 5_000;

/** What a workbook of the government's form says; what must be mended is told with its sheet, row and column. */
export function readTemplate(sheets: readonly SheetRows[], definition: CatalogueDefinition): ReadTemplate {
  const read: ReadTemplate = { version: '', datasets: [], resources: [], places: [], notes: [] };
  const known = sheets.filter(({ name }) => name.startsWith(META) || name.startsWith(RESOURCE));
  if (!known.some(({ name }) => name.startsWith(META))) read.places.push({ sheet: '', row: null, column: null, th: `ไม่มีแผ่น ${META}Record, Stat, GIS, Multi หรือ Other`, en: `There is no sheet ${META}Record, Stat, GIS, Multi or Other.` });
  for (const sheet of known) {
    const columns = matchHeader(sheet, definition, read);
    if (columns) readRows(sheet, columns, definition, read);
  }
  checkNames(read);
  return read;
}

/** The columns of a sheet in the version whose headers it has; a column that is not where it must be is refused with its place. */
function matchHeader({ name, rows }: SheetRows, definition: CatalogueDefinition, read: ReadTemplate): TemplateColumn[] | null {
  const { headerRow, versions } = definition.template;
  const header = rows.get(headerRow) ?? [];
  const tried = Object.keys(versions).flatMap((version) => {
    const columns = columnsOf(definition, version, name);
    return columns ? [{ version, columns, faults: faultsOf(columns, header) }] : [];
  }).toSorted((a, b) => a.faults.length - b.faults.length || (a.version < b.version ? 1 : -1));
  const best = tried[0];
  if (!best) { read.places.push({ sheet: name, row: null, column: null, th: `ไม่รู้จักแผ่น ${name}`, en: `The sheet ${name} is not known.` }); return null; }
  if (best.faults.length === 0) { read.version = read.version === '' || read.version > best.version ? best.version : read.version; return best.columns; }
  const moved = [...rows].find(([row, cells]) => row !== headerRow && row < headerRow + 6 && tried.some(({ columns }) => faultsOf(columns, cells).length === 0))?.[0];
  if (moved !== undefined) read.places.push({ sheet: name, row: moved, column: null, th: `หัวตารางอยู่แถวที่ ${moved} ต้องอยู่แถวที่ ${headerRow}`, en: `The header is in row ${moved}; it must be in row ${headerRow}.` });
  else for (const at of best.faults.slice(0, 5)) read.places.push({ sheet: name, row: headerRow, column: letterOf(at), ...headerFault(best.columns, header, at) });
  return null;
}

/** Where the header does not say what the column must be. */
function faultsOf(columns: readonly TemplateColumn[], header: readonly string[]): number[] {
  const beyond = Array.from({ length: Math.max(0, header.length - columns.length) }, (_, at) => columns.length + at).filter((at) => header[at] !== '');
  return [...columns.flatMap((column, at) => (isHeaderOf(header[at] ?? '', column) ? [] : [at])), ...beyond];
}

function headerFault(columns: readonly TemplateColumn[], header: readonly string[], at: number): { th: string; en: string } {
  const found = header[at] ?? '';
  const wanted = columns[at];
  const elsewhere = columns.findIndex((column) => found !== '' && isHeaderOf(found, column));
  const shift = elsewhere === -1 ? { th: '', en: '' } : { th: ` คอลัมน์ที่พบควรอยู่ที่ ${letterOf(elsewhere)}`, en: ` What stands here belongs in ${letterOf(elsewhere)}.` };
  if (!wanted) return { th: `มีคอลัมน์เกิน “${found}”`, en: `The column "${found}" is one too many.` };
  return { th: `ต้องเป็น “${headerOf(wanted)}” แต่${found === '' ? 'ว่างอยู่' : `พบ “${found}”`}${shift.th}`, en: `It must be "${headerOf(wanted)}" and is ${found === '' ? 'empty' : `"${found}"`}.${shift.en}` };
}

function readRows({ name: sheet, rows }: SheetRows, columns: readonly TemplateColumn[], definition: CatalogueDefinition, read: ReadTemplate): void {
  const type = (Object.entries(sheetOf) as [DataType, string][]).find(([, end]) => sheet.endsWith(`_${end}`))?.[0] ?? 'other';
  for (const [row, cells] of rows) {
    if (row <= definition.template.headerRow + 1) continue;
    const at = (field: string) => columns.findIndex((column) => (column.field?.key ?? column.name) === field || column.name === field);
    const place = (field: string, th: string, en: string): Place => ({ sheet, row, column: at(field) === -1 ? null : letterOf(at(field)), th, en });
    const formula = columns.find((_column, index) => cells[index] === FORMULA);
    if (formula) { read.places.push(place(formula.name, 'มีสูตร ให้วางเป็นค่า', 'It holds a formula; paste the value.')); continue; }
    const cell = (field: string) => cells[at(field)] ?? '';
    if (sheet.startsWith(META)) readDataset({ sheet, row, cell, place, type }, columns, cells, definition, read);
    else readResource({ sheet, row, cell, place, type }, columns, cells, definition, read);
    if (read.datasets.length > MOST_DATASETS) { read.places.push(place('name', `เกิน ${MOST_DATASETS} ชุดข้อมูล`, `More than ${MOST_DATASETS} datasets.`)); return; }
  }
}

interface Row { sheet: string; row: number; type: DataType; cell(field: string): string; place(field: string, th: string, en: string): Place }

function readDataset({ sheet, row, type, cell, place }: Row, columns: readonly TemplateColumn[], cells: readonly string[], definition: CatalogueDefinition, read: ReadTemplate): void {
  const typeTerm = definition.vocabularies['data_type']?.find((term) => term.type === type);
  const metadata = fitRow(columns, cells, definition.fields, definition, read, place);
  metadata['data_type'] ??= typeTerm?.code ?? '9';
  if (metadata['data_type'] !== typeTerm?.code) read.places.push(place('d_type', `แผ่นนี้ใช้กับ “${typeTerm?.value}” เท่านั้น`, `This sheet is for ${typeTerm?.en} only.`));
  const titleTh = plainLine(cell('title'));
  if (titleTh === '') read.places.push(place('title', 'ยังไม่มีชื่อชุดข้อมูล', 'The dataset has no title.'));
  if (cell('name') === '') read.places.push(place('name', 'ยังไม่มีชื่อย่อ', 'The dataset has no short name.'));
  read.datasets.push({ sheet, row, name: plainLine(cell('name')), organisation: plainLine(cell('owner_org')), draft: { titleTh, descriptionTh: plainText(cell('notes')) || null, tags: readTags([cell('tag_string')]), metadata } });
}

function readResource({ sheet, row, cell, place }: Row, columns: readonly TemplateColumn[], cells: readonly string[], definition: CatalogueDefinition, read: ReadTemplate): void {
  const url = cell('url').startsWith('/') ? cell('url') : webAddress(cell('url'));
  if (url === null) { read.places.push(place('url', `ที่อยู่ "${cell('url').slice(0, 60)}" ใช้ไม่ได้`, `The address "${cell('url').slice(0, 60)}" cannot be used.`)); return; }
  const format = formatName(cell('format'), url.startsWith('/') ? null : url);
  const metadata = fitRow(columns, cells, definition.resourceFields, definition, read, place);
  read.resources.push({ sheet, row, dataset: plainLine(cell('dataset_name')), nameTh: plainLine(cell('name')) || format || 'ไฟล์', url, description: plainText(cell('description')) || null, format, metadata });
}

/** Cells as values of the definition. An empty cell says nothing. */
function fitRow(columns: readonly TemplateColumn[], cells: readonly string[], fields: readonly FieldDefinition[], { vocabularies }: CatalogueDefinition, read: ReadTemplate, place: Row['place']): Record<string, MetadataValue> {
  const given = Object.fromEntries(columns.flatMap(({ field }, at) => (field && field.core === null && (cells[at] ?? '') !== '' ? [[field.key, field.kind === 'date' ? dayOfSerial(cells[at] as string) : cells[at] as string]] : [])));
  const { metadata, remarks } = fitMetadata(given, { fields, vocabularies });
  for (const { field, th, en, lost } of remarks) (lost ? read.places : read.notes).push(place(field ?? '', th, en));
  return metadata;
}

const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** A spreadsheet keeps a day as the number of days since 1900; one typed in the Buddhist Era lies beyond the year 2400. */
function dayOfSerial(text: string): string {
  const serial = Number(text);
  return /^\d{5,6}(\.\d+)?$/.test(text) && serial > 20_000 && serial < 300_000 ? new Date(EPOCH + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10) : text;
}

/** Short names are one to a dataset, and resources know theirs. */
function checkNames(read: ReadTemplate): void {
  const seen = new Map<string, TemplateDataset>();
  for (const each of read.datasets) {
    const before = seen.get(each.name);
    if (before && each.name !== '') read.places.push({ sheet: each.sheet, row: each.row, column: 'A', th: `ชื่อย่อ "${each.name}" ซ้ำกับแผ่น ${before.sheet} แถวที่ ${before.row}`, en: `The short name "${each.name}" is also in ${before.sheet}, row ${before.row}.` });
    else seen.set(each.name, each);
  }
  for (const { dataset, sheet, row } of read.resources) if (!seen.has(dataset)) read.places.push({ sheet, row, column: 'A', th: `ไม่มีชุดข้อมูลชื่อย่อ "${dataset}" ในสมุดงาน`, en: `No dataset of the workbook has the short name "${dataset}".` });
}
