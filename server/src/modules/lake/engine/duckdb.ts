import type * as DuckDB from '@duckdb/node-api';

type Library = typeof DuckDB;

let library: Library | undefined;

/** DuckDB's own library, loaded at the first engine and not before: a process that reads no data does not carry it. */
export async function loadDuckdb(): Promise<Library> {
  return library ??= await import('@duckdb/node-api');
}

/** The library of an engine that is open. */
export function duckdb(): Library {
  if (!library) throw new TypeError('no engine was opened');
  return library;
}
