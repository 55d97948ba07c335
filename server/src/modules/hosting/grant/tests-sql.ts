import type { ColumnType } from '@saphan/contracts/contract';
import { quoteIdentifier as q } from '#modules/lake/index.ts';
import type { RowTest } from './within.ts';

const SYMBOL = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;
const STORED: Record<ColumnType, string> = {
  'text': 'VARCHAR', 'citizen-id': 'VARCHAR', 'geocode': 'VARCHAR', 'integer': 'BIGINT', 'decimal': 'DECIMAL(38,18)', 'boolean': 'BOOLEAN', 'date': 'DATE', 'timestamp': 'TIMESTAMP',
};

/** A cell as it is compared: instants by whole seconds, as they are given. */
export const comparable = (type: ColumnType, cell: string): string => type === 'timestamp' ? `date_trunc('second', ${cell})` : cell;

/** A parameter as a column's type. @param n its place, from 1. */
export const parameterOf = (type: ColumnType, n: number): string => type === 'decimal' ? `$${n}::varchar::DECIMAL(38,18)` : type === 'timestamp' ? `replace($${n}::varchar, 'Z', '')::TIMESTAMP` : `$${n}::varchar::${STORED[type]}`;

/** Conditions as SQL of the lake's engine over `t`; values are parameters from `$1`. An empty cell passes `is-null` alone. */
export function testsSql(tests: readonly RowTest[]): { sql: string; values: string[] } {
  const values: string[] = [];
  const parts = tests.map(({ column, op, values: given }) => {
    const cell = comparable(column.type, `t.${q(column.name)}`);
    if (op === 'is-null') return `${cell} is null`;
    const parameters = given.map((value) => { values.push(value); return parameterOf(column.type, values.length); });
    if (op === 'in') return parameters.length === 0 ? 'false' : `${cell} in (${parameters.join(', ')})`;
    return `${cell} ${SYMBOL[op]} ${parameters[0]}`;
  });
  return { sql: parts.length === 0 ? 'true' : parts.map((part) => `coalesce(${part}, false)`).join(' and '), values };
}
