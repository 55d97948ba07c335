import type { ReleaseColumn } from '../../../api/types.ts';
import { provinces } from './provinces.ts';

type Row = Record<string, unknown>;
export interface ProvinceMap { kind: 'provinces'; column: ReleaseColumn; counts: { code: string; outline: string; nameTh: string; nameEn: string; count: number }[] }
export interface PointMap { kind: 'points'; points: { x: number; y: number }[] }

/** Edges of the drawing of `@svg-maps/thailand` in degrees and in its own units; it is a Mercator projection. */
const EDGE = { west: 97.3434, east: 105.6391, south: 5.6129, north: 20.4649, width: 560, height: 1025 };
const PLACE = /(^|_)(province|changwat|prov|district|amphoe|subdistrict|tambon|geocode)(_|$)/;
const mercator = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));

const byName = new Map(provinces.flatMap((province) => [[province[2], province], [province[3].toLowerCase(), province]]));
const byCode = new Map(provinces.map((province) => [province[0], province]));

/** Where some rows lie: their points, else how many are in each province; null where no column says. */
export function mapOf(columns: readonly ReleaseColumn[], rows: readonly Row[], masked: readonly string[] = []): ProvinceMap | PointMap | null {
  const open = columns.filter(({ name }) => !masked.includes(name));
  return pointsOf(open, rows) ?? provincesOf(open, rows);
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
export function placeOf(latitude: number, longitude: number): { x: number; y: number } {
  const top = mercator(EDGE.north);
  return { x: ((longitude - EDGE.west) / (EDGE.east - EDGE.west)) * EDGE.width, y: ((top - mercator(latitude)) / (top - mercator(EDGE.south))) * EDGE.height };
}

function provincesOf(columns: readonly ReleaseColumn[], rows: readonly Row[]): ProvinceMap | null {
  for (const column of columns.filter(({ name, titleTh }) => PLACE.test(name) || titleTh.includes('จังหวัด'))) {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const code = provinceOf(row[column.name]);
      if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (counts.size < 2 || known < rows.length / 2) continue;
    return { kind: 'provinces', column, counts: [...counts].sort((a, b) => b[1] - a[1]).map(([code, count]) => {
      const [, outline, nameTh, nameEn] = byCode.get(code) as (typeof provinces)[number];
      return { code, outline, nameTh, nameEn, count };
    }) };
  }
  return null;
}

/** Two digits, or the first two of a district's or subdistrict's code, or a name. */
function provinceOf(value: unknown): string | null {
  const text = String(value ?? '').trim();
  if (/^\d{2}(\d{2}){0,2}$/.test(text)) return byCode.get(text.slice(0, 2))?.[0] ?? null;
  return byName.get(text.replace(/^(จังหวัด|จ\.)\s*/, '').toLowerCase())?.[0] ?? null;
}
