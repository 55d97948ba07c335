import { readFileSync } from 'node:fs';

/** Longitude and latitude in degrees, WGS 84. */
export type Point = readonly [longitude: number, latitude: number];

/**
 * Points of subdistricts by their six digits; those of districts (four) and provinces (two) are the middle of their subdistricts' points.
 * Points of 7,351 of the 7,436 subdistricts are from github.com/Dhanabhon/thailand-geodata (MIT, 2026-06-15); boundaries are not kept here.
 */
let places: ReadonlyMap<string, Point> | null = null;

function readPlaces(): ReadonlyMap<string, Point> {
  const found = new Map<string, Point>();
  const sums = new Map<string, { lon: number; lat: number; count: number }>();
  for (const line of readFileSync(new URL('./subdistricts.csv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1)) {
    const [code = '', lat, lon] = line.split(',');
    found.set(code, [Number(lon), Number(lat)]);
    for (const wider of [code.slice(0, 4), code.slice(0, 2)]) {
      const sum = sums.get(wider) ?? { lon: 0, lat: 0, count: 0 };
      sums.set(wider, { lon: sum.lon + Number(lon), lat: sum.lat + Number(lat), count: sum.count + 1 });
    }
  }
  const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  for (const [code, { lon, lat, count }] of sums) found.set(code, [rounded(lon / count), rounded(lat / count)]);
  return found;
}

/** The point of a province, district or subdistrict; null for a code that none is known of. */
export const pointOf = (code: string): Point | null => (places ??= readPlaces()).get(code) ?? null;

/** Codes whose point lies within a box; west greater than east goes over the 180th meridian. */
export function codesWithin([west, south, east, north]: readonly [number, number, number, number]): string[] {
  return [...places ??= readPlaces()].filter(([, [lon, lat]]) => lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east)).map(([code]) => code);
}
