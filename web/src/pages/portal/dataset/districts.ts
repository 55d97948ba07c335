import { areasOf, type Area } from './areas.ts';
import listed from './districts.json' with { type: 'json' };
import { placeOf, type AreaMap } from './map-of.ts';

/** A district: its four digits, its names, and the middle of its subdistricts' points (none of three districts). Origin and licence: NOTICE. */
type District = [code: string, nameTh: string, nameEn: string, longitude: number | null, latitude: number | null];

const districts = listed as District[];
const byKey = new Map(districts.flatMap((district) => {
  const [code, nameTh, nameEn] = district;
  const keys = [nameTh, nameEn.toLowerCase()].map((name) => `${code.slice(0, 2)}:${name}`);
  // The chief district of a province is written with the province's name or without.
  if (nameTh.startsWith('เมือง') && code.endsWith('01')) keys.push(`${code.slice(0, 2)}:เมือง`, `${code.slice(0, 2)}:mueang`);
  return [code, ...keys].map((key) => [key, district] as const);
}));
const byCode = new Map(districts.map((district) => [district[0], district]));

/** The rows of a map by district, most rows first; none where its rows name no district that is known. */
export function districtsOf({ rows, districtKey, amounts }: Pick<AreaMap, 'rows' | 'districtKey' | 'amounts'>): Area[] {
  if (!districtKey) return [];
  return areasOf(rows, (row) => byKey.get(districtKey(row) ?? '')?.[0] ?? null, amounts, (code) => {
    const [, nameTh, nameEn, longitude, latitude] = byCode.get(code) as District;
    return { nameTh, nameEn, place: longitude === null || latitude === null ? null : placeOf(latitude, longitude) };
  });
}
