import { refused } from '../errors.ts';

export type Bbox = readonly [west: number, south: number, east: number, north: number];
/** Both ends as they were written, inclusive; null is open. */
export interface Period { readonly from: string | null; readonly to: string | null }

export const MOST = 1000;
export const USUAL = 100;
const MOST_OFFSET = 2 ** 40;
type Query = Readonly<Record<string, unknown>>;

/** One value of a parameter; the last where it was given twice. */
export function one(query: Query, name: string): string | undefined {
  const value = query[name];
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return last === undefined || last === '' ? undefined : String(last);
}

/** Parameters that nobody knows are an error, as the standard wants (Features 1.0.1, /req/core/query-param-unknown). */
export function assertKnown(query: Query, known: readonly string[]): void {
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown !== undefined) throw refused(unknown.slice(0, 60), `ไม่รู้จักพารามิเตอร์ ${unknown.slice(0, 60)} ใช้ได้: ${known.join(', ')}`, `unknown parameter ${unknown.slice(0, 60)}; known: ${known.join(', ')}`);
}

/** `limit` and `offset`. More than a page holds is no error: the page is as long as it gets (/req/core/fc-limit-definition). */
export function readPage(query: Query): { limit: number; offset: number } {
  return { limit: Math.min(MOST, whole(query, 'limit', USUAL, 1)), offset: whole(query, 'offset', 0, 0) };
}

function whole(query: Query, name: string, usual: number, least: number): number {
  const text = one(query, name);
  if (text === undefined) return usual;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= MOST_OFFSET)) throw refused(name, `${name} ต้องเป็นจำนวนเต็มตั้งแต่ ${least}`, `${name} must be a whole number from ${least}`);
  return value;
}

/** `bbox` of four or six numbers; heights are not asked about. West may lie east of east, over the 180th meridian. */
export function readBbox(query: Query): Bbox | null {
  const text = one(query, 'bbox');
  if (text === undefined) return null;
  const numbers = text.split(',').map((part) => (/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(part) ? Number(part) : Number.NaN));
  const [west, south, east, north] = (numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers) as [number, number, number, number];
  const sound = [4, 6].includes(numbers.length) && numbers.every(Number.isFinite) && Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90 && south <= north;
  if (!sound) throw refused('bbox', 'bbox ต้องเป็น ตะวันตก,ใต้,ตะวันออก,เหนือ เป็นองศา', 'bbox must be west,south,east,north in degrees');
  const crs = one(query, 'bbox-crs');
  if (crs !== undefined && crs !== CRS84) throw refused('bbox-crs', `รับเฉพาะ ${CRS84}`, `only ${CRS84} is taken`);
  return [west, south, east, north];
}

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const INSTANT = /^\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2}))?$/;

/** `datetime`: a day, an instant, or two with `/` between, either end open as `..` or nothing. */
export function readPeriod(query: Query): Period | null {
  const text = one(query, 'datetime');
  if (text === undefined) return null;
  const ends = text.split('/').map((end) => (end === '..' || end === '' ? null : end));
  const [from, to] = ends.length === 1 ? [ends[0], ends[0]] : ends;
  const sound = ends.length <= 2 && ends.every((end) => end === null || isInstant(end)) && (from !== null || to !== null) && !(from && to && startOf(from) > endOf(to));
  if (!sound) throw refused('datetime', 'datetime ต้องเป็นวันที่หรือเวลา ค.ศ. ตาม RFC 3339 หรือช่วง เช่น 2026-01-01/..', 'datetime must be an RFC 3339 date or time of the common era, or an interval such as 2026-01-01/..');
  return { from: from ?? null, to: to ?? null };
}

/** A Buddhist year is no instant: it would silently find nothing. */
const isInstant = (text: string): boolean => INSTANT.test(text) && Number(text.slice(0, 4)) < 2400 && !Number.isNaN(Date.parse(text)) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10));

/** A day or an instant of the common era as an instant in UTC. @throws `interop.query-refused`. */
export function readInstant(name: string, text: string): string {
  const [day = ''] = text.split('T');
  const instant = text.length === 10 ? `${text}T00:00:00Z` : /(?:[Zz]|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`;
  if (isInstant(day) && !Number.isNaN(Date.parse(instant))) return new Date(instant).toISOString();
  const proposed = Number(text.slice(0, 4)) >= 2400 ? `${Number(text.slice(0, 4)) - 543}${text.slice(4)}` : null;
  throw refused(name, proposed === null ? `${name} ต้องเป็นวันที่หรือเวลา ค.ศ.` : `${name} เป็นปี พ.ศ. ใช้ ${proposed} แทน`, proposed === null ? `${name} must be a date or time of the common era` : `${name} has a Buddhist year; write ${proposed}`);
}

/** First and last instant of what was written, in UTC. */
export const startOf = (text: string): string => (text.length === 10 ? `${text}T00:00:00.000Z` : new Date(text.toUpperCase()).toISOString());
export const endOf = (text: string): string => (text.length === 10 ? `${text}T23:59:59.999Z` : new Date(text.toUpperCase()).toISOString());

/** `f` may name JSON and nothing else. */
export function assertForm(query: Query): void {
  const form = one(query, 'f');
  if (form !== undefined && !['json', 'geojson', 'application/json', 'application/geo+json'].includes(form)) throw refused('f', 'มีเฉพาะรูปแบบ json', 'only json is offered');
}
