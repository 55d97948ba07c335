import type { Engine } from '../engine/engine.ts';
import { quoteIdentifier as q } from '../engine/identifiers.ts';
import { rowObject, shownValue } from '../read/shown.ts';
import type { ReleaseColumn } from '../columns.ts';
import { rowHashes } from './row-multisets.ts';
import { unitedColumns, type Side } from './sides.ts';

/** One difference as a reader sees it. */
export interface ChangedRow {
  op: 'added' | 'removed' | 'changed';
  key: Record<string, unknown>;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const OPS = ['added', 'removed', 'changed'] as const;
const SAMPLES = 20;

/** At most 20 differences of each kind, by key, from the table of differing keys. */
export async function listSamples(engine: Engine, before: Side, after: Side, key: readonly string[]): Promise<ChangedRow[]> {
  const names = key.map(q).join(', ');
  await engine.run(`create or replace temp table lake_sample as
    select * from lake_delta qualify row_number() over (partition by op order by ${names}) <= ${SAMPLES}`);
  return changedRows(engine, before, after, key, 'lake_sample');
}

/** The differences that a table of keys and `op` names, in order of kind and key. */
export async function changedRows(engine: Engine, before: Side, after: Side, key: readonly string[], delta: string, order = `d.op, ${key.map((name) => `d.${q(name)}`).join(', ')}`): Promise<ChangedRow[]> {
  const columns = unitedColumns(before, after);
  const on = (alias: string) => key.map((name) => `d.${q(name)} = ${alias}.${q(name)}`).join(' and ');
  const read = `select d.op, ${shownCells(columns, before, 'b')}, ${shownCells(columns, after, 'a')}
    from ${delta} d left join (from ${before.from}) b on ${on('b')} left join (from ${after.from}) a on ${on('a')} order by ${order}`;
  const rows: ChangedRow[] = [];
  for await (const batch of engine.stream(read)) for (const cells of batch) rows.push(changedRow(columns, key, cells));
  return rows;
}

function shownCells(columns: readonly ReleaseColumn[], side: Side, alias: string): string {
  return columns.map((column) => {
    const own = side.columns.find((each) => each.name === column.name);
    return shownValue(own ?? column, alias, own !== undefined);
  }).join(', ');
}

function changedRow(columns: readonly ReleaseColumn[], key: readonly string[], cells: readonly unknown[]): ChangedRow {
  const op = OPS[Number(cells[0]) - 1] ?? 'changed';
  const before = op === 'added' ? null : rowObject(columns, cells.slice(1, 1 + columns.length));
  const after = op === 'removed' ? null : rowObject(columns, cells.slice(1 + columns.length));
  const whole = after ?? before ?? {};
  return { op, key: Object.fromEntries(key.map((name) => [name, whole[name]])), before, after };
}

/** At most 20 whole rows that came or went, for releases without a key. */
export async function listKeylessSamples(engine: Engine, before: Side, after: Side): Promise<ChangedRow[]> {
  const added = await keylessRows(engine, after, before, 'n > 0', 'added');
  return [...added, ...await keylessRows(engine, before, after, 'n < 0', 'removed')];
}

async function keylessRows(engine: Engine, side: Side, other: Side, where: string, op: 'added' | 'removed'): Promise<ChangedRow[]> {
  const columns = side.columns.filter((column) => column.companionOf === null);
  const read = `select ${columns.map((column) => shownValue(column, 't')).join(', ')}
    from (select *, ${rowHashes(side, other)} from ${side.from}) t semi join (from lake_keyless_delta where ${where} order by h, g limit ${SAMPLES}) d on d.h = t.h and d.g = t.g limit ${SAMPLES}`;
  const rows: ChangedRow[] = [];
  for await (const batch of engine.stream(read)) {
    for (const cells of batch) {
      const row = rowObject(columns, cells);
      rows.push({ op, key: {}, before: op === 'added' ? null : row, after: op === 'added' ? row : null });
    }
  }
  return rows;
}
