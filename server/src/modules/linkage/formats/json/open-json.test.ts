import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reject } from '@saphan/contracts/reject';
import { openJson, type JsonOptions } from './open-json.ts';
import { isMistake } from './cursor.ts';
import { readRecord } from './read-record.ts';
import { splitArray } from './split-array.ts';
import { splitLines } from './split-lines.ts';

const folder = await mkdtemp(join(tmpdir(), 'saphan-json-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, options: Partial<JsonOptions> = {}) {
  const path = join(folder, randomUUID());
  await writeFile(path, content);
  const rejects: Reject[] = [];
  const notes: string[] = [];
  const reader = await openJson(path, { format: 'json', columns: null, maxRecordBytes: 1_000_000, onReject: (reject) => rejects.push(reject), onNote: ({ en }) => notes.push(en), ...options });
  let text = '';
  const header = await reader.readHeader();
  for await (const piece of reader.records()) text += piece.toString('utf8');
  return { header, lines: text.split('\n').slice(0, -1), rejects, notes, preview: await reader.preview(2) };
}
const code = (name: string, fields: object = {}) => expect.objectContaining({ code: `linkage.${name}`, retry: 'data', fields: expect.objectContaining(fields) });

describe('a list of records', () => {
  it('keeps numbers digit for digit, nested values as JSON, and tells place of each', async () => {
    const json = '[{"id":12345678901234567890,"n":1.10,"e":1E+5,"t":"ก,\\"ข\\"\\n","b":true,"z":null,"o":{"a":[1, 2]}},\n {"id":-0.50,"t":""}]';
    const { header, lines, preview } = await read(json, { columns: ['id', 'n', 'e', 't', 'b', 'z', 'o'] });
    expect(header).toEqual(['id', 'n', 'e', 't', 'b', 'z', 'o']);
    expect(lines.join('\n')).toBe(`1,1,12345678901234567890,1.10,1E+5,"ก,""ข""\n",true,,"{""a"":[1, 2]}"\n2,${Buffer.byteLength(json.slice(0, json.indexOf(' {"id":-')))+1},-0.50,,,"",,,`);
    expect(preview[1]).toEqual({ line: 2, cells: ['-0.50', null, null, '', null, null, null] });
  });

  it('takes columns in contract order, in any Unicode form, and tells unknown keys once', async () => {
    const { lines, notes } = await read('[{"b":1,"น้ำ":2,"x":3},{"x":4,"b":5}]', { columns: ['น้ำ'.normalize('NFD'), 'b'] });
    expect(lines).toEqual(['1,1,2,1', `2,${Buffer.byteLength('[{"b":1,"น้ำ":2,"x":3},')},,5`]);
    expect(notes).toHaveLength(1);
  });

  it('finds the one list within an object, whatever stands around it', async () => {
    expect((await read('\ufeff {"total": 2, "note": "[{", "meta": {"rows": [1]}, "data": [ {"a":1} , {"a":2} ], "next": null}\n')).lines.map((line) => line.split(',')[2])).toEqual(['1', '2']);
    expect((await read('{"type":"FeatureCollection","features":[]}')).lines).toEqual([]);
    expect((await read('[]')).lines).toEqual([]);
    await expect(read('{"a":[{}],"b":[{}]}')).rejects.toThrow(code('json-shape'));
    await expect(read('{"a":{"b":[{}]}}')).rejects.toThrow(code('json-shape'));
    await expect(read('{"data":[{"a":1}], oops}')).rejects.toThrow(code('json-broken'));
    await expect(read('"text"')).rejects.toThrow(code('json-broken'));
    await expect(read('[1,2]')).rejects.toThrow(code('json-shape'));
  });

  it('puts unreadable records aside and goes on', async () => {
    const { lines, rejects } = await read('[{"a":1},{"a":01},"text",{"a":2,"a":3},{"a":"\\ud800"},{"a":"x\ty"},{"a" 1},[1],{"a":tru},{"a":4}]');
    expect(lines.map((line) => line.split(',')[2])).toEqual(['1', '4']);
    expect(rejects.map(({ line, code: each }) => [line, each])).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((line) => [line, 'JSON_INVALID']));
    expect(rejects[0]).toMatchObject({ byteOffset: 9, byteLength: 8, rawCut: false, column: null });
    expect(Buffer.from(rejects[0]?.raw ?? []).toString()).toBe('{"a":01}');
  });

  it('rejects bytes that are no UTF-8 and records longer than allowed, keeping their beginning', async () => {
    const bad = Buffer.concat([Buffer.from('[{"a":1},{"a":"'), Buffer.from([0xa1, 0xd2]), Buffer.from(`"},{"a":"${'ก'.repeat(10_000)}"},{"a":2}]`)]);
    const { lines, rejects } = await read(bad, { maxRecordBytes: 20_000 });
    expect(lines.map((line) => line.split(',')[2])).toEqual(['1', '2']);
    expect(rejects.map(({ code: each, raw, rawCut, byteLength }) => [each, raw.length, rawCut, byteLength])).toEqual([['ENC_INVALID', 10, false, 10], ['RECORD_TOO_LONG', 8192, true, 30_008]]);
  });

  it.each([
    ['[{"a":1},\n{"a":2}', 2, 'ends'], ['[{"a":1}\n\n{"a":2}]', 3, 'comma'], ['[{"a":1},,{"a":2}]', 1, 'record is missing'], ['[{"a":1},]', 1, 'record is missing'], ['[{"a":1}] x', 1, 'text after'], ['[{"a":"1}]', 1, 'ends'], ['[', 1, 'ends'],
  ])('names line and byte where %j is broken', async (json, line, words) => {
    await expect(read(json)).rejects.toEqual(code('json-broken', { line, detailEn: expect.stringContaining(words) }));
  });

  it('refuses nesting without end', async () => {
    const { rejects } = await read(`[{"a":1},{"a":${'['.repeat(5000)}${']'.repeat(5000)}}]`);
    expect(rejects[0]?.detail).toContain('nested too deeply');
  });
});

