import { expect, it } from 'vitest';
import { readColumnPlace, writeColumnPlace } from './json-path.ts';

it.each([
  ['address.province.code', ['address', 'province', 'code']], ['coords[0]', ['coords', '0']], ['ที่อยู่.ตำบล', ['ที่อยู่', 'ตำบล']], ['items[*].name', ['items', null, 'name']],
  ['a[1][2].b', ['a', '1', '2', 'b']], ['/a.b/c~1d', ['a.b', 'c/d']],
])('%s is a place in a record, and is written as it is read', (source, steps) => {
  expect(readColumnPlace(source)).toEqual(steps);
  expect(writeColumnPlace(steps)).toBe(source);
});

it.each(['id', 'พื้นที่ (ไร่)', 'ลำดับ.', '.a', 'a..b', 'a[x]', '[0]', '/', 'a[*'])('%s is a plain name', (source) => expect(readColumnPlace(source)).toBeNull());
