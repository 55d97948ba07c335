import type { ReleaseColumn } from '../../../api/types.ts';
import { areasOf, type Area, type Row } from './areas.ts';
import { isAmount } from './chart-of.ts';
import { provinces } from './provinces.ts';

/** Rows by province; `districtKey` tells the district of a row where a column says one (a code, or `PROVINCE:NAME`). */
export interface AreaMap {
  kind: 'areas'; column: ReleaseColumn; amounts: ReleaseColumn[]; areas: Area[];
  rows: readonly Row[]; districtKey: ((row: Row) => string | null) | null;
}
export interface PointMap { kind: 'points'; points: Place[] }
/** A place on the drawing, in its own units. */
export interface Place { x: number; y: number }

/** Edges of the drawing of `@svg-maps/thailand` in degrees and in its own units; it is a Mercator projection. */
const EDGE = { west: 97.3434, east: 105.6391, south: 5.6129, north: 20.4649, width: 560, height: 1025 };
const PLACE = /(^|_)(province|changwat|prov|district|amphoe|subdistrict|tambon|geocode)(_|$)/;
const DISTRICT = /(^|_)(district|amphoe|amphur|khet)(_|$)/;
const mercator = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));

const byName = new Map(provinces.flatMap((province) => [[province[2], province], [province[3].toLowerCase(), province]]));
const byCode = new Map(provinces.map((province) => [province[0], province]));

/** Where some rows lie: their points, else how many are in each province; null where no column says. */
export function mapOf(columns: readonly ReleaseColumn[], rows: readonly Row[], masked: readonly string[] = []): AreaMap | PointMap | null {
  const open = columns.filter(({ name }) => !masked.includes(name));
  return pointsOf(open, rows) ?? areaMapOf(open, rows);
}

function pointsOf(columns: readonly ReleaseColumn[], rows: readonly Row[]): PointMap | null {
  const named = (pattern: RegExp) => columns.find(({ name }) => pattern.test(name))?.name;
  const [latitude, longitude] = [named(/(^|_)(lat|latitude)(_|$)/), named(/(^|_)(lon|lng|long|longitude)(_|$)/)];
  if (!latitude || !longitude) return null;
  const points = rows.flatMap((row) => {
    const [lat, lon] = [Number(row[latitude] ?? NaN), Number(row[longitude] ?? NaN)];
    return lat >= EDGE.south && lat <= EDGE.north && lon >= EDGE.west && lon <= EDGE.east ? [placeOf(lat, lon)] : [];
  });
  return points.length > 0 ? { kind: 'points', points } : null;
}

/** Degrees as a place on the drawing. */
export function placeOf(latitude: number, longitude: number): Place {
  const top = mercator(EDGE.north);
  return { x: ((longitude - EDGE.west) / (EDGE.east - EDGE.west)) * EDGE.width, y: ((top - mercator(latitude)) / (top - mercator(EDGE.south))) * EDGE.height };
}

function areaMapOf(columns: readonly ReleaseColumn[], rows: readonly Row[]): AreaMap | null {
  const amounts = columns.filter(isAmount);
  for (const column of columns.filter(({ name, titleTh }) => PLACE.test(name) || titleTh.includes('จังหวัด'))) {
    const areas = areasOf(rows, (row) => provinceOf(row[column.name]), amounts, (code) => {
      const [, outline, nameTh, nameEn] = byCode.get(code) as (typeof provinces)[number];
      return { outline, nameTh, nameEn };
    });
    const known = areas.reduce((sum, { count }) => sum + count, 0);
    const districtKey = districtKeyOf(columns, rows, column);
    if (known < rows.length / 2 || (areas.length < 2 && new Set(rows.map((row) => districtKey?.(row) ?? '')).size < 3)) continue;
    return { kind: 'areas', column, amounts, areas, rows, districtKey };
  }
  return null;
}

/** How a row says its district: a column of codes of four or six digits, else a name beside its province. */
function districtKeyOf(columns: readonly ReleaseColumn[], rows: readonly Row[], province: ReleaseColumn): AreaMap['districtKey'] {
  const text = (row: Row, { name }: ReleaseColumn) => String(row[name] ?? '').trim();
  const mostly = (tells: (row: Row) => boolean) => rows.filter(tells).length > rows.length / 2;
  const code = columns.find((column) => (PLACE.test(column.name) || column === province) && mostly((row) => /^\d{4}(\d{2})?$/.test(text(row, column))));
  if (code) return (row) => text(row, code).slice(0, 4) || null;
  const named = columns.find((column) => column !== province && (DISTRICT.test(column.name) || column.titleTh.includes('อำเภอ')));
  if (!named) return null;
  return (row) => {
    const [within, name] = [provinceOf(row[province.name]), text(row, named).replace(/^(อำเภอ|อ\.|เขต)\s*/, '').toLowerCase()];
    return within && name ? `${within}:${name}` : null;
  };
}

/** Two digits, or the first two of a district's or subdistrict's code, or a name. */
function provinceOf(value: unknown): string | null {
  const text = String(value ?? '').trim();
  if (/^\d{2}(\d{2}){0,2}$/.test(text)) return byCode.get(text.slice(0, 2))?.[0] ?? null;
  return byName.get(text.replace(/^(จังหวัด|จ\.)\s*/, '').toLowerCase())?.[0] ?? null;
}
