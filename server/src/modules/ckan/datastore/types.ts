import type { ReleaseColumn } from '#modules/lake/index.ts';

/** A column as clients of the datastore see it: its type by the name in PostgreSQL. */
export interface Field { id: string; type: string; info?: Record<string, unknown> }

/** Type as sent → type in the engine. */
const STORED: Readonly<Record<string, string>> = {
  text: 'VARCHAR', varchar: 'VARCHAR', string: 'VARCHAR', uuid: 'VARCHAR', time: 'VARCHAR', json: 'VARCHAR', jsonb: 'VARCHAR', nested: 'VARCHAR', _text: 'VARCHAR', 'text[]': 'VARCHAR',
  int: 'BIGINT', int2: 'BIGINT', int4: 'BIGINT', int8: 'BIGINT', integer: 'BIGINT', bigint: 'BIGINT', smallint: 'BIGINT', serial: 'BIGINT',
  float: 'DOUBLE', float4: 'DOUBLE', float8: 'DOUBLE', real: 'DOUBLE', 'double precision': 'DOUBLE', double: 'DOUBLE', numeric: 'DOUBLE', decimal: 'DOUBLE', number: 'DOUBLE',
  bool: 'BOOLEAN', boolean: 'BOOLEAN', date: 'DATE', timestamp: 'TIMESTAMP', timestamptz: 'TIMESTAMP', datetime: 'TIMESTAMP',
};

/** Engine's type of a type that a client names; null when nobody knows it. */
export const storedType = (type: string): string | null => STORED[type.trim().toLowerCase()] ?? null;

/** Type of a release's column by its name in PostgreSQL. */
export function wireType(stored: string): string {
  if (stored.startsWith('DECIMAL')) return 'numeric';
  return ({ BIGINT: 'int8', BOOLEAN: 'bool', DATE: 'date', TIMESTAMP: 'timestamp', DOUBLE: 'float8' } as Record<string, string>)[stored] ?? 'text';
}

export const idField: Field = { id: '_id', type: 'int' };

/** A release's column with its titles, as CKAN's data dictionary has them. */
export function fieldOf(column: ReleaseColumn): Field {
  const masked = column.shown !== 'clear';
  return { id: column.name, type: masked ? 'text' : wireType(column.stored), info: { label: column.titleTh, label_en: column.titleEn, ...(masked && { notes: 'ปกปิดข้อมูลบุคคล · personal data, masked' }) } };
}

/** A field of a table that programs fill, as the lake reads columns. */
export function columnOf(field: Field, key: number | null): ReleaseColumn {
  const label = typeof field.info?.['label'] === 'string' ? field.info['label'] : field.id;
  return { name: field.id, titleTh: label, titleEn: label, type: 'text', stored: storedType(field.type) ?? 'VARCHAR', fieldId: 0, key, personalData: null, shown: 'clear', companionOf: null };
}

/** A cell as JSON has it: exact decimals become numbers where a double holds them, whole numbers beyond 2^53 stay text. */
export function cellOf(value: unknown, type: string): unknown {
  if (typeof value === 'bigint') return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER) ? Number(value) : String(value);
  if (type === 'numeric' && typeof value === 'string') return value.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? Number(value) : value;
  if (value instanceof Date) return value.toISOString();
  return value ?? null;
}
