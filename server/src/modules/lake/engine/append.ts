import { BLOB, DuckDBBlobValue, DuckDBTypeId, type DuckDBAppender, type DuckDBConnection } from '@duckdb/node-api';

/** Appends rows of JavaScript values to a table; numbers become BIGINT where the column is one. */
export async function appendRows(connection: DuckDBConnection, table: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  try {
    for (const row of rows) {
      row.forEach((value, column) => appendCell(appender, column, value));
      appender.endRow();
    }
  } finally {
    appender.closeSync();
  }
}

function appendCell(appender: DuckDBAppender, column: number, value: unknown): void {
  if (value === null || value === undefined) return appender.appendNull();
  if (value instanceof Uint8Array) return appender.appendValue(new DuckDBBlobValue(value), BLOB);
  const type = appender.columnType(column);
  if (type.typeId === DuckDBTypeId.BIGINT && typeof value === 'number') return appender.appendBigInt(BigInt(value));
  appender.appendValue(value as string | number | boolean | bigint, type);
}
