import { quoteIdentifier as q } from '#modules/lake/index.ts';
import type { ServedColumn } from '../offers/served-column.ts';

/** A granted cell as JSON shows it: numbers digit for digit, days and instants ISO. @param alias of the row. */
export function jsonCellSql({ name, type }: ServedColumn, alias: string): string {
  const cell = `${alias}.${q(name)}`;
  if (type === 'timestamp') return `strftime(${cell}, '%Y-%m-%dT%H:%M:%SZ')`;
  return type === 'date' ? `${cell}::varchar` : cell;
}

/** A granted cell as text of RFC 4180: an empty cell is nothing, an empty text is `""`, and what could be taken for more than one cell stands in quotes. */
function csvCellSql(column: ServedColumn, alias: string): string {
  const text = `(${jsonCellSql(column, alias)})::varchar`;
  return `coalesce(case when ${text} = '' or regexp_matches(${text}, '[",\r\n]') then '"' || replace(${text}, '"', '""') || '"' else ${text} end, '')`;
}

/** A row as a line of CSV, its cells in the order that was asked. */
export const csvRowSql = (cells: readonly { as: string; column: ServedColumn }[], alias: string): string => cells.map(({ column }) => csvCellSql(column, alias)).join(` || ',' || `);

/** A row as a JSON object; keys are names that were checked. */
export const jsonRowSql = (cells: readonly { as: string; column: ServedColumn }[], alias: string): string =>
  `json_object(${cells.map(({ as, column }) => `'${as}', ${jsonCellSql(column, alias)}`).join(', ')})::varchar`;
