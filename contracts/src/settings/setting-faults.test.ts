import { describe, expect, it } from 'vitest';
import { settingFaults } from './setting-faults.ts';
import type { SettingSchema } from './setting-schema.ts';

const text: SettingSchema = { type: 'string', minLength: 1, maxLength: 5 };
const object = (properties: Record<string, SettingSchema>, required = Object.keys(properties)): SettingSchema => ({ type: 'object', properties, required, additionalProperties: false });
const faults = (schema: SettingSchema, value: unknown) => Object.fromEntries(settingFaults(schema, value).map(({ pointer, en }) => [pointer, en]));

describe('faults of settings', () => {
  it('name each field that is wrong, in words', () => {
    const schema = object({ host: text, port: { type: 'integer', minimum: 1, maximum: 65_535 }, ratio: { type: 'number', exclusiveMinimum: 0 }, url: { type: 'string', pattern: '^https?://' }, on: { type: 'boolean' } });
    expect(faults(schema, { host: 'toolong', port: 0, ratio: 0, url: 'ftp://x', on: 'yes', other: 1 })).toEqual({
      '/host': 'At most 5 characters are taken', '/port': 'A whole number from 1 to 65535 is needed', '/ratio': 'A number above 0 is needed',
      '/url': 'The value has another form; see the hint of this field', '/on': 'The value has another form; see the hint of this field', '/other': 'This setting is not known',
    });
    expect(new Set(Object.values(faults(schema, { url: '' })))).toEqual(new Set(['A value is needed here']));
    expect(settingFaults(schema, { host: 'h', port: 1, ratio: 0.5, url: 'http://x', on: false })).toEqual([]);
  });

  it('of a union are those of the branch that fits best', () => {
    const tableOrQuery: SettingSchema = { anyOf: [object({ host: text, table: text }), object({ host: text, query: text })] };
    expect(faults(tableOrQuery, { host: 'h', query: '' })).toEqual({ '/query': 'A value is needed here' });
    expect(faults(tableOrQuery, { host: 'h' })).toEqual({ '/table': 'A value is needed here' });
    const paging = object({ paging: { anyOf: [object({ style: { const: 'page' }, size: text }), object({ style: { const: 'cursor' }, path: text, size: text })] } });
    expect(faults(paging, { paging: { style: 'cursor', size: 'x' } })).toEqual({ '/paging/path': 'A value is needed here' });
    expect(faults(object({ tls: { anyOf: [{ const: 'off' }, { const: 'on' }] } }), { tls: 'maybe' })).toEqual({ '/tls': 'Choose a value from the list' });
  });

  it('stand at the place in a list', () => {
    const schema = object({ params: { type: 'array', maxItems: 2, items: object({ name: text, value: text }) } });
    expect(faults(schema, { params: [{ name: 'a', value: 'b' }, { name: '', value: 'x' }] })).toEqual({ '/params/1/name': 'A value is needed here' });
    expect(faults(schema, { params: [1, 2, 3] })).toEqual({ '/params': 'At most 2 values are taken' });
  });
});