it('reads a record a line, leaves blank lines out and puts bad lines aside', async () => {
  const { lines, rejects } = await read('\ufeff{"a":1}\r\n\n  {"a":"ก"} \n{"a":\n{"a":3}x\n[]\n{"a":4}', { format: 'ndjson' });
  expect(lines).toEqual(['1,0,1', '3,13,ก', '7,46,4']);
  expect(rejects.map(({ line, byteOffset, code: each }) => [line, byteOffset, each])).toEqual([[4, 28, 'JSON_INVALID'], [5, 34, 'JSON_INVALID'], [6, 43, 'JSON_INVALID']]);
});

it('passes over a line that is too long in bounded memory', async () => {
  const { lines, rejects } = await read(`{"a":1}\n{"a":"${'x'.repeat(3_000_000)}"}\n{"a":2}\n`, { format: 'ndjson', maxRecordBytes: 100_000 });
  expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual(['1,0,1', '3,3000017,2']);
  expect(rejects[0]).toMatchObject({ code: 'RECORD_TOO_LONG', line: 2, byteOffset: 8, byteLength: 3_000_009, rawCut: true });
});

async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}
const chunked = async function* (bytes: Buffer, sizes: number[]) { for (let at = 0, each = 0; at < bytes.length; each += 1) { const size = sizes[each % sizes.length] ?? 1; yield bytes.subarray(at, at + size); at += size; } };

it('finds the same records however the bytes are cut', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), fc.boolean(), async (records, sizes, inObject) => {
    const json = Buffer.from(JSON.stringify(inObject ? { n: 1, data: records } : records, null, 1));
    const found = await all(splitArray(chunked(json, sizes), 1e6));
    expect(found.map(({ bytes }) => JSON.parse(String(bytes)) as unknown)).toEqual(JSON.parse(JSON.stringify(records)));
    for (const each of found) expect(json.subarray(each.byteOffset, each.byteOffset + each.byteLength)).toEqual(each.bytes);
    const lines = Buffer.from(records.map((record) => JSON.stringify(record)).join('\n'));
    expect((await all(splitLines(chunked(lines, sizes), 1e6))).map(({ bytes }) => JSON.parse(String(bytes)) as unknown)).toEqual(JSON.parse(JSON.stringify(records)));
  }), { numRuns: 150 });
});

it('agrees with JSON.parse on what is well formed', () => {
  const letters = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', '-', '.', 'e', '\\', 'n', 'u', 't', 'true', 'null', ' ', 'ก', '"a"', '"a":1', '0');
  fc.assert(fc.property(fc.array(letters, { maxLength: 14 }), (pieces) => {
    const text = `{"k":${pieces.join('')}}`;
    let parsed: unknown = null;
    try { parsed = JSON.parse(text); } catch { /* not well formed */ }
    const read_ = readRecord(Buffer.from(text));
    if (parsed === null) expect(isMistake(read_)).toBe(true);
    else if (!isMistake(read_)) expect([...read_.keys()]).toEqual(Object.keys(parsed as object));
    else expect(read_.en).toMatch(/twice|surrogate/);
  }), { numRuns: 3000 });
});
