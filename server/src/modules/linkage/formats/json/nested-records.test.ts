import { describe, expect, it } from 'vitest';
import { fileOf, readAll } from '../testing/read-all.ts';
import { findLists } from './find-lists.ts';

const cells = (lines: string[]) => lines.map((line) => line.replace(/^\d+,\d+,/, ''));
const ndjson = (records: unknown[]) => fileOf(records.map((record) => JSON.stringify(record)).join('\n'));
const read = (records: unknown[], columns: string[] | null, recordPath?: string) => readAll(ndjson(records), { format: 'ndjson', ...(recordPath && { recordPath }) }, { columns });

const farmer = { id: 1, address: { 'ตำบล': 'สุเทพ', province: { code: '50', 'name.th': 'เชียงใหม่' } }, coords: [98.95, 18.79], tags: ['ข้าว', null, 'ลำไย'], shape: { type: 'Point', coordinates: [98.95, 18.79] } };

describe('a nested record', () => {
  it('gives columns by their places, digits as they are written', async () => {
    const text = '{"id":1,"address":{"ตำบล":"สุเทพ","province":{"code":"50","name.th":"เชียงใหม่"}},"coords":[98.950,18.79],"tags":["ข้าว",null,"ลำไย"]}';
    const columns = ['id', 'address.province.code', '/address/province/name.th', 'address.ตำบล'.normalize('NFD'), 'coords[0]', 'coords[7]', 'tags[*]', 'tags', 'address.zip'];
    const { lines, notes } = await readAll(fileOf(text), { format: 'ndjson' }, { columns });
    expect(cells(lines)).toEqual(['1,50,เชียงใหม่,สุเทพ,98.950,,ข้าว; ลำไย,"[""ข้าว"",null,""ลำไย""]",']);
    expect(notes).toEqual([]);
  });

  it('has nothing where a place is missing, null or empty, and what is new is told once', async () => {
    const { lines, notes } = await read([{ id: 1 }, { id: 2, a: null }, { id: 3, a: '' }, { id: 4, a: { b: null, c: 5 } }, { id: 5, a: { b: 'x', c: 6 } }], ['id', 'a.b']);
    expect(cells(lines)).toEqual(['1,', '2,', '3,', '4,', '5,x']);
    expect(notes).toEqual([expect.stringContaining('“a.c”')]);
  });

  it('is put aside with the place named where a value is of another kind', async () => {
    const { lines, rejects } = await read([{ a: 'x' }, { a: [{ b: 1 }] }, { a: { b: 1 }, c: { d: 1 } }, { a: { b: 1, c: 2 } }], ['a.b', 'c[*]']);
    expect(cells(lines)).toEqual(['1,']);
    expect(rejects.map(({ line, code, detail }) => [line, code, detail])).toEqual([
      [1, 'JSON_INVALID', expect.stringMatching(/“a” ต้องเป็นค่าที่มีชั้นใน แต่เป็นข้อความ · “a” must be a value with members and is a text/)],
      [2, 'JSON_INVALID', expect.stringContaining('“a” must be an object { … } and is a list')], [3, 'JSON_INVALID', expect.stringContaining('“c” must be a list [ … ] and is an object')],
    ]);
  });

  it('keeps a name with dots that stands in the record itself', async () => {
    expect(cells((await read([{ 'a.b': 1, a: { b: 2 } }, { a: { b: 2 }, 'a.b': 1 }, { a: { b: 2 } }], ['a.b'])).lines)).toEqual(['1', '1', '2']);
  });

  it('is drafted with a column for each place; shapes on the map and mixed values stay whole', async () => {
    const { header, lines } = await read([farmer, { ...farmer, address: null, mixed: { a: 1 } }, { ...farmer, mixed: 'x' }], null);
    expect(header).toEqual(['id', 'address.ตำบล', 'address.province.code', '/address/province/name.th', 'coords[0]', 'coords[1]', 'tags[*]', 'shape', 'mixed']);
    expect(cells(lines)[0]).toBe('1,สุเทพ,50,เชียงใหม่,98.95,18.79,ข้าว; ลำไย,"{""type"":""Point"",""coordinates"":[98.95,18.79]}",');
  });
});

describe('a list within the record', () => {
  const records = [{ id: 1, name: 'ก', plots: [{ no: 1, crops: [{ c: 'ข้าว' }, { c: 'ถั่ว' }] }, { no: 2, crops: [] }] }, { id: 2, plots: [] }, { id: 3, plots: { no: 3, crops: [{ c: 'อ้อย' }] } }];
  it('brings a row an element, the members beside it in each', async () => {
    const path = ndjson(records);
    const { lines, notes } = await readAll(path, { format: 'ndjson', recordPath: '/plots' }, { columns: ['id', 'plots.no', 'plots[*].no'] });
    const second = Buffer.byteLength(`${JSON.stringify(records[0])}\n${JSON.stringify(records[1])}\n`);
    expect(lines).toEqual(['1,0,1,1,1', '2,0,1,2,2', `3,${second},3,3,3`]);
    expect(notes).toEqual([expect.stringContaining('“name”'), expect.stringContaining('“plots.crops”'), '1 records have nothing at /plots and bring no row.']);
    expect(await findLists(path, { format: 'ndjson', maxRecordBytes: 10_000 })).toEqual([{ path: '/plots', count: 2 }, { path: '/plots/crops', count: 1 }]);
  });

  it('may lie in another list', async () => {
    const { header, lines } = await read(records, null, '/plots/crops');
    expect([header, cells(lines)]).toEqual([['id', 'name', 'plots.no', 'plots.crops.c'], ['1,ก,1,ข้าว', '1,ก,1,ถั่ว', '3,,3,อ้อย']]);
    expect(cells((await read([{ id: 1, tags: ['a', 'b'] }], ['id', 'tags'], '/tags')).lines)).toEqual(['1,a', '1,b']);
  });

  it('of another kind puts the record aside in its place', async () => {
    const { lines, rejects } = await read([{ id: 1, plots: 7 }, { id: 2, plots: [{ no: 1 }] }], ['id', 'plots.no'], '/plots');
    expect([lines.map((line) => line.split(',')[0]), rejects.map(({ line }) => line)]).toEqual([['2'], [1]]);
  });
});
