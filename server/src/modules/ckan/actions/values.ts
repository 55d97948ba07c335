import { refuseValues } from '../errors.ts';

/** What a client sent: booleans may be `"True"`, numbers text, lists comma lists or JSON text. */
export type Given = Readonly<Record<string, unknown>>;

const TRUE = new Set(['true', '1', 'on', 'yes', 't', 'y']);
const FALSE = new Set(['false', '0', 'off', 'no', 'f', 'n', '']);

const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

/** @throws `ckan.values-refused`. */
export function asFlag(value: unknown, field: string): boolean | null {
  if (isMissing(value)) return null;
  const text = String(value).toLowerCase();
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw refuseValues({ [field]: 'ต้องเป็น true หรือ false · Must be true or false' });
}

/** @throws `ckan.values-refused`. */
export function asWhole(value: unknown, field: string, least: number, most: number): number | null {
  if (isMissing(value) || value === '') return null;
  const number = typeof value === 'number' ? value : /^\s*-?\d{1,15}\s*$/.test(String(value)) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw refuseValues({ [field]: 'Invalid integer' });
  if (number < least) throw refuseValues({ [field]: 'Must be a natural number' });
  return Math.min(number, most);
}

/** @throws `ckan.values-refused`. */
export function asText(value: unknown, field: string): string | null {
  if (isMissing(value) || value === '') return null;
  if (typeof value === 'object') throw refuseValues({ [field]: 'Must be a string' });
  return String(value);
}

/** A text that must be there. @throws `ckan.values-refused`: `Missing value`. */
export function needText(given: Given, field: string): string {
  const text = asText(given[field], field);
  if (text === null) throw refuseValues({ [field]: 'Missing value' });
  return text;
}

/** A list, JSON text of one, or texts between commas. @throws `ckan.values-refused`. */
export function asList(value: unknown, field: string): string[] | null {
  if (isMissing(value) || value === '') return null;
  const list = Array.isArray(value) ? value : typeof value === 'string' && value.trimStart().startsWith('[') ? parsed(value, field) : typeof value === 'object' ? null : commaList(String(value));
  if (!Array.isArray(list) || list.some((each) => typeof each === 'object')) throw refuseValues({ [field]: 'Not a list' });
  return list.map(String);
}

/** Commas inside quotes belong to a name. */
const commaList = (text: string): string[] => (text.match(/(?:"(?:[^"]|"")*"|[^,"])+/g) ?? []).map((part) => part.trim()).filter(Boolean);

/** A dictionary or JSON text of one. @throws `ckan.values-refused`. */
export function asObject(value: unknown, field: string): Record<string, unknown> | null {
  if (isMissing(value) || value === '') return null;
  const object = typeof value === 'string' ? parsed(value, field) : value;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) throw refuseValues({ [field]: 'Must be a dictionary' });
  return object as Record<string, unknown>;
}

/** A list of dictionaries or JSON text of one. @throws `ckan.values-refused`. */
export function asObjects(value: unknown, field: string): Record<string, unknown>[] | null {
  if (isMissing(value) || value === '') return null;
  const list = typeof value === 'string' ? parsed(value, field) : value;
  if (!Array.isArray(list) || list.some((each) => typeof each !== 'object' || each === null || Array.isArray(each))) throw refuseValues({ [field]: 'Must be a list of dictionaries' });
  return list as Record<string, unknown>[];
}

function parsed(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuseValues({ [field]: 'Could not be parsed as JSON' });
  }
}

/** @throws `ckan.values-refused` for what no client is known to send: a slip is told, not passed over. */
export function refuseUnknown(given: Given, known: ReadonlySet<string>): void {
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  if (unknown.length > 0) throw refuseValues(Object.fromEntries(unknown.map((name) => [name, `The input field ${name} was not expected.`])));
}
