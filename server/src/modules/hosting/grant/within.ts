import type { Grant, RowCondition } from '../call.ts';
import { hostingProblem } from '../errors.ts';
import type { Offer } from '../offers/offer.ts';
import type { ServedColumn } from '../offers/served-column.ts';
import { readValue } from './read-value.ts';

/** A condition of a grant whose column is served and whose values are of its type. */
export interface RowTest { readonly column: ServedColumn; readonly op: RowCondition['op']; readonly values: readonly string[] }

/** What a grant gives of an offer: nothing outside it may be shown, counted, sorted or compared. */
export interface Within { readonly columns: readonly ServedColumn[]; readonly tests: readonly RowTest[] }

const ONE_VALUE = new Set<RowCondition['op']>(['eq', 'ne', 'lt', 'lte', 'gt', 'gte']);
const ORDERS = new Set<RowCondition['op']>(['lt', 'lte', 'gt', 'gte']);
const MOST_VALUES = 1_000;

/**
 * Fields and rows of a grant over an offer. No fields named: every served field that is not personal; a personal one must be named.
 *
 * @throws `hosting.grant-unreadable` when the rows are told by what the offer lacks: nothing is given rather than too much.
 */
export function withinGrant(offer: Offer, grant: Grant): Within {
  const columns = offer.columns.filter(({ name, personal }) => grant.fields === null ? personal === null : grant.fields.includes(name));
  return { columns, tests: testsOf(offer.columns, grant.rowFilter?.all ?? []) };
}

/** Conditions over served columns. @throws `hosting.grant-unreadable`. */
export function testsOf(columns: readonly ServedColumn[], conditions: readonly RowCondition[]): RowTest[] {
  return conditions.map(({ column: name, op, values = [] }) => {
    const column = columns.find((each) => each.name === name);
    if (!column) throw unreadable(`ไม่มีคอลัมน์ ${name}`, `there is no column ${name}`);
    if (column.pseudonymised) throw unreadable(`คอลัมน์ ${name} แทนด้วยรหัส จึงใช้เป็นเงื่อนไขไม่ได้`, `${name} is pseudonymised and cannot be a condition`);
    if (column.type === 'boolean' && ORDERS.has(op)) throw unreadable(`${name} ไม่มีลำดับให้เทียบ`, `${name} has no order to compare by`);
    return { column, op, values: assertCount(op, values, name).map((value) => valueOf(column, value)) };
  });
}

function assertCount(op: RowCondition['op'], values: readonly unknown[], name: string): readonly unknown[] {
  if (op === 'is-null') return [];
  const fits = ONE_VALUE.has(op) ? values.length === 1 : op === 'in' && values.length <= MOST_VALUES;
  if (!fits) throw unreadable(`เงื่อนไข ${op} ของ ${name} มีค่าไม่ครบหรือเกิน`, `${op} of ${name} has too few or too many values`);
  return values;
}

function valueOf(column: ServedColumn, value: unknown): string {
  const read = readValue(column.type, value);
  if (!('text' in read)) throw unreadable(`${column.name}: ${read.th}`, `${column.name}: ${read.en}`);
  return read.text;
}

const unreadable = (detailTh: string, detailEn: string) => hostingProblem('grant-unreadable', { detailTh, detailEn });
