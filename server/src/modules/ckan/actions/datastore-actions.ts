import { deleteDatastore, createDatastore, upsertDatastore } from '../datastore/write.ts';
import { findTable, withRows } from '../datastore/open-table.ts';
import { searchDatastore } from '../datastore/search.ts';
import { searchDatastoreSql } from '../datastore/search-sql.ts';
import { idField } from '../datastore/types.ts';
import { searchRows } from '#modules/lake/index.ts';
import { policies } from '../policies.ts';
import type { Action, Call } from './action.ts';
import { needText } from './values.ts';

const reads = { reads: true, policy: policies['read-catalogue'] } as const;
const writes = { reads: false, policy: policies['write-rows'] } as const;

export const datastoreActions: Action[] = [
  { ...reads, name: 'datastore_search', help: 'ค้นแถวของตาราง: กรอง เรียง นับ แบ่งหน้า · Rows of a table: resource_id, filters, q, distinct, limit, offset, fields, sort, include_total, records_format.', run: (call) => searchDatastore(call, call.args) },
  { ...reads, name: 'datastore_search_sql', help: 'ถามตารางด้วย SELECT คำสั่งเดียว · One SELECT over tables named by resource ids: sql.', run: (call) => searchDatastoreSql(call, call.args) },
  { ...reads, name: 'datastore_info', help: 'คอลัมน์และจำนวนแถวของตาราง · Columns and size of a table: id.', run: describeTable },
  { ...writes, name: 'datastore_create', help: 'สร้างตารางให้ทรัพยากร หรือเพิ่มคอลัมน์และแถว · Make a table for a resource, or add fields and rows: resource_id or resource, fields, records, primary_key, aliases.', run: (call) => createDatastore(call, call.args) },
  { ...writes, name: 'datastore_upsert', help: 'เพิ่มหรือแก้แถวตามคีย์ · Add or change rows by their key: resource_id, records, method.', run: (call) => upsertDatastore(call, call.args) },
  { ...writes, name: 'datastore_delete', help: 'ลบแถวตามตัวกรอง หรือลบทั้งตาราง · Delete rows by filters, or the table: resource_id, filters.', run: (call) => deleteDatastore(call, call.args, false) },
  { ...writes, name: 'datastore_records_delete', help: 'ลบแถวตามตัวกรอง · Delete rows by filters: resource_id, filters.', run: (call) => deleteDatastore(call, call.args, true) },
];

async function describeTable(call: Call): Promise<unknown> {
  const table = await findTable(call, needText({ id: call.args['id'] ?? call.args['resource_id'] }, 'id'));
  const count = table.kind === 'api' ? table.rowCount : table.decision.rows ? await withRows(call, table, async (engine, source) =>
    (await searchRows(engine, source, { conditions: [], words: [], fields: null, distinct: false, sort: [], offset: 0, limit: 0, count: true })).total) : table.release.rowCount;
  const keys = table.kind === 'api' ? table.primaryKey : table.release.columns.filter(({ key }) => key !== null).map(({ name }) => name);
  return {
    meta: { id: table.id, count, table_type: 'BASE TABLE', aliases: table.aliases, size: table.kind === 'release' ? table.release.bytes : null, ...(table.kind === 'release' && { release: table.release.number, content_hash: table.release.contentHash }) },
    fields: [idField, ...table.fields].map((field) => ({
      ...field, schema: { native_type: field.type, notnull: keys.includes(field.id), is_index: keys.includes(field.id), index_name: keys.includes(field.id) ? 'primary_key' : null, uniquekey: keys.length === 1 && keys[0] === field.id },
    })),
  };
}
