import type { Engine } from '../engine/engine.ts';
import { positioned, rowsAt } from './positions.ts';
import { conditionOf, type Portion } from './portion.ts';

/**
 * SQL of the rows that are given of a release, with `_pos`, to stand where no parameter can. Where rows are left out, those that are given
 * are kept as a table of this name, which spills to disk when it is large.
 *
 * @throws `lake.portion-unreadable`.
 */
export async function givenRows(engine: Engine, portion: Portion, paths: readonly string[], table: string): Promise<string> {
  const files = positioned(portion.release.manifest, paths);
  const all = rowsAt(files, 0, files.rows);
  if (!portion.rows) return all;
  const { sql, values } = await conditionOf(engine, portion);
  await engine.run(`create or replace temp table ${table} as select * from ${all} t where ${sql} order by t._pos`, values);
  return table;
}
