import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JsonText, type Slice } from './json-text.ts';

/** Reads a value by its slices alone. */
function read(json: JsonText, slice: Slice): unknown {
  const kind = json.kind(slice);
  if (kind === 'list') return json.elements(slice).map((each) => read(json, each));
  if (kind === 'object') return Object.fromEntries([...json.members(slice)].map(([name, each]) => [name, read(json, each)]));
  return JSON.parse(json.text.slice(slice.start, slice.end));
}

it('finds the same values as JSON.parse, however the text is laid out', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t', '\r\n '), (value, blanks) => {
    const text = `\n${JSON.stringify(value, null, blanks)} `;
    const json = new JsonText(text);
    expect(JSON.stringify(read(json, json.whole))).toBe(JSON.stringify(JSON.parse(text)));
    expect(json.line(json.whole)).not.toMatch(/[\r\n]/);
    expect(JSON.parse(json.line(json.whole))).toEqual(JSON.parse(text));
  }), { numRuns: 300 });
});

it('keeps digits and takes places by pointer, by dots and by number', () => {
  const json = new JsonText('{"a":{"b":[{"n":1.10},{"n":12345678901234567890}],"x/y":"ก\\"","z":null},"a.b":2}');
  const at = (path: string) => json.value(json.at(path));
  expect([at('a.b.0.n'), at('/a/b/1/n'), at('/a/x~1y'), at('$.a.z'), at('a.none.more'), at('a.b.7'), at('/a.b')]).toEqual(['1.10', '12345678901234567890', 'ก"', null, null, null, '2']);
  expect(json.at('')).toEqual(json.whole);
  expect(() => new JsonText('{"a":')).toThrow(SyntaxError);
});
