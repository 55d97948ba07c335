import type { Decision } from '#kernel/decider.ts';
import { keyOf, type ReleaseColumn } from '../columns.ts';
import type { Engine } from '../engine/engine.ts';
import { lakeProblem } from '../errors.ts';
import type { Release } from '../release.ts';

/** What of a release somebody is given: the columns of `release`, and the rows for which `sql` over `t` holds. */
export interface Portion {
  release: Release;
  /** Parameters `$1…` of `sql`, and the column that each is compared with. Null: every row. */
  rows: { sql: string; values: readonly string[]; columns: readonly ReleaseColumn[] } | null;
}

/** Every row and column: for the house itself. */
export const whole = (release: Release): Portion => ({ release, rows: null });

/**
 * What a decision gives of a release. A column that is left out cannot be shown, sorted or searched by, and a row that is left out is not counted.
 *
 * @throws `lake.portion-unreadable` when the rows are told by a column that this release lacks: nothing is given rather than too much.
 */
export function portionOf(release: Release, decision: Decision | null): Portion {
  const { columns = [], rows = null } = decision ?? {};
  const given = columns === 'all' ? release.columns : release.columns.filter((column) => columns.includes(column.companionOf ?? column.name));
  const limits = rows && { sql: rows.sql, values: rows.values.map(String), columns: rows.columns.map((name) => columnNamed(release, name)) };
  return { release: { ...release, columns: given }, rows: limits };
}

function columnNamed(release: Release, name: string): ReleaseColumn {
  const column = release.columns.find((each) => each.name === name);
  if (!column) throw unreadable(`รุ่น ${release.number} ไม่มีคอลัมน์ ${name}`, `release ${release.number} has no column ${name}`);
  return column;
}

/** Condition on rows `t`, with its parameters; values were tried as the type of their column first. @throws `lake.portion-unreadable`. */
export async function conditionOf(engine: Engine, { rows }: Portion): Promise<{ sql: string; values: string[] }> {
  for (const [i, value] of (rows?.values ?? []).entries()) {
    const stored = rows?.columns[i]?.stored ?? 'VARCHAR';
    const [cast] = await engine.rows<{ ok: boolean }>(`select try_cast($1::varchar as ${stored}) is not null as ok`, [value]);
    if (!cast?.ok) throw unreadable(`${value} ไม่ใช่ค่าของ ${rows?.columns[i]?.name}`, `${value} is not a value of ${rows?.columns[i]?.name}`);
  }
  return rows ? { sql: rows.sql, values: [...rows.values] } : { sql: 'true', values: [] };
}

function unreadable(th: string, en: string): Error {
  return lakeProblem('portion-unreadable', { detailTh: th, detailEn: en });
}

/**
 * A release's record as far as it tells nothing of what was left out: figures of columns that are not given are taken away, and, when rows
 * are left out, every figure and sample of values.
 */
export function recordWithin({ release, rows }: Portion): Release {
  const names = new Set(release.columns.map((column) => column.companionOf ?? column.name));
  const keyIsGiven = keyOf(release.columns).length > 0;
  const cut = (row: Record<string, unknown> | null) => row && Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
  const samples = rows ? [] : release.diff.samples.map((each) => ({ ...each, key: keyIsGiven ? cut(each.key) ?? {} : {}, before: cut(each.before), after: cut(each.after) }));
  return { ...release, profile: rows ? [] : release.profile.filter(({ column }) => names.has(column)), diff: { ...release.diff, samples } };
}
