import type { ColumnProfile, ReleaseColumn } from '#modules/lake/index.ts';
import { pointOf, type Point } from './places/places.ts';

/** Where the rows of a release lie: at coordinates, or in the places that an area code names. */
export type Geometry = { kind: 'points'; latitude: string; longitude: string } | { kind: 'places'; column: string };

const LATITUDE = /^(?:lat|latitude|lat_?dd|y_?(?:wgs)?84|.*_lat|.*_latitude|lat_.*)$/;
const LONGITUDE = /^(?:lon|lng|long|longitude|lon_?dd|x_?(?:wgs)?84|.*_(?:lon|lng|long)|.*_longitude|(?:lon|lng|long)_.*)$/;
const DIGITS = new Set([2, 4, 6]);

/**
 * How the rows of a release become places on a map; null when nothing in them says where they are.
 * A masked column is never a place: its points would tell what the mask hides.
 */
export function geometryOf(columns: readonly ReleaseColumn[], profile: readonly ColumnProfile[]): Geometry | null {
  const clear = columns.filter((column) => column.shown === 'clear' && column.companionOf === null);
  const numbers = clear.filter((column) => column.stored === 'BIGINT' || column.stored.startsWith('DECIMAL'));
  const latitude = numbers.find(({ name, titleTh }) => LATITUDE.test(name) || /ละติจูด|เส้นรุ้ง/.test(titleTh));
  const longitude = numbers.find(({ name, titleTh }) => LONGITUDE.test(name) || /ลองจิจูด|เส้นแวง/.test(titleTh));
  if (latitude && longitude && within(profile, latitude.name, 90) && within(profile, longitude.name, 180)) return { kind: 'points', latitude: latitude.name, longitude: longitude.name };
  // The most exact of several: six digits are a subdistrict.
  const [place] = clear.filter((column) => column.type === 'geocode').map(({ name }) => ({ name, digits: profile.find(({ column }) => column === name)?.max?.length ?? 0 }))
    .filter(({ digits }) => DIGITS.has(digits)).sort((a, b) => b.digits - a.digits);
  return place ? { kind: 'places', column: place.name } : null;
}

/** A column named so whose values are no degrees (metres of UTM) is no coordinate. */
function within(profile: readonly ColumnProfile[], name: string, most: number): boolean {
  const { min = null, max = null } = profile.find(({ column }) => column === name) ?? {};
  return min !== null && max !== null && Number(min) >= -most && Number(max) <= most;
}

/** The column of a release that says when: the one whose latest day is the data's own latest day, else the first of a day or an instant. */
export function timeColumnOf(columns: readonly ReleaseColumn[], profile: readonly ColumnProfile[], dataAsOf: string | null): string | null {
  const times = columns.filter((column) => column.shown === 'clear' && (column.stored === 'DATE' || column.stored === 'TIMESTAMP'));
  const latest = dataAsOf === null ? undefined : times.find(({ name }) => profile.find(({ column }) => column === name)?.max?.startsWith(dataAsOf));
  return (latest ?? times[0])?.name ?? null;
}

/** A box around all rows, from what the release says of its columns: west, south, east, north. For places it is Thailand's. */
export function extentOf(geometry: Geometry, profile: readonly ColumnProfile[]): [number, number, number, number] {
  if (geometry.kind === 'places') return [...THAILAND];
  const edges = (name: string) => { const found = profile.find(({ column }) => column === name); return [Number(found?.min), Number(found?.max)] as const; };
  const [[west, east], [south, north]] = [edges(geometry.longitude), edges(geometry.latitude)];
  return [west, south, east, north];
}

const THAILAND = [97.34, 5.61, 105.64, 20.47] as const;

/** The point of a row; null where the row says none. */
export function pointIn(geometry: Geometry, row: Readonly<Record<string, unknown>>): Point | null {
  if (geometry.kind === 'places') return typeof row[geometry.column] === 'string' ? pointOf(row[geometry.column] as string) : null;
  const [lon, lat] = [row[geometry.longitude], row[geometry.latitude]].map((value) => (value === null || value === undefined || value === '' ? Number.NaN : Number(value))) as [number, number];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}
