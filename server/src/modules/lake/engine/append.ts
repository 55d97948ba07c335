import type { DuckDBAppender, DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import { duckdb } from './duckdb.ts';

/** Appends rows of JavaScript values to a table; numbers become BIGINT where the column is one. */
export async function appendRows(connection: DuckDBConnection, table: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length === 0) return;
  const library = duckdb();
  const appender = await connection.createAppender(table);
  try {
    // Asking for a type costs more than appending a cell: once per column, not once per cell.
    const types = Array.from({ length: appender.columnCount }, (_, column) => appender.columnType(column));
    for (const row of rows) {
      row.forEach((value, column) => appendCell(library, appender, types[column] as DuckDBType, value));
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

function appendCell(library: ReturnType<typeof duckdb>, appender: DuckDBAppender, type: DuckDBType, value: unknown): void {
  if (value === null || value === undefined) return appender.appendNull();
  const { BLOB, DuckDBBlobValue, DuckDBTypeId } = library;
  if (value instanceof Uint8Array) return appender.appendValue(new DuckDBBlobValue(value), BLOB);
  if (type.typeId === DuckDBTypeId.BIGINT && typeof value === 'number') return appender.appendBigInt(BigInt(value));
  appender.appendValue(value as string | number | boolean | bigint, type);
}
