import { BLOB, DuckDBBlobValue, DuckDBTypeId, type DuckDBAppender, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api';

/** Appends rows of JavaScript values to a table; numbers become BIGINT where the column is one. */
export async function appendRows(connection: DuckDBConnection, table: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  try {
    // Asking for a type costs more than appending a cell: once per column, not once per cell.
    const types = Array.from({ length: appender.columnCount }, (_, column) => appender.columnType(column));
    for (const row of rows) {
      row.forEach((value, column) => appendCell(appender, types[column] as DuckDBType, value));
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

function appendCell(appender: DuckDBAppender, type: DuckDBType, value: unknown): void {
  if (value === null || value === undefined) return appender.appendNull();
  if (value instanceof Uint8Array) return appender.appendValue(new DuckDBBlobValue(value), BLOB);
  if (type.typeId === DuckDBTypeId.BIGINT && typeof value === 'number') return appender.appendBigInt(BigInt(value));
  appender.appendValue(value as string | number | boolean | bigint, type);
}
