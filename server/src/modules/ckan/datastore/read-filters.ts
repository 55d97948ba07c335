import type { Asked, Condition } from '#modules/lake/index.ts';
import { refuseValues } from '../errors.ts';

const COMPARISONS = ['gt', 'gte', 'lt', 'lte', 'eq', 'in'] as const;
const MOST_CONDITIONS = 200;
const DEEPEST = 5;

/** How many conditions were read, and how deep we are. */
interface Reading { conditions: number; depth: number }

/**
 * Filters as CKAN has them (its "Query Filters spec", `datastore_search` of 2.12): `{column: value}`, `{column: [values]}`, `{column: {gt, gte, lt, lte, eq, in}}`,
 * lists that mix values with comparisons, `$or` and `$and` over lists of at least two filters, a list of filters in place of one (any of them), or any of
 * these as JSON text. A column that begins with `$` is written `$$`.
 *
 * @throws `ckan.values-refused` naming the place, e.g. `filters/$or/1/year`.
 */
export function readFilters(given: unknown): Asked[] {
  if (given === undefined || given === null || given === '') return [];
  const filters = typeof given === 'string' ? parsed(given) : given;
  const reading: Reading = { conditions: 0, depth: 0 };
  if (!Array.isArray(filters)) return readDictionary(filters, 'filters', reading);
  return filters.length < 2 ? filters.flatMap((each, i) => readDictionary(each, `filters/${i}`, reading)) : [{ anyOf: filters.map((each, i) => readDictionary(each, `filters/${i}`, reading)) }];
}

/** Filters as one dictionary, whatever form they came in. */
export function filtersAsDictionary(given: unknown): Record<string, unknown> {
  if (given === undefined || given === null || given === '') return {};
  const filters = typeof given === 'string' ? parsed(given) : given;
  if (!Array.isArray(filters)) return filters as Record<string, unknown>;
  return filters.length < 2 ? (filters[0] ?? {}) as Record<string, unknown> : { $or: filters };
}

function readDictionary(given: unknown, place: string, reading: Reading): Asked[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refused(place, place === 'filters' ? 'Must be a dictionary or a list of dictionaries' : 'Must be a dictionary');
  return Object.entries(given).flatMap(([name, wanted]) => {
    const here = `${place}/${name.slice(0, 63)}`;
    if (name === '$or') return [{ anyOf: listOf(wanted, here).map((each, i) => readDeeper(each, `${here}/${i}`, reading)) }];
    if (name === '$and') return listOf(wanted, here).flatMap((each, i) => readDeeper(each, `${here}/${i}`, reading));
    if (name.startsWith('$') && !name.startsWith('$$')) throw refused(here, 'is not an operator; $or and $and are, and a column that begins with $ is written $$');
    return readColumn(name.startsWith('$$') ? name.slice(1) : name, wanted, here, reading);
  });
}

function readDeeper(given: unknown, place: string, reading: Reading): Asked[] {
  if (reading.depth >= DEEPEST) throw refused(place, `At most ${DEEPEST} levels of $or and $and`);
  reading.depth += 1;
  const read = readDictionary(given, place, reading);
  reading.depth -= 1;
  return read;
}

function listOf(given: unknown, place: string): unknown[] {
  if (!Array.isArray(given) || given.length < 2) throw refused(place, 'Must be a list of at least two filters');
  return given;
}

function readColumn(column: string, wanted: unknown, place: string, reading: Reading): Asked[] {
  if (!Array.isArray(wanted)) return isDictionary(wanted) ? readComparisons(column, wanted, place, reading) : [counted(reading, place, { column, op: 'eq', values: [scalar(wanted, place)] })];
  const values = wanted.flatMap((each, i) => isDictionary(each) ? [] : [scalar(each, `${place}/${i}`)]);
  const compared = wanted.flatMap((each, i) => isDictionary(each) ? [readComparisons(column, each, `${place}/${i}`, reading)] : []);
  const equal = counted(reading, place, { column, op: 'in', values });
  if (compared.length === 0) return [equal];
  return [{ anyOf: values.length === 0 ? compared : [[equal], ...compared] }];
}

function readComparisons(column: string, given: object, place: string, reading: Reading): Condition[] {
  return Object.entries(given).map(([op, value]) => {
    const here = `${place}/${op.slice(0, 20)}`;
    const known = COMPARISONS.find((each) => each === op);
    if (!known) throw refused(here, `unknown comparison; ${COMPARISONS.join(', ')} are known`);
    if (Array.isArray(value) !== (known === 'in')) throw refused(here, known === 'in' ? 'Must be a list' : 'Must be a value');
    return counted(reading, place, { column, op: known, values: Array.isArray(value) ? value.map((each) => scalar(each, here)) : [scalar(value, here)] });
  });
}

function counted(reading: Reading, place: string, condition: Condition): Condition {
  reading.conditions += 1;
  if (reading.conditions > MOST_CONDITIONS) throw refused(place, `At most ${MOST_CONDITIONS} conditions`);
  return condition;
}

const isDictionary = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

function scalar(value: unknown, place: string): string | null {
  if (value === null) return null;
  if (typeof value === 'object') throw refused(place, 'Must be a value or a list of values');
  return String(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuseValues({ filters: 'Could not be parsed as JSON' });
  }
}

const refused = (place: string, sentence: string) => refuseValues({ filters: place === 'filters' ? sentence : `${place}: ${sentence}` });
