import type { Readable } from 'node:stream';
import type { CatalogueDefinition, DataType, FieldDefinition } from '@saphan/contracts/catalogue/definition';
import type { CatalogueRecord, MetadataValue } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import { writeXlsx, type CellValue, type SheetColumn } from '#kernel/xlsx/write-xlsx.ts';
import { dataTypeOf, listRecords, readDefinition } from '#modules/catalog/index.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { columnsOf, headerOf, letterOf, META, RESOURCE, sheetOf, type TemplateColumn } from './columns.ts';

export const VERSION = '2.2.4';
const MOST_RECORDS = 5_000;
const LISTS = 'รายการ';
const BUDDHIST = 543;

/** The agency's records of one kind that can be taken out: not those in the archive. */
export async function listTemplateRecords(tx: Tx, agencyId: string, type: DataType): Promise<CatalogueRecord[]> {
  const found: CatalogueRecord[] = [];
  for (let after: string | null = null; found.length < MOST_RECORDS;) {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(tx, { agencyId, after, limit: 500, states: ['draft', 'submitted', 'checked', 'approved', 'published'] });
    found.push(...page.records.filter(({ metadata }) => dataTypeOf(metadata) === type));
    after = page.next;
    if (after === null) break;
  }
  return found.slice(0, MOST_RECORDS);
}

/** The government's workbook for one kind of dataset, filled with the records given: header in row 4, a note below it, lists to choose from. */
export function writeTemplate(type: DataType, agency: Agency, records: readonly CatalogueRecord[]): Readable {
  const definition = readDefinition();
  const lists = listsOf(definition);
  const sheet = (name: string, title: string, rows: (columns: TemplateColumn[]) => Iterable<CellValue[]>) => {
    const columns = columnsOf(definition, VERSION, name) ?? [];
    return { name, above: [[title], ['กรอกตั้งแต่แถวที่ 6 ห้ามเพิ่ม ลบ หรือสลับคอลัมน์ วันที่ใช้ปี พ.ศ. เช่น 2568-01-31 เลือกหลายค่าให้คั่นด้วยเครื่องหมายจุลภาค'], [`รุ่นของมาตรฐาน ${VERSION}`]], columns: columns.map((column) => sheetColumn(column, lists)), rows: withNote(columns, rows(columns)) };
  };
  return writeXlsx([
    sheet(`${META}${sheetOf[type]}`, `คำอธิบายชุดข้อมูลของ${agency.nameTh}`, (columns) => records.map((record) => columns.map((column) => datasetCell(column, record, definition)))),
    sheet(`${RESOURCE}${sheetOf[type]}`, `ทรัพยากรของชุดข้อมูลของ${agency.nameTh}`, (columns) => records.flatMap((record) => record.resources.filter(({ kind }) => kind !== 'release').map((each) => columns.map((column) => resourceCell(column, record.slug, each, definition))))),
    { name: LISTS, columns: [...lists].map(([title, { terms }]) => ({ title, width: 30 + (terms.length > 0 ? 0 : 1) })), rows: listRows(lists) },
  ]);
}

type Lists = ReadonlyMap<string, { letter: string; terms: readonly string[] }>;

function listsOf({ vocabularies }: CatalogueDefinition): Lists {
  const named = [...Object.entries(vocabularies).map(([name, terms]) => [name, terms.filter(({ until }) => until === null).map(({ value }) => value)] as const), ['ใช่/ไม่ใช่', ['ใช่', 'ไม่ใช่']] as const];
  return new Map(named.map(([name, terms], at) => [name, { letter: letterOf(at), terms }]));
}

function* listRows(lists: Lists): Generator<CellValue[]> {
  const columns = [...lists.values()];
  for (let at = 0; at < Math.max(...columns.map(({ terms }) => terms.length)); at += 1) yield columns.map(({ terms }) => terms[at]);
}

function sheetColumn(column: TemplateColumn, lists: Lists): SheetColumn {
  const list = lists.get(column.field?.kind === 'boolean' ? 'ใช่/ไม่ใช่' : column.field?.vocabulary ?? '');
  return { title: headerOf(column), width: 28, ...(list && { choices: `'${LISTS}'!$${list.letter}$2:$${list.letter}$${list.terms.length + 1}` }) };
}

function* withNote(columns: readonly TemplateColumn[], rows: Iterable<CellValue[]>): Generator<CellValue[]> {
  yield columns.map(({ helpTh }) => helpTh);
  yield* rows;
}

function datasetCell({ name, field }: TemplateColumn, record: CatalogueRecord, definition: CatalogueDefinition): CellValue {
  if (name === 'name') return record.slug;
  switch (field?.core) {
    case 'title': return record.titleTh;
    case 'description': return record.descriptionTh;
    case 'tags': return record.tags.join(', ');
    case 'agency': return record.agency.nameTh;
    default: return field ? told(field, record.metadata[field.key], record.metadata, definition) : null;
  }
}

function resourceCell({ name, field }: TemplateColumn, slug: string, each: CatalogueRecord['resources'][number], definition: CatalogueDefinition): CellValue {
  if (name === 'dataset_name') return slug;
  switch (field?.core) {
    case 'name': return each.nameTh;
    case 'url': return each.url;
    case 'description': return each.description;
    case 'format': return each.format;
    default: return field ? told(field, each.metadata[field.key], each.metadata, definition) : null;
  }
}

/** A value as a clerk writes it: words for codes, `อื่นๆ` by its own text, days of the Buddhist Era. */
function told(field: FieldDefinition, value: MetadataValue | undefined, metadata: Readonly<Record<string, MetadataValue>>, { vocabularies }: CatalogueDefinition): CellValue {
  if (value === undefined) return null;
  if (field.kind === 'boolean') return value === true ? 'ใช่' : 'ไม่ใช่';
  if (field.kind === 'date') return String(value).replace(/^\d{4}/, (year) => String(Number(year) + BUDDHIST));
  if (field.kind !== 'code' && field.kind !== 'codes') return Array.isArray(value) ? value.join(', ') : value as string | number;
  const terms = vocabularies[field.vocabulary ?? ''] ?? [];
  return [value].flat().map((code) => {
    const term = terms.find((each) => each.code === code);
    const other = term?.other && field.otherField ? metadata[field.otherField] : undefined;
    return other ?? term?.value ?? String(code);
  }).join(', ');
}
