import type { CatalogueColumn } from '@saphan/contracts/catalogue/record';
import type { Classification } from '@saphan/contracts/contract';
import type { ColumnProfile, CurrentRelease, ReleaseColumn } from '#modules/lake/index.ts';

/** What a release says of itself, found in the profile it was published with: no row is read again. */
export interface Facts {
  temporalFrom: string | null;
  temporalTo: string | null;
  bbox: [number, number, number, number] | null;
  provinces: string[];
  columns: CatalogueColumn[];
}

type Described = Pick<CurrentRelease, 'columns' | 'profile'>;

export function factsOf({ columns, profile }: Described): Facts {
  const days = extentOfDays(profile);
  return { temporalFrom: days?.[0] ?? null, temporalTo: days?.[1] ?? null, bbox: boxOf(profile), provinces: provincesOf(profile), columns: columnsOf(columns) };
}

const DAY = /^\d{4}-\d{2}-\d{2}/;
/** Days outside these are slips of a pen, not the time that data is about. */
const [FIRST_DAY, LAST_DAY] = ['1782-01-01', '2199-12-31'];

/** First and last day of all date columns; personal ones tell nothing here, their profile has no bounds. */
function extentOfDays(profile: readonly ColumnProfile[]): [string, string] | null {
  const days = profile.filter(({ type }) => type === 'date' || type === 'timestamp')
    .flatMap(({ min, max }) => [min, max]).filter((day): day is string => day !== null && DAY.test(day)).map((day) => day.slice(0, 10))
    .filter((day) => day >= FIRST_DAY && day <= LAST_DAY).toSorted();
  return days.length > 0 ? [days[0] as string, days.at(-1) as string] : null;
}

const LATITUDE = /^(lat|latitude|ละติจูด|พิกัด_?y|y_?coord)/i;
const LONGITUDE = /^(lon|lng|long|longitude|ลองจิจูด|พิกัด_?x|x_?coord)/i;

/** West, south, east, north of columns that are named as latitude and longitude and hold degrees. */
function boxOf(profile: readonly ColumnProfile[]): Facts['bbox'] {
  const [lat, lon] = [LATITUDE, LONGITUDE].map((form) => profile.find(({ column, titleTh, titleEn, mean }) => mean !== null && [column, titleTh, titleEn].some((name) => form.test(name))));
  const box = [lon?.min, lat?.min, lon?.max, lat?.max].map((side) => side === null || side === undefined ? NaN : Number(side)) as [number, number, number, number];
  const [west, south, east, north] = box;
  return box.every(Number.isFinite) && Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90 ? box : null;
}

/** Provinces of geocodes; older profiles tell them only where all values are listed. */
function provincesOf(profile: readonly ColumnProfile[]): string[] {
  const codes = profile.filter(({ type }) => type === 'geocode').flatMap(({ provinces, top, distinct }) => provinces ?? (distinct <= top.length ? top.map(({ value }) => value.slice(0, 2)) : []));
  return [...new Set(codes)].filter((code) => /^[1-9]\d$/.test(code)).toSorted();
}

const levels: readonly Classification[] = ['open', 'internal', 'confidential', 'secret'];

function columnsOf(columns: readonly ReleaseColumn[]): CatalogueColumn[] {
  return columns.filter(({ companionOf }) => companionOf === null).map(({ name, titleTh, titleEn, type, personalData, classification, codeList }) => ({
    name, titleTh, titleEn, type, unit: unitOf(titleTh) ?? unitOf(titleEn), codeList: codeList ?? null, personal: personalData !== null, level: classification ? levels.indexOf(classification) : 0,
  }));
}

/** `พื้นที่ (ไร่)` → `ไร่`: contracts write the unit behind the title. */
function unitOf(title: string): string | null {
  const [, unit] = /\(([^()]{1,30})\)\s*$/.exec(title) ?? [];
  return unit?.trim() || null;
}
