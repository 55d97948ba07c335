import { problem } from '../errors.ts';
import type { RowCondition } from './decision-input.ts';

const COMPARISONS: Readonly<Record<string, string>> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };
/** A column's name as contracts allow it; anything else would be a way into the statement. */
const COLUMN = /^[a-z_][a-z0-9_]{0,62}$/;
const isValue = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/**
 * Conditions of an agreement as SQL over a release's rows `t`, all of which must hold; values are parameters from `$1`, text that
 * the column's own type reads; `columns` names the column of each.
 *
 * @throws `access.row-filter-broken` for an unknown operator, a name that is no column, or a value that is none.
 */
export function rowFilterSql(conditions: readonly RowCondition[]): { sql: string; values: string[]; columns: string[] } {
  const values: string[] = [];
  const columns: string[] = [];
  const parts = conditions.map(({ column, op, value }, i) => {
    const known = op === 'in' ? Array.isArray(value) && value.length > 0 && value.every(isValue) : Object.hasOwn(COMPARISONS, op) && isValue(value);
    if (!known || typeof column !== 'string' || !COLUMN.test(column)) throw problem('row-filter-broken', { errors: [{ pointer: `/rowFilter/${i}`, th: 'เงื่อนไขแถวไม่ถูกต้อง', en: 'this row condition is not valid' }] });
    const name = `t."${column}"`;
    const place = (each: unknown) => {
      columns.push(column);
      return `cast_to_type($${values.push(String(each))}::varchar, ${name})`;
    };
    return op === 'in' ? `${name} in (${(value as unknown[]).map(place).join(', ')})` : `${name} ${COMPARISONS[op]} ${place(value)}`;
  });
  return { sql: parts.length === 0 ? 'true' : parts.join(' and '), values, columns };
}
