import { isNumber } from '../offers/served-column.ts';
import type { RowTest } from './within.ts';

const SYMBOL = { eq: '==', ne: '!=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/**
 * Conditions as a JSON path over a served document, for `jsonb_path_match`; the same rows pass as with `testsSql`.
 * Names come from the offer and match `[a-z_][a-z0-9_]*`; values are variables, numbers digit for digit.
 *
 * @returns null when there are none.
 */
export function testsPath(tests: readonly RowTest[]): { path: string | null; vars: string } {
  const vars: string[] = [];
  const variable = (test: RowTest, value: string): string => {
    vars.push(`"v${vars.length}":${isNumber(test.column) || test.column.type === 'boolean' ? value : JSON.stringify(value)}`);
    return `$v${vars.length - 1}`;
  };
  const parts = tests.map((test) => {
    const cell = `$."${test.column.name}"`;
    if (test.op === 'is-null') return `(${cell} == null)`;
    if (test.op === 'in') return test.values.length === 0 ? '(1 == 2)' : `(${test.values.map((value) => `${cell} == ${variable(test, value)}`).join(' || ')})`;
    return `(${cell} != null && ${cell} ${SYMBOL[test.op]} ${variable(test, test.values[0] as string)})`;
  });
  return { path: parts.length === 0 ? null : parts.join(' && '), vars: `{${vars.join(',')}}` };
}
