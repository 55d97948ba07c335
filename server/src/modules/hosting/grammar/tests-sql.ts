import { quoteIdentifier as q } from '#modules/lake/index.ts';
import { comparable, parameterOf } from '../grant/tests-sql.ts';
import { readValue } from '../grant/read-value.ts';
import type { ServedColumn } from '../offers/served-column.ts';
import { limits, refuseParameter, refuseTooMuch, type AskedTest, type AskedTree } from './asked.ts';

const SYMBOL = { eq: '=', neq: '<>', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const IS: Readonly<Record<string, string>> = { null: 'is null', not_null: 'is not null', true: 'is true', false: 'is false', unknown: 'is null' };

/** Finds a column that the grant gives, or refuses it by name. */
export type FindColumn = (parameter: string, name: string) => ServedColumn;

/** A question's comparisons as SQL of the lake's engine over `r`; values are pushed behind those that are there. */
export function askedSql(tree: AskedTree, find: FindColumn, values: string[]): string {
  const parts = tree.of.map((each) => 'of' in each ? askedSql(each, find, values) : testSql(each, find(each.parameter, each.name), values));
  const joined = parts.length === 0 ? 'true' : `(${parts.join(tree.all ? ' and ' : ' or ')})`;
  return tree.not ? `(not ${joined})` : joined;
}

function testSql(test: AskedTest, column: ServedColumn, values: string[]): string {
  if (column.personal !== null) throw refuseParameter(test.parameter, `${test.name} เป็นข้อมูลส่วนบุคคล จึงไม่รับค่าในที่อยู่`, `${test.name} is personal and takes no value in an address`);
  const sql = comparisonSql(test, column, values);
  return test.not ? `(not ${sql})` : sql;
}

function comparisonSql(test: AskedTest, column: ServedColumn, values: string[]): string {
  const cell = comparable(column.type, `r.${q(column.name)}`);
  if (test.op === 'is') return isSql(test, column, cell);
  if (test.op === 'like' || test.op === 'ilike') return likeSql(test, column, cell, values);
  if (column.type === 'boolean' && ['gt', 'gte', 'lt', 'lte'].includes(test.op)) throw refuseParameter(test.parameter, `${test.name} ไม่มีลำดับให้เทียบ`, `${test.name} has no order to compare by`);
  const parameters = test.values.map((value) => { values.push(valueOf(test, column, value)); return parameterOf(column.type, values.length); });
  if (test.op === 'in') return parameters.length === 0 ? 'false' : `(${cell} in (${parameters.join(', ')}))`;
  return `(${cell} ${SYMBOL[test.op]} ${parameters[0]})`;
}

function valueOf(test: AskedTest, column: ServedColumn, value: string): string {
  const read = readValue(column.type, value);
  if (!('text' in read)) throw refuseParameter(test.parameter, read.th, read.en);
  return read.text;
}

function isSql(test: AskedTest, column: ServedColumn, cell: string): string {
  const word = (test.values[0] ?? '').toLowerCase();
  const sql = Object.hasOwn(IS, word) ? IS[word] : undefined;
  const flag = word === 'true' || word === 'false' || word === 'unknown';
  if (sql === undefined || (flag && column.type !== 'boolean')) throw refuseParameter(test.parameter, 'is รับ null not_null และของคอลัมน์จริงเท็จ true false', 'is takes null, not_null and, of yes-or-no columns, true and false');
  return `(${cell} ${sql})`;
}

/** `*` and `%` stand for any characters; few of them, so that no pattern takes long. */
function likeSql(test: AskedTest, column: ServedColumn, cell: string, values: string[]): string {
  if (column.type !== 'text' && column.type !== 'geocode') throw refuseParameter(test.parameter, `${test.op} ใช้กับข้อความเท่านั้น`, `${test.op} is for text only`);
  const pattern = (test.values[0] ?? '').replaceAll('*', '%').replaceAll(/%{2,}/g, '%');
  if (pattern.length > limits.pattern) throw refuseTooMuch(test.parameter, `แบบค้นยาวเกิน ${limits.pattern} อักขระ`, `the pattern is longer than ${limits.pattern} characters`);
  if ((pattern.match(/%/g) ?? []).length > limits.wildcards) throw refuseTooMuch(test.parameter, `มี * หรือ % เกิน ${limits.wildcards} แห่ง`, `more than ${limits.wildcards} of * or %`);
  if (pattern.includes('\0') || /(?<!\\)(?:\\\\)*\\$/.test(pattern)) throw refuseParameter(test.parameter, 'แบบค้นจบด้วย \\ ไม่ได้', 'a pattern cannot end with \\');
  values.push(pattern);
  return `(${cell} ${test.op} $${values.length}::varchar escape '\\')`;
}
