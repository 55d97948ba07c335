import type { ColumnType } from '@saphan/contracts/contract';
import type { HostedKind } from '../call.ts';
import { isAsked } from './condition.ts';
import type { Settled } from './check-settings.ts';
import { isNumber, type ServedColumn } from './served-column.ts';

type Json = Record<string, unknown>;
export interface Titles { readonly titleTh: string; readonly titleEn: string }

/** Made up for the sandbox: never a value of the data. */
const EXAMPLE: Record<ColumnType, unknown> = { 'text': 'ตัวอย่าง', 'integer': 1, 'decimal': 12.5, 'boolean': true, 'date': '2026-01-15', 'timestamp': '2026-01-15T09:00:00Z', 'citizen-id': '0000000000000', 'geocode': '10' };
const TYPE: Record<ColumnType, Json> = {
  'text': { type: 'string' }, 'integer': { type: 'integer' }, 'decimal': { type: 'number' }, 'boolean': { type: 'boolean' }, 'date': { type: 'string', format: 'date' }, 'timestamp': { type: 'string', format: 'date-time' },
  'citizen-id': { type: 'string' }, 'geocode': { type: 'string' },
};
const MASKED = '•••• 0000';

/** OpenAPI 3.1 of a hosted service, from its columns. */
export function documentOf(kind: HostedKind, titles: Titles, settled: Settled): Json {
  return {
    openapi: '3.1.0', info: { 'title': titles.titleTh, 'x-title-th': titles.titleTh, 'x-title-en': titles.titleEn, 'version': '1', 'description': 'ทุกคำตอบบอกรุ่นข้อมูลใน exchange-release และแฮชของเนื้อหาใน exchange-release-hash' },
    paths: PATHS[kind](settled), components: { schemas: { Record: recordSchema(settled.columns) } },
  };
}

const recordSchema = (columns: readonly ServedColumn[]): Json => ({
  type: 'object', additionalProperties: false, properties: Object.fromEntries(columns.map((column) => [column.name, cellSchema(column)])), example: Object.fromEntries(columns.map((column) => [column.name, exampleOf(column)])),
});

function cellSchema(column: ServedColumn): Json {
  const { type, ...form } = TYPE[column.type];
  return { ...form, 'type': [type, 'null'], 'title': column.titleTh || column.name, 'x-title-en': column.titleEn || column.name, ...(column.personal && { 'x-personal-data': column.personal }), 'example': exampleOf(column) };
}

const exampleOf = (column: ServedColumn): unknown => column.pseudonymised ? MASKED : EXAMPLE[column.type];
const record = { $ref: '#/components/schemas/Record' };
const json = (schema: Json, description: string): Json => ({ description, headers: { 'exchange-release': { description: 'ชุดข้อมูล/รุ่น', schema: { type: 'string' } }, 'exchange-release-hash': { description: 'แฮชของเนื้อหารุ่น', schema: { type: 'string' } } }, content: { 'application/json': { schema } } });
/** `Accept: text/csv` gives the same rows as CSV. */
const orCsv = (answer: Json): Json => ({ ...answer, content: { ...answer['content'] as Json, 'text/csv': { schema: { type: 'string' } } } });
const words = (th: string, en: string): Json => ({ 'summary': th, 'x-summary-th': th, 'x-summary-en': en });
const query = (name: string, description: string, schema: Json = { type: 'string' }): Json => ({ name, in: 'query', required: false, description, schema });
const body = (schema: Json, examples?: Json): Json => ({ required: true, content: { 'application/json': { schema, ...(examples && { examples }) } } });

const PATHS: Record<HostedKind, (settled: Settled) => Json> = { rows: rowPaths, lookup: lookupPaths, predicate: predicatePaths, aggregate: aggregatePaths, bulk: bulkPaths };
const RESERVED = new Set(['select', 'order', 'limit', 'offset', 'and', 'or']);

