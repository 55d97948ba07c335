import type { Decision } from '#kernel/decider.ts';
import { jsonCell, searchRows, withKeptReader, withReleaseRows, type Condition, type Engine, type LakePorts, type Release, type RowSource } from '#modules/lake/index.ts';
import { shapedWithBreath } from '../rdf/breath.ts';
import { pointIn, type Geometry } from './geometry.ts';
import { readQuestion } from './question.ts';

const TIME_LIMIT_MS = 15_000;

/** GeoJSON (RFC 7946) of one row. */
export interface Feature { type: 'Feature'; id: string; geometry: { type: 'Point'; coordinates: readonly number[] } | null; properties: Record<string, unknown> }
export interface FeaturesFound { features: Feature[]; matched: number; limit: number; offset: number }
export interface FeatureSource { release: Release; geometry: Geometry; timeColumn: string | null; decision: Decision }

/** One page of a collection, with the exact number of all that match; masked values and rows that are not given stay out of both. */
export async function readFeatures(ports: LakePorts, source: FeatureSource, query: Readonly<Record<string, unknown>>): Promise<FeaturesFound> {
  return withRows(ports, source, async (engine, rows) => {
    const { questions, limit, offset } = readQuestion(query, { ...source, timeless: isTimeless(source), columns: rows.columns });
    const features: Feature[] = [];
    let matched = 0;
    for (const conditions of questions) {
      const found = await search(engine, rows, conditions, { offset: Math.max(0, offset - matched), limit: limit - features.length, count: true });
      matched += found.total ?? 0;
      features.push(...await shapedWithBreath(found.rows, (cells) => featureOf(source, rows, found.names, cells)));
    }
    return { features, matched, limit, offset };
  });
}

const isTimeless = ({ release, timeColumn }: FeatureSource) => release.profile.some(({ column, nulls }) => column === timeColumn && nulls > 0);

/** The row of this id, or null. */
export async function readFeature(ports: LakePorts, source: FeatureSource, id: string): Promise<Feature | null> {
  return withRows(ports, source, async (engine, rows) => {
    const conditions = conditionsOf(rows, source.release.number, id);
    const found = conditions && await search(engine, rows, conditions, { offset: 0, limit: 1, count: false });
    const [cells] = found?.rows ?? [];
    return found && cells ? featureOf(source, rows, found.names, cells) : null;
  });
}

const withRows = <T>(ports: LakePorts, { release, decision }: FeatureSource, use: (engine: Engine, rows: RowSource) => Promise<T>): Promise<T> =>
  withKeptReader(ports, TIME_LIMIT_MS, (engine) => withReleaseRows(ports, engine, release, decision, (rows) => use(engine, rows)));

const search = (engine: Engine, rows: RowSource, conditions: readonly Condition[], page: { offset: number; limit: number; count: boolean }) =>
  searchRows(engine, rows, { conditions, words: [], fields: null, distinct: false, sort: [], ...page });

function featureOf({ geometry, release }: FeatureSource, rows: RowSource, names: readonly string[], cells: readonly unknown[]): Feature {
  const [place, ...values] = cells.map(jsonCell);
  const row = Object.fromEntries(names.slice(1).map((name, i) => [name, values[i]]));
  const shown = Object.fromEntries(rows.columns.map((column) => [column.name, numberOf(column.stored, column.shown, row[column.name])]));
  const point = pointIn(geometry, row);
  return { type: 'Feature', id: idOf(rows, release.number, row, Number(place)), geometry: point && { type: 'Point', coordinates: point }, properties: shown };
}

/** Map programs want numbers as numbers; one that JSON cannot carry exactly stays text. */
function numberOf(stored: string, shown: string, value: unknown): unknown {
  if (!stored.startsWith('DECIMAL') || shown !== 'clear' || typeof value !== 'string') return value;
  const number = Number(value);
  return value.replace(/^-?0*|\D/g, '').length <= 15 ? number : value;
}

/** Columns of the key, when all of it may be seen; then a row keeps its id from release to release. */
function keyOf({ columns }: RowSource) {
  const key = columns.filter((column) => column.key !== null).sort((a, b) => Number(a.key) - Number(b.key));
  return key.length > 0 && key.every((column, i) => column.shown === 'clear' && column.key === i + 1) ? key : null;
}

function idOf(rows: RowSource, release: number, row: Readonly<Record<string, unknown>>, place: number): string {
  const key = keyOf(rows);
  return key ? key.map(({ name }) => String(row[name]).replaceAll(/[%,]/g, encodeURIComponent)).join(',') : `${release}.${place}`;
}

/** What finds the row of an id; null when it can be none. */
function conditionsOf(rows: RowSource, release: number, id: string): Condition[] | null {
  const key = keyOf(rows);
  if (!key) {
    const [, number, place] = /^(\d{1,9})\.(\d{1,12})$/.exec(id) ?? [];
    return Number(number) === release ? [{ column: '_id', op: 'eq', values: [String(place)] }] : null;
  }
  const parts = id.split(',');
  if (parts.length !== key.length) return null;
  return key.map(({ name }, i) => ({ column: name, op: 'eq', values: [(parts[i] ?? '').replaceAll('%2C', ',').replaceAll('%25', '%')] }));
}
