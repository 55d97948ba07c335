import { asList, asObjects, asText, type Given } from '../actions/values.ts';
import { refuseValues } from '../errors.ts';
import { storedType, type Field } from './types.ts';

const NAME = /^[^"\u0000-\u001f]{1,63}$/;
const MOST_FIELDS = 1_000;
export const MOST_RECORDS = 20_000;

/** Columns as a client names them. @throws `ckan.values-refused`. */
export function readFields(given: unknown): Field[] | null {
  const fields = asObjects(given, 'fields');
  if (!fields) return null;
  if (fields.length > MOST_FIELDS) throw refuseValues({ fields: `At most ${MOST_FIELDS} fields` });
  const read = fields.filter(({ id }) => id !== '_id').map((field): Field => {
    const id = asText(field['id'], 'fields') ?? '';
    if (!NAME.test(id) || id.startsWith('_') || id !== id.trim()) throw refuseValues({ fields: `"${id.slice(0, 63)}" is not a valid field name` });
    const type = asText(field['type'], 'fields') ?? 'text';
    if (storedType(type) === null) throw refuseValues({ fields: `"${type.slice(0, 63)}" is not a valid field type` });
    return { id, type: type.toLowerCase(), ...(typeof field['info'] === 'object' && field['info'] !== null && { info: field['info'] as Record<string, unknown> }) };
  });
  const twice = read.find(({ id }, i) => read.findIndex((other) => other.id === id) !== i);
  if (twice) throw refuseValues({ fields: `Duplicate column names are not supported: ${twice.id}` });
  return read;
}

/** Columns as the first rows have them, where nobody named any. */
export function guessFields(records: readonly Record<string, unknown>[]): Field[] {
  const names = [...new Set(records.slice(0, 100).flatMap((record) => Object.keys(record)))].filter((name) => name !== '_id');
  return readFields(names.map((id) => ({ id, type: guessType(records.map((record) => record[id]).find((value) => value !== null && value !== undefined)) }))) ?? [];
}

function guessType(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'object' && value !== null) return 'json';
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d|$)/.test(value) && Number(value.slice(0, 4)) < 2400 ? 'timestamp' : 'text';
}

export interface RowGiven { key: string | null; row: Record<string, unknown> }

/** Rows with every value checked as its column's type. @throws `ckan.values-refused` naming row and column. */
export function readRecords(given: Given, fields: readonly Field[], primaryKey: readonly string[], needKey: boolean): RowGiven[] {
  const records = asObjects(given['records'], 'records') ?? [];
  if (records.length > MOST_RECORDS) throw refuseValues({ records: `At most ${MOST_RECORDS} records at a time` });
  const types = new Map(fields.map((field) => [field.id, field.type]));
  return records.map((record, i) => {
    const row: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(record)) {
      if (name === '_id') continue;
      const type = types.get(name);
      if (type === undefined) throw refuseValues({ records: `row ${i + 1} has extra keys "${name.slice(0, 63)}"` });
      row[name] = checked(value, type, i, name);
    }
    const missing = primaryKey.find((name) => row[name] === undefined || row[name] === null);
    if (missing !== undefined && needKey) throw refuseValues({ key: `fields "${missing}" are missing in row ${i + 1}` });
    return { row, key: primaryKey.length === 0 || missing !== undefined ? null : keyText(primaryKey.map((name) => row[name])) };
  });
}

/** A primary key as one text: equal for equal values, whatever form a number came in. */
const keyText = (values: readonly unknown[]): string => JSON.stringify(values.map((value) => typeof value === 'object' ? JSON.stringify(value) : String(value)));

function checked(value: unknown, type: string, at: number, name: string): unknown {
  if (value === null || value === undefined) return null;
  const stored = storedType(type);
  if (stored === 'VARCHAR') return typeof value === 'object' || /^(?:json|jsonb|nested|_text|text\[\])$/.test(type) ? value : String(value);
  const text = typeof value === 'object' ? '' : String(value).trim();
  if (text === '' && typeof value === 'string') return null;
  const wrong = (more = '') => refuseValues({ records: `row ${at + 1}: invalid input for type ${type} in "${name}": ${JSON.stringify(value).slice(0, 60)}${more}` });
  if (stored === 'BIGINT') { if (!/^[+-]?\d{1,18}$/.test(text)) throw wrong(); return Number.isSafeInteger(Number(text)) ? Number(text) : text; }
  if (stored === 'DOUBLE') { const number = Number(text); if (!Number.isFinite(number)) throw wrong(); return number; }
  if (stored === 'BOOLEAN') { if (!/^(?:true|false|t|f|yes|no|1|0|on|off)$/i.test(text)) throw wrong(); return /^(?:true|t|yes|1|on)$/i.test(text); }
  const day = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  const year = Number(day?.[1] ?? 0);
  if (year >= 2400 && year < 2700) throw wrong(` · ปี พ.ศ. ${year} คือ ค.ศ. ${year - 543} · Buddhist year, write ${year - 543}`);
  const instant = new Date(stored === 'DATE' ? `${text.slice(0, 10)}T00:00:00Z` : /Z|[+-]\d\d:?\d\d$/.test(text.slice(10)) ? text : `${text.replace(' ', 'T')}${text.length === 10 ? 'T00:00:00' : ''}Z`);
  if (!day || Number.isNaN(instant.getTime()) || !new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10))) throw wrong();
  return stored === 'DATE' ? text.slice(0, 10) : instant.toISOString().replace('Z', '');
}

/** Names between commas or in a list. */
export const readNames = (given: unknown, field: string): string[] | null => asList(given, field);