function rowPaths({ columns }: Settled): Json {
  const filters = columns.filter(({ personal, name }) => personal === null && !RESERVED.has(name)).map((column) => query(column.name, `${column.titleTh || column.name}: ${operatorsOf(column)}`));
  return { '/rows': { get: {
    operationId: 'listRows', ...words('ขอแถวของข้อมูลตามเงื่อนไข', 'Rows by conditions, in PostgREST’s read grammar'),
    parameters: [
      query('select', 'คอลัมน์ คั่นด้วย ,'), query('order', 'เรียงตาม เช่น name.desc.nullslast'), query('limit', 'จำนวนแถว ไม่เกิน 10,000', { type: 'integer', minimum: 0, maximum: 10_000 }), query('offset', 'ข้ามแถว', { type: 'integer', minimum: 0 }),
      query('and', 'ทุกข้อเป็นจริง เช่น (a.gt.1,b.is.null)'), query('or', 'ข้อใดข้อหนึ่งเป็นจริง'), ...filters,
    ],
    responses: { 200: orCsv(json({ type: 'array', items: record }, 'แถวที่ตรงเงื่อนไข')), 206: orCsv(json({ type: 'array', items: record }, 'บางส่วนของแถวที่ตรงเงื่อนไข')) },
  } } };
}

const operatorsOf = (column: ServedColumn): string => column.type === 'text' || column.type === 'geocode' ? 'eq neq gt gte lt lte in like ilike is' : column.type === 'boolean' ? 'eq neq in is' : 'eq neq gt gte lt lte in is';

function keySchema({ columns, keyColumns }: Settled): Json {
  const of = (name: string): Json => {
    const column = columns.find((each) => each.name === name) as ServedColumn;
    return { ...TYPE[column.type], title: column.titleTh || name, example: EXAMPLE[column.type] };
  };
  const [only, ...others] = keyColumns;
  return only !== undefined && others.length === 0 ? of(only) : { type: 'object', additionalProperties: false, required: [...keyColumns], properties: Object.fromEntries(keyColumns.map((name) => [name, of(name)])) };
}

const isPersonal = ({ columns }: Settled): boolean => columns.some(({ personal }) => personal !== null);

function lookupPaths(settled: Settled): Json {
  const key = keySchema(settled);
  const answers = { 200: json(record, 'รายการที่มีกุญแจนี้') };
  const select = query('select', 'คอลัมน์ คั่นด้วย ,');
  const byAddress = !isPersonal(settled) && settled.keyColumns.length === 1 ? { '/records/{key}': { get: {
    operationId: 'readRecord', ...words('ขอหนึ่งรายการตามกุญแจในที่อยู่', 'One record by its key in the address'), parameters: [{ name: 'key', in: 'path', required: true, description: 'กุญแจ', schema: key }, select], responses: answers,
  } } } : {};
  return { '/lookup': { post: {
    operationId: 'lookupRecord', ...words('ขอหนึ่งรายการตามกุญแจ', 'One record by its key'), parameters: [select], requestBody: body({ type: 'object', additionalProperties: false, required: ['key'], properties: { key } }), responses: answers,
  } }, ...byAddress };
}

const keyExample = ({ columns, keyColumns }: Settled): unknown => {
  const values = keyColumns.map((name) => EXAMPLE[columns.find((each) => each.name === name)?.type ?? 'text']);
  return values.length === 1 ? values[0] : Object.fromEntries(keyColumns.map((name, at) => [name, values[at]]));
};

/** A question for each condition, with the values that it asks for and no others. */
function questionsOf(settled: Settled, asked: ReturnType<typeof askedOf>): Json {
  const withOf = (name: string) => Object.fromEntries(asked.filter(({ condition }) => condition === name).map(({ param, type }) => [param, EXAMPLE[type]]));
  return Object.fromEntries(settled.conditions.map(({ name, titleTh, titleEn }) => {
    const values = withOf(name);
    return [name, { summary: `${titleTh} · ${titleEn}`, value: { key: keyExample(settled), condition: name, ...(Object.keys(values).length > 0 && { with: values }) } }];
  }));
}

const askedOf = (settled: Settled) => settled.conditions.flatMap(({ name: condition, all }) => all.flatMap(({ column, values = [] }) => values.filter(isAsked).map(({ param }) => ({ condition, param, type: settled.columns.find(({ name }) => name === column)?.type ?? 'text' as const }))));

