import { rowsOf, type Delivery } from './make-file.ts';
import type { Cell } from './flaws.ts';
import type { KindColumn } from './kind.ts';
import type { SamplePorts } from './ports.ts';

export const agencySchema = 'registry';
const rowsPerStatement = 5_000;
const tableTypes: Partial<Record<KindColumn['type'], string>> = { integer: 'bigint', boolean: 'boolean', date: 'date' };
const typeOf = (column: KindColumn): string => (column.type === 'decimal' ? `numeric(${column.precision}, ${column.scale})` : tableTypes[column.type] ?? 'text');

/** `rid-large-reservoirs-daily` → `rid_large_reservoirs_daily` */
export const tableOf = (slug: string): { schema: string; table: string } => ({ schema: agencySchema, table: slug.replaceAll('-', '_') });

/** Lays a delivery's rows into the table of the agency database, as its own program would: no key, no check, flaws and all. */
export async function fillAgencyTable(ports: SamplePorts, delivery: Delivery): Promise<void> {
  const { columns, rows } = rowsOf(delivery);
  const { schema, table } = tableOf(delivery.dataset.slug);
  const fields = columns.map((column) => `"${column.name}" ${typeOf(column)}`).join(', ');
  await ports.inAgencyDatabase(async (query) => {
    await query(`create schema if not exists ${schema}`);
    await query(`drop table if exists ${schema}.${table}`);
    await query(`create table ${schema}.${table} (${fields})`);
    for (let from = 0; from < rows.length; from += rowsPerStatement) {
      const some = rows.slice(from, from + rowsPerStatement).map(({ cells }) => recordOf(columns, cells));
      await query(`insert into ${schema}.${table} select * from jsonb_to_recordset($1::jsonb) as r (${fields})`, [JSON.stringify(some)]);
    }
  });
}

function recordOf(columns: readonly KindColumn[], cells: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.map((column, i) => [column.name, cells[i] ?? null]));
}
