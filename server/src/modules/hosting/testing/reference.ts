import fc from 'fast-check';
import type { Grant, RowCondition } from '../call.ts';
import { farmColumns, shownFarm, type Farm } from './farms.ts';

const PERSONAL = new Set(farmColumns.filter(({ personalData }) => personalData !== null).map(({ name }) => name));
const names = farmColumns.map(({ name }) => name);
const OF: Record<string, fc.Arbitrary<string>> = {
  id: fc.integer({ min: -2, max: 90 }).map(String), province: fc.constantFrom('10', '11', '12', '15', '99'), crop: fc.constantFrom('ข้าว', 'อ้อย', 'ข้าวโพด "หวาน"', "มัน; drop table x --'", 'ก'),
  area_rai: fc.integer({ min: 0, max: 4_000 }).map((n) => (n / 100).toFixed(2)), irrigated: fc.constantFrom('true', 'false'), registered_on: fc.constantFrom('2012-03-12', '2015-06-15', '2019-01-01'), updated_at: fc.constantFrom('2026-01-03T02:00:00Z', '2026-01-05T00:00:00Z'),
  phone: fc.constantFrom('0800007919', '0800000000'),
};

/** What is written of a value in a condition, as a number where JSON has one now and then. */
const written = (name: string) => OF[name]?.chain((value) => name === 'id' ? fc.constantFrom<string | number>(value, Number(value)) : fc.constant(value)) ?? fc.constant('');

const condition: fc.Arbitrary<RowCondition> = fc.constantFrom(...names.filter((name) => name !== 'citizen_id')).chain((column) => {
  const ops: RowCondition['op'][] = column === 'irrigated' ? ['eq', 'ne', 'in', 'is-null'] : ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'is-null'];
  return fc.constantFrom(...ops).chain((op): fc.Arbitrary<RowCondition> => op === 'is-null' ? fc.constant({ column, op, values: [] })
    : fc.array(written(column), op === 'in' ? { maxLength: 3 } : { minLength: 1, maxLength: 1 }).map((values) => ({ column, op, values })));
});

export const grants: fc.Arbitrary<Grant> = fc.record({
  fields: fc.option(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 9 }), { freq: 3 }),
  rowFilter: fc.option(fc.array(condition, { maxLength: 3 }).map((all) => ({ all })), { freq: 4 }),
});

/** The fields of a grant, in the order of the offer. */
export const fieldsOf = ({ fields }: Grant): string[] => names.filter((name) => fields === null ? !PERSONAL.has(name) : fields.includes(name));

/** A cell as it is compared: numbers as numbers, everything else as text. */
function cellOf(each: Farm, name: string): number | string | null {
  const cell = shownFarm(each)[name] as string | number | boolean | null;
  return typeof cell === 'boolean' ? String(cell) : cell;
}

export function holds(each: Farm, { column, op, values = [] }: RowCondition): boolean {
  const cell = cellOf(each, column);
  if (op === 'is-null') return cell === null;
  if (cell === null) return false;
  const others = values.map((value) => typeof cell === 'number' ? Number(value) : String(value));
  const order = (other: number | string) => typeof cell === 'number' ? cell - Number(other) : Buffer.compare(Buffer.from(cell), Buffer.from(String(other)));
  const [first] = others;
  if (op === 'in') return others.some((other) => order(other) === 0);
  if (first === undefined) return false;
  const by = order(first);
  return { eq: by === 0, ne: by !== 0, lt: by < 0, lte: by <= 0, gt: by > 0, gte: by >= 0 }[op];
}

export const givenRows = (all: readonly Farm[], { rowFilter }: Grant): Farm[] => all.filter((each) => (rowFilter?.all ?? []).every((one) => holds(each, one)));
export const cut = (each: Farm, fields: readonly string[]): Record<string, unknown> => Object.fromEntries(fields.map((name) => [name, shownFarm(each)[name]]));

/** A comparison of the read grammar, as it stands in an address and as the reference reads it. */
export const comparison: fc.Arbitrary<{ readonly column: string; readonly query: string; readonly holds: (each: Farm) => boolean }> = fc.constantFrom(...names.filter((name) => OF[name] !== undefined)).chain((column) =>
  fc.tuple(fc.constantFrom(...(column === 'irrigated' ? ['eq', 'neq'] as const : ['eq', 'neq', 'lt', 'lte', 'gt', 'gte'] as const)), OF[column] as fc.Arbitrary<string>).map(([op, value]) => ({
    column, query: `${column}=${op}.${encodeURIComponent(value)}`, holds: (each: Farm) => holds(each, { column, op: op === 'neq' ? 'ne' : op, values: [value] }),
  })));
