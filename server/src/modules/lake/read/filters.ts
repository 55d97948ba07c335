import { quoteIdentifier as q } from '../engine/identifiers.ts';
import type { Engine } from '../engine/engine.ts';
import { lakeProblem } from '../errors.ts';
import type { ReleaseColumn } from '../columns.ts';
import { shownColumns } from './shown.ts';

const COMPARISONS: Record<string, string> = { eq: '=', ne: 'is distinct from', lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** One condition, checked against the release's columns; its value is parameter `$i`. */
export interface Filter { column: ReleaseColumn; op: string; value: string | null }

/**
 * Reads `column:operator:value` conditions.
 *
 * @throws `lake.filter-refused` naming the condition: unknown column or operator, a value of another type, or a masked column
 * (asking for values would tell them; only `isnull` and `notnull` may be asked).
 */
export async function readFilters(engine: Engine, columns: readonly ReleaseColumn[], texts: readonly string[]): Promise<Filter[]> {
  const filters = texts.map((text, i) => readFilter(columns, text, i));
  for (const [i, { column, value }] of filters.entries()) {
    if (value === null) continue;
    const [cast] = await engine.rows<{ ok: boolean }>(`select try_cast($1::varchar as ${column.stored}) is not null as ok`, [value]);
    if (!cast?.ok) throw refused(i, `${value} ไม่ใช่ค่าของ ${column.name}`, `${value} is not a value of ${column.name} (${column.type})`);
  }
  return filters;
}

function readFilter(columns: readonly ReleaseColumn[], text: string, i: number): Filter {
  const [, name = '', op = '', value] = /^([^:]*):([^:]*)(?::([^]*))?$/.exec(text) ?? [];
  const column = shownColumns(columns).find((each) => each.name === name);
  if (!column) throw refused(i, `ไม่มีคอลัมน์ ${name.slice(0, 63)}`, `there is no column ${name.slice(0, 63)}`);
  if (op === 'isnull' || op === 'notnull') return { column, op, value: null };
  if (column.shown !== 'clear') throw refused(i, `คอลัมน์ ${name} ปกปิดข้อมูลบุคคล จึงค้นด้วยค่าไม่ได้`, `${name} is masked and cannot be searched by value`);
  const known = op in COMPARISONS || (op === 'contains' && column.stored === 'VARCHAR');
  if (!known) throw refused(i, `ใช้ ${op.slice(0, 20)} กับ ${name} ไม่ได้`, `${op.slice(0, 20)} cannot be used with ${name}`);
  if (value === undefined) throw refused(i, 'ไม่มีค่าให้เทียบ', 'there is no value to compare with');
  return { column, op, value };
}

function refused(i: number, th: string, en: string) {
  return lakeProblem('filter-refused', { detailTh: th, detailEn: en, errors: [{ pointer: `/querystring/filter/${i}`, th, en }] });
}

/** SQL of all conditions after those of `given`; parameters begin behind its own. */
export function whereOf(filters: readonly Filter[], given: { sql: string; values: readonly string[] }): { sql: string; values: string[] } {
  const values: string[] = [...given.values];
  const parts = filters.map(({ column, op, value }) => {
    const name = `t.${q(column.name)}`;
    if (value === null) return `${name} is ${op === 'isnull' ? '' : 'not '}null`;
    values.push(value);
    if (op === 'contains') return `contains(${name}, $${values.length}::varchar)`;
    return `${name} ${COMPARISONS[op]} $${values.length}::varchar::${column.stored}`;
  });
  return { sql: [given.sql, ...parts].join(' and '), values };
}
