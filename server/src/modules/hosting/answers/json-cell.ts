import { quoteIdentifier as q } from '#modules/lake/index.ts';
import type { ServedColumn } from '../offers/served-column.ts';

/** A granted cell as JSON shows it: numbers digit for digit, days and instants ISO. @param alias of the row. */
export function jsonCellSql({ name, type }: ServedColumn, alias: string): string {
  const cell = `${alias}.${q(name)}`;
  if (type === 'timestamp') return `strftime(${cell}, '%Y-%m-%dT%H:%M:%SZ')`;
  return type === 'date' ? `${cell}::varchar` : cell;
}

/** A row as a JSON object; keys are names that were checked. */
export const jsonRowSql = (cells: readonly { as: string; column: ServedColumn }[], alias: string): string =>
  `json_object(${cells.map(({ as, column }) => `'${as}', ${jsonCellSql(column, alias)}`).join(', ')})::varchar`;