function predicatePaths(settled: Settled): Json {
  const asked = askedOf(settled);
  return { '/ask': { post: {
    operationId: 'askPredicate', ...words('ถามว่าใช่หรือไม่', 'Yes or no, and nothing else'), description: settled.conditions.map(({ name, titleTh, titleEn }) => `${name}: ${titleTh} / ${titleEn}`).join('\n'),
    requestBody: body({
      type: 'object', additionalProperties: false, required: ['key', 'condition'],
      properties: {
        key: keySchema(settled), condition: { type: 'string', enum: settled.conditions.map(({ name }) => name), example: settled.conditions[0]?.name },
        ...(asked.length > 0 && { with: { type: 'object', additionalProperties: false, properties: Object.fromEntries(asked.map(({ param, type }) => [param, { ...TYPE[type], example: EXAMPLE[type] }])) } }),
      },
    }, questionsOf(settled, asked)),
    responses: { 200: json({ type: 'object', additionalProperties: false, required: ['answer'], properties: { answer: { type: 'boolean', example: true } } }, 'ใช่หรือไม่') },
  } } };
}

function aggregatePaths({ columns, groupColumns, suppressBelow }: Settled): Json {
  const numbers = columns.filter(isNumber).flatMap(({ name }) => [`sum.${name}`, `avg.${name}`]);
  return { '/aggregate': { get: {
    operationId: 'readAggregate', ...words('ขอจำนวน ผลรวม ค่าเฉลี่ย', 'Counts, sums and means'), description: `ตัวเลขของแถวน้อยกว่า ${suppressBelow} แถวไม่บอก รวมทั้งตัวเลขที่ใช้คำนวณย้อนหาได้`,
    parameters: [query('group_by', `แบ่งตาม ไม่เกิน 2 คอลัมน์: ${groupColumns.join(' ')}`), query('measure', `count ${numbers.join(' ')}`.trim())],
    responses: { 200: json({
      type: 'object', required: ['groupBy', 'suppressBelow', 'rows'], properties: {
        groupBy: { type: 'array', items: { type: 'string' }, example: groupColumns.slice(0, 1) }, suppressBelow: { type: 'integer', example: suppressBelow },
        rows: { type: 'array', items: { type: 'object' }, example: [{ ...Object.fromEntries(groupColumns.slice(0, 1).map((name) => [name, EXAMPLE[columns.find((each) => each.name === name)?.type ?? 'text']])), count: 12 }] },
      },
    }, 'ตารางตัวเลข') },
  } } };
}

function bulkPaths(): Json {
  const file = { type: 'object', properties: { name: { type: 'string', example: 'dataset-r1.parquet' }, path: { type: 'string', example: 'bulk/1/dataset-r1.parquet' }, format: { type: 'string', enum: ['parquet', 'csv'] }, bytes: { type: 'integer', example: 1024 }, rows: { type: 'integer', example: 10 }, sha256: { type: 'string', example: '0'.repeat(64) } } };
  return {
    '/bulk': { get: {
      operationId: 'getBulkManifest', ...words('ขอรายการไฟล์ของรุ่นปัจจุบัน', 'The files of the current release'), parameters: [query('format', 'parquet หรือ csv', { type: 'string', enum: ['parquet', 'csv'] })],
      responses: { 200: json({ type: 'object', properties: { dataset: { type: 'string' }, release: { type: 'integer', example: 1 }, contentHash: { type: 'string' }, rows: { type: 'integer', example: 10 }, files: { type: 'array', items: file } } }, 'รายการไฟล์') },
    } },
    '/bulk/{release}/{file}': { get: {
      operationId: 'downloadBulkFile', ...words('รับไฟล์ ต่อจากไบต์ที่ค้างได้', 'A file, whole or from a byte on'),
      parameters: [{ name: 'release', in: 'path', required: true, description: 'เลขรุ่น', schema: { type: 'string' } }, { name: 'file', in: 'path', required: true, description: 'ชื่อไฟล์', schema: { type: 'string' } }],
      responses: { 200: { description: 'ไฟล์', content: { 'application/octet-stream': {} } }, 206: { description: 'บางส่วนของไฟล์', content: { 'application/octet-stream': {} } } },
    } },
  };
}
