import fc from 'fast-check';
import { BSON } from 'mongodb';
import { expect, it } from 'vitest';
import { jsonOfDocument } from './document-json.ts';
import { readFilter } from './filter.ts';

const decimal = (bytes: Buffer) => new BSON.Decimal128(bytes);
const json = (document: object) => jsonOfDocument(Buffer.from(BSON.serialize(document)), decimal);

it('writes every type as plain text or digits, nothing rounded and nothing lost', () => {
  expect(json({
    _id: new BSON.ObjectId('507f1f77bcf86cd799439011'), ชื่อ: 'ข้าว "หอม"\n', price: BSON.Decimal128.fromString('1.10'), large: BSON.Long.fromString('9007199254740993'), small: new BSON.Int32(-7), share: 0.1, none: null, yes: true,
    at: new Date('2026-11-21T03:00:00.250Z'), bytes: new BSON.Binary(Buffer.from('ก')), uuid: new BSON.UUID('0b6dd8ba-4c5a-4b6e-9d0f-2f7e7a3d1c11'), old: new BSON.Binary(Buffer.from('A'), 2), moment: new BSON.Timestamp({ t: 1_700_000_000, i: 3 }),
    owner: { name: 'ก', tags: ['a', { b: [] }] }, pattern: new BSON.BSONRegExp('^a', 'i'), code: new BSON.Code('x()', { x: 1 }), symbol: new BSON.BSONSymbol('s'), low: new BSON.MinKey(), high: new BSON.MaxKey(), odd: new BSON.Double(NaN), far: BSON.Decimal128.fromString('1E+40'),
  })).toBe(`{"_id":"507f1f77bcf86cd799439011","ชื่อ":"ข้าว \\"หอม\\"\\n","price":1.10,"large":9007199254740993,"small":-7,"share":0.1,"none":null,"yes":true,"at":"2026-11-21T03:00:00.250Z","bytes":"4LiB","uuid":"0b6dd8ba-4c5a-4b6e-9d0f-2f7e7a3d1c11","old":"QQ==","moment":"1700000000:3","owner":{"name":"ก","tags":["a",{"b":[]}]},"pattern":"/^a/i","code":"x()","symbol":"s","low":"MinKey","high":"MaxKey","odd":"NaN","far":1E+40}`);
});

it('writes any JSON value as it is, and never more than it was given', () => {
  fc.assert(fc.property(fc.dictionary(fc.string().filter((name) => !name.includes('\0')), fc.jsonValue()), (document) => {
    const bytes = Buffer.from(BSON.serialize(document));
    expect(JSON.parse(jsonOfDocument(bytes, decimal))).toEqual(JSON.parse(JSON.stringify(document)));
    const cut = bytes.subarray(0, bytes.length - 1);
    expect(() => jsonOfDocument(cut, decimal)).toThrow(expect.objectContaining({ code: 'connectors.document-unreadable' }));
  }), { numRuns: 200 });
});

it('refuses bytes that are no BSON without leaving its bounds', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 5, maxLength: 60 }), (values) => {
    const bytes = Buffer.from(values);
    bytes.writeInt32LE(bytes.length, 0);
    try { jsonOfDocument(bytes, decimal); } catch (error) { expect(error).toMatchObject({ code: 'connectors.document-unreadable', retry: 'config' }); }
  }), { numRuns: 500 });
  let deep: object = {};
  for (let i = 0; i < 150; i += 1) deep = { a: deep };
  expect(() => json(deep)).toThrow(expect.objectContaining({ code: 'connectors.document-unreadable' }));
});

it('reads filters with their types, and refuses programs wherever they stand', () => {
  expect(readFilter('{"at":{"$gt":{"$date":"2026-01-01T00:00:00Z"}},"status":"active"}', BSON)).toEqual({ at: { $gt: new Date('2026-01-01') }, status: 'active' });
  expect(readFilter(' ', BSON)).toEqual({});
  for (const text of ['{"$where":"sleep(1)"}', '{"a":[{"$expr":{"$function":{}}}]}', '{"$or":[{"b":{"$not":{"$where":"1"}}}]}', '[]', '1', '{', `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`]) {
    expect(() => readFilter(text, BSON), text).toThrow(expect.objectContaining({ code: 'connectors.filter-refused', retry: 'config' }));
  }
});
