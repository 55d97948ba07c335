import type { Condition, ReleaseColumn } from '#modules/lake/index.ts';
import { refused } from '../errors.ts';
import { assertKnown, endOf, one, readBbox, readPage, readPeriod, startOf, type Bbox, type Period } from '../ogc/query.ts';
import type { Geometry } from './geometry.ts';
import { codesWithin } from './places/places.ts';

export const ITEM_PARAMETERS = ['bbox', 'bbox-crs', 'datetime', 'limit', 'offset', 'f'] as const;

/** What was asked of a collection. A box over the 180th meridian is two questions, and so is a time where rows may have none: their answers follow each other. */
export interface Question { questions: Condition[][]; limit: number; offset: number }

/** The columns of a collection as far as whoever asks is given them. */
export interface Ground {
  geometry: Geometry;
  timeColumn: string | null;
  /** Whether rows may have no time: such rows are of every time (/req/core/fc-time-response). */
  timeless: boolean;
  columns: readonly ReleaseColumn[];
}

/**
 * Reads the parameters of `/items`: besides those of the standard, every column that is shown as it is takes a value of its own.
 *
 * @throws `interop.query-refused` naming the parameter.
 */
export function readQuestion(query: Readonly<Record<string, unknown>>, { geometry, timeColumn, timeless, columns }: Ground): Question {
  const askable = columns.filter((column) => column.shown === 'clear');
  // A column may be called as a parameter of the standard; then the parameter is meant.
  const own = askable.map(({ name }) => name).filter((name) => !(ITEM_PARAMETERS as readonly string[]).includes(name));
  assertKnown(query, [...ITEM_PARAMETERS, ...own]);
  const [bbox, period] = [readBbox(query), readPeriod(query)];
  const asked: Condition[] = own.flatMap((name) => { const value = one(query, name); return value === undefined ? [] : [{ column: name, op: 'eq' as const, values: [value] }]; });
  const time = askable.find(({ name }) => name === timeColumn);
  const times: Condition[][] = period && time ? [within(time, period), ...timeless ? [[{ column: time.name, op: 'in' as const, values: [null] }]] : []] : [[]];
  const boxes = bbox ? boxConditions(geometry, bbox, askable) : [[]];
  return { questions: boxes.flatMap((box) => times.map((at) => [...asked, ...at, ...box])), ...readPage(query) };
}

function within({ name, stored }: ReleaseColumn, { from, to }: Period): Condition[] {
  const day = stored === 'DATE';
  return [
    ...from === null ? [] : [{ column: name, op: 'gte' as const, values: [day ? from.slice(0, 10) : startOf(from)] }],
    ...to === null ? [] : [{ column: name, op: 'lte' as const, values: [day ? to.slice(0, 10) : endOf(to)] }],
  ];
}

function boxConditions(geometry: Geometry, box: Bbox, columns: readonly ReleaseColumn[]): Condition[][] {
  if (geometry.kind === 'places') return [[{ column: geometry.column, op: 'in', values: codesWithin(box) }]];
  const [west, south, east, north] = box;
  const [latitude, longitude] = [geometry.latitude, geometry.longitude].map((name) => columns.find((column) => column.name === name));
  if (!latitude || !longitude) throw refused('bbox', 'สิทธิของท่านไม่รวมพิกัดของชุดข้อมูลนี้', 'the coordinates of this dataset are not among what you are given');
  const between = (low: number, high: number) => [...bounds(latitude, south, north), ...bounds(longitude, low, high)];
  return west <= east ? [between(west, east)] : [between(west, 180), between(-180, east)];
}

/** Bounds as exact as the column: 98.126 is asked of hundredths as "from 98.13", since values between there are none. */
function bounds({ name, stored }: ReleaseColumn, low: number, high: number): Condition[] {
  const [, precision = '18', scale = '0'] = /^DECIMAL\((\d+),(\d+)\)$/.exec(stored) ?? [];
  const unit = 10 ** Number(scale);
  const most = (10 ** Number(precision) - 1) / unit;
  const [from, to] = [Math.ceil(shifted(low, unit)) / unit, Math.floor(shifted(high, unit)) / unit];
  if (from > most || to < -most || from > to) return [{ column: name, op: 'eq', values: [] }];
  return [{ column: name, op: 'gte', values: [Math.max(from, -most).toFixed(Number(scale))] }, { column: name, op: 'lte', values: [Math.min(to, most).toFixed(Number(scale))] }];
}

/** Without what binary fractions add: 100.1 × 10 is 1001, not 1000.9999. */
const shifted = (value: number, unit: number): number => Number((value * unit).toPrecision(15));
