import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, ReleaseColumn } from '#modules/lake/index.ts';
import { quoteIdentifier as q, quoteLiteral } from '#modules/lake/index.ts';
import type { Call } from '../actions/action.ts';
import { listRowsFrom } from './tables.sql.gen.ts';

interface SnapshotOf { id: string; version: number; rowCount: number }
export interface SnapshotFile { path: string; rows: number; minKey: null; maxKey: null }

const BATCH = 5_000;
const building = new Map<string, Promise<void>>();

/**
 * Gives the rows that programs sent as a Parquet file of this version, so that one way of searching serves every table. The file is this machine's
 * copy only: it is written when a version is first asked for, and the former one removed.
 */
export async function withSnapshot<T>(call: Call, engine: Engine, table: SnapshotOf, columns: readonly ReleaseColumn[], use: (file: SnapshotFile) => Promise<T>): Promise<T> {
  const folder = join(call.ports.lake.engine.spillDir, 'datastore');
  const name = `${table.id}-${table.version}.parquet`;
  const path = join(folder, name);
  if (!existsSync(path)) {
    const at = building.get(path) ?? build(call, engine, table, columns, folder, path).finally(() => building.delete(path));
    building.set(path, at);
    await at;
  }
  const [sum] = await engine.rows<{ n: number }>(`select count(*)::double as n from read_parquet(${quoteLiteral(path)})`);
  return use({ path, rows: sum?.n ?? 0, minKey: null, maxKey: null });
}

async function build(call: Call, engine: Engine, table: SnapshotOf, columns: readonly ReleaseColumn[], folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = `snapshot_${randomUUID().replaceAll('-', '')}`;
  const draft = `${path}.${randomUUID().slice(0, 8)}`;
  await engine.run(`create temp table ${name} (_id bigint${columns.map((column) => `, ${q(column.name)} varchar`).join('')})`);
  try {
    for (let after = 0; ;) {
      const rows = await call.db.read((tx) => listRowsFrom(tx, { resource_id: table.id, after, limit: BATCH }));
      await engine.append(name, rows.map(({ id, doc }) => [id, ...columns.map((column) => textOf((doc as Record<string, unknown>)[column.name]))]));
      after = rows.at(-1)?.id ?? after;
      if (rows.length < BATCH) break;
    }
    const cells = columns.map((column) => `try_cast(${q(column.name)} as ${column.stored}) as ${q(column.name)}`);
    await engine.run(`copy (select ${['_id', ...cells].join(', ')} from ${name} order by _id) to ${quoteLiteral(draft)} (format parquet, compression zstd)`);
    await rename(draft, path);
  } finally {
    await engine.run(`drop table if exists ${name}`);
  }
  for (const file of await readdir(folder)) if (file.startsWith(table.id) && join(folder, file) !== path && file.endsWith('.parquet')) await rm(join(folder, file), { force: true });
}

const textOf = (value: unknown): string | null => value === null || value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : String(value);
