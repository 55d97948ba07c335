import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDecider } from '#modules/access/index.ts';
import { resourceIdOf } from '#modules/catalog/index.ts';
import { theHouse, visitor } from '#kernel/policy.ts';
import { reachOf } from '#kernel/reach.ts';
import { sqlLimits } from './run-apart.ts';
import { searchDatastoreSql } from './search-sql.ts';
import { openCkanHouse, type CkanHouse } from '../testing/ckan-house.ts';

let house: CkanHouse;
let csv: string;
beforeAll(async () => {
  house = await openCkanHouse(openDecider);
  await house.linked('rid-farmers', 2_000);
  await house.linked('rid-inner', 50, 1);
  const { rows: [{ uid }] } = await house.test.db.read((tx) => tx.query("select uid from catalog.dataset where slug = 'rid-farmers'"));
  csv = resourceIdOf(uid as string, 'CSV');
});
afterAll(() => house?.close());

const search = async (args: object) => (await house.call('datastore_search', { resource_id: csv, ...args })).body;
const sql = (text: string) => house.call('datastore_search_sql', { sql: text });

describe('datastore_search over a release', () => {
  it('gives the first page with fields, links and the exact total', async () => {
    const { success, result, help } = await search({ limit: 2 });
    expect([success, help]).toEqual([true, 'http://127.0.0.1/api/3/action/help_show?name=datastore_search']);
    expect(result).toMatchObject({ resource_id: csv, limit: 2, total: 2000, total_was_estimated: false, records_format: 'objects', include_total: true });
    expect(result.fields[0]).toEqual({ id: '_id', type: 'int' });
    expect(result.fields.find((field: { id: string }) => field.id === 'area_rai')).toMatchObject({ type: 'numeric', info: { label: 'area_rai' } });
    expect(result.records[1]).toMatchObject({ _id: 2, id: 1, citizen_id: '•••• 0001', phone: '0•••', area_rai: 0.31, irrigated: false, registered_on: '2020-01-02' });
    expect(result._links.next).toBe(`/api/3/action/datastore_search?resource_id=${csv}&limit=2&offset=2`);
  });

  it('takes the name of a dataset in place of the id, arguments from the address, and wins over a body', async () => {
    const { body } = await house.post('/api/3/action/datastore_search?resource_id=rid-farmers&limit=1&offset=9', '{"resource_id": "no-such"}', { 'content-type': 'application/json' });
    expect(body.result.records).toMatchObject([{ _id: 10 }]);
  });

  it.each<[string, object, number]>([
    ['a key', { filters: { id: 77 } }, 1], ['values', { filters: { crop: [1, 2] } }, 334], ['JSON text', { filters: '{"crop": "3"}' }, 167], ['a range', { filters: { id: { gte: 10, lt: 20 } } }, 10],
    ['any of two', { filters: { $or: [{ id: { lt: 5 } }, { id: [5, 7], crop: 7 }] } }, 6], ['a list of filters', { filters: [{ id: 3 }, { id: 9 }] }, 2], ['a list of one', { filters: '[{"id": 3}]' }, 1],
    ['all of two', { filters: { $and: [{ id: { gte: 1990 } }, { crop: 7 }] } }, 1], ['values and ranges together', { filters: { id: [1, 2, { gte: 10, lte: 12 }, 30] } }, 6],
    ['any of within all of', { filters: { id: { lt: 24 }, $or: [{ crop: 1 }, { $and: [{ crop: 2 }, { id: { gt: 2 } }] }] } }, 3],
    ['nothing', { filters: { amphoe: null } }, 200], ['words', { q: 'เกษตรกร 1999' }, 1], ['words of a column', { q: '{"amphoe": "อำเภอ 777"}' }, 2], ['no value', { filters: { crop: [] } }, 0], ['a decimal', { filters: { area_rai: '0.31' } }, 1], ['a flag', { filters: { irrigated: true } }, 571],
  ])('counts exactly what is filtered by %s', async (_what, args, total) => { expect((await search({ ...args, limit: 1 })).result.total).toBe(total); });

  it('gives lists, CSV, TSV, chosen fields, distinct values and orders', async () => {
    expect((await search({ records_format: 'lists', fields: 'id,crop', sort: 'id desc', limit: 2 })).result.records).toEqual([[1999, 7], [1998, 6]]);
    expect((await search({ records_format: 'csv', fields: ['id', 'name_th'], limit: 2 })).result.records).toBe('0,เกษตรกร 0 หมู่ 0\n1,เกษตรกร 1 หมู่ 1\n');
    expect((await search({ records_format: 'tsv', fields: ['id', 'amphoe'], limit: 2 })).result.records).toBe('0\t\n1\tอำเภอ 1\n');
    expect((await search({ distinct: 'true', fields: 'crop', sort: '"crop" asc' })).result).toMatchObject({ total: 12, records: Array.from({ length: 12 }, (_, crop) => ({ crop })) });
    expect((await search({ include_total: false, limit: 0 })).result).toMatchObject({ records: [] });
    expect((await search({ include_total: false })).result).not.toHaveProperty('total');
    expect((await search({ include_next_page: true, limit: 5, filters: { crop: 3 } })).result.next_page).toEqual({ filters: { crop: 3, _id: { gt: 52 } } });
    expect((await search({ limit: 1_000_000 })).result.limit).toBe(32_000);
  });

  it.each<[string, object, number, string]>([
    ['an unknown column', { filters: { nope: 1 } }, 409, 'Validation Error'], ['a masked column', { filters: { phone: '08' } }, 409, 'Validation Error'], ['an order by a masked column', { sort: 'citizen_id' }, 409, 'Validation Error'],
    ['a value of another type', { filters: { id: 'ข้าว' } }, 409, 'Validation Error'], ['filters that are no dictionary', { filters: '[1]' }, 409, 'Validation Error'], ['a broken order', { sort: 'id; drop table x' }, 409, 'Validation Error'],
    ['an unknown argument', { limits: 1 }, 409, 'Validation Error'], ['a negative offset', { offset: -1 }, 409, 'Validation Error'], ['no resource', { resource_id: '' }, 409, 'Validation Error'], ['a resource that nobody has', { resource_id: crypto.randomUUID() }, 404, 'Not Found Error'],
    ['words without end', { q: 'ก '.repeat(50) }, 409, 'Validation Error'], ['an unknown form', { records_format: 'yaml' }, 409, 'Validation Error'],
  ])('refuses %s', async (_what, args, status, type) => {
    const answered = await house.call('datastore_search', { resource_id: csv, ...args });
    expect([answered.status, answered.body.success, answered.body.error.__type]).toEqual([status, false, type]);
  });

  it.each<[string, unknown, string]>([
    ['an operator that nobody knows', { $not: [{ id: 1 }, { id: 2 }] }, 'filters/$not'], ['$or of a dictionary', { $or: { id: 1 } }, 'filters/$or'], ['$and of one', { $and: [{ id: 1 }] }, 'filters/$and'],
    ['a value within $or', { $or: [{ id: 1 }, 5] }, 'filters/$or/1'], ['a comparison that nobody knows', { id: { like: 'x' } }, 'filters/id/like'], ['a list to compare with', { $or: [{ id: 1 }, { id: { gt: [1] } }] }, 'filters/$or/1/id/gt'],
    ['a list in a list', { id: [[1]] }, 'filters/id/0'], ['too many', { $or: Array.from({ length: 201 }, () => ({ id: 1 })) }, 'At most 200'], ['too deep', JSON.parse(`${'{"$or":[{"id":1},'.repeat(7)}{"id":1}${']}'.repeat(7)}`), 'At most 5 levels'],
  ])('refuses filters with %s and says where', async (_what, filters, place) => {
    const { status, body } = await house.call('datastore_search', { resource_id: csv, filters });
    expect([status, JSON.stringify(body.error)]).toEqual([409, expect.stringContaining(place)]);
  });

  it('leads from page to page, whatever the filters are', async () => {
    const next = async (filters: unknown) => (await search({ include_next_page: true, limit: 2, filters })).result.next_page;
    expect(await next([{ id: { lt: 5 } }, { id: 90 }])).toEqual({ filters: { $or: [{ id: { lt: 5 } }, { id: 90 }], _id: { gt: 2 } } });
    expect(await next({ _id: { lt: 50 } })).toEqual({ filters: { _id: { lt: 50, gt: 2 } } });
    expect(await next({ _id: [1, 2, 3] })).toBeUndefined();
  });

  it('is not for those who may not read, and tells them of nothing', async () => {
    expect((await house.call('datastore_search', { resource_id: 'rid-inner' })).status).toBe(404);
    expect((await house.call('datastore_search', { resource_id: 'rid-inner' }, 'reader')).body.result.total).toBe(50);
    const names = async (role?: 'reader') => (await house.call('datastore_search', { resource_id: '_table_metadata' }, role)).body.result.records.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(expect.arrayContaining([csv, 'rid-farmers']));
    expect(await names()).not.toContain('rid-inner');
  });

  it('is described by datastore_info', async () => {
    const { body: { result } } = await house.call('datastore_info', { id: csv });
    expect(result.meta).toMatchObject({ id: csv, count: 2000, release: 1, aliases: ['rid-farmers'] });
    expect(result.fields.find((field: { id: string }) => field.id === 'id')).toMatchObject({ type: 'int8', schema: { uniquekey: true, notnull: true } });
  });
});

describe('datastore_search_sql', () => {
  it('answers one SELECT over what may be read, masked', async () => {
    const { result } = (await sql(`SELECT crop, count(*) AS n, avg(area_rai) AS rai FROM "${csv}" WHERE id < 24 GROUP BY crop ORDER BY crop LIMIT 2`)).body;
    expect(result).toMatchObject({ sql: expect.any(String), records: [{ crop: 0, n: 2 }, { crop: 1, n: 2 }] });
    expect(result.fields).toEqual([{ id: 'crop', type: 'int8' }, { id: 'n', type: 'int8' }, { id: 'rai', type: 'float8' }]);
    expect((await sql(`select a._id, b.phone, a.citizen_id, a.registered_on, a.updated_at from "rid-farmers" a join "${csv}" b using (id) where a.id = 3;`)).body.result.records).toEqual([{ _id: 4, phone: '0•••', citizen_id: '•••• 0003', registered_on: '2020-01-04', updated_at: '2024-01-01T00:00:03' }]);
  });

  it('cuts off after 32,000 records and says so', async () => {
    const { result } = (await sql(`select a.id from "${csv}" a, range(30)`)).body;
    expect([result.records.length, result.records_truncated]).toEqual([32_000, true]);
  });

  it.each<[string, string, number]>([
    ['two statements', 'select 1; select 2', 409], ['a change', `delete from "${'x'}"`, 409], ['a function outside the list', `select getenv('HOME')`, 409], ['a file', `select * from read_csv('/etc/passwd')`, 409], ['a file as a table', `select * from '/etc/passwd'`, 404],
    ['the system tables', 'select * from information_schema.tables', 409], ['a masked column by its companion', 'select citizen_id_masked from "rid-farmers"', 409], ['a table out of reach', 'select * from "rid-inner"', 404], ['nonsense', 'selec * form x', 409], ['nothing', '', 409],
  ])('refuses %s', async (_what, text, status) => { expect((await sql(text)).status).toBe(status); });

  it.each([
    ['texts of gigabytes', "select lpad('x', 2000000000, 'y')"], ['a row that nobody can send', "select list(repeat('a', 1000)) from range(2000000)"],
  ])('ends what makes %s, and goes on', async (_what, text) => {
    const answered = await sql(text);
    expect([answered.status, answered.body.error?.message ?? (answered.body.result.records_truncated && 'longer than allowed')]).toEqual([answered.status === 200 ? 200 : 409, expect.stringMatching(/longer than allowed|memory/)]);
    expect((await sql('select 1 as a')).body.result.records).toEqual([{ a: 1 }]);
  });

  it('tells nothing of the engine by the name of a WITH elsewhere in the statement', async () => {
    expect((await sql('select * from duckdb_views, (with duckdb_views as (select 1) select * from duckdb_views) x')).status).toBe(404);
  });

  it('tries no condition on rows that are left out', async () => {
    const rows = { sql: 't."crop" = cast_to_type($1::varchar, t."crop")', values: ['1'], columns: ['crop'] };
    const decide = async () => ({ allowed: true, reasons: [], policyVersion: 't', columns: ['id', 'crop', 'name_th'], rows });
    const asked = (text: string) => searchDatastoreSql({ args: {}, who: visitor, db: house.test.db.scoped(reachOf(theHouse)), decide, uses: () => undefined, ports: house.ports } as never, { sql: text }) as Promise<any>;
    const { records } = await asked('select count(*) as n from "rid-farmers" where name_th like \'เกษตรกร%\'');
    expect(records.texts).toEqual(['{"n":167}']);
    expect((await asked('select id from "rid-farmers" where case when crop = 2 then error(name_th) else true end limit 1')).records.texts).toEqual(['{"id":1}']);
  });

  it('counts one table only once it is stopped for taking too long', async () => {
    // The real limit is 20 seconds, in which the engine would keep every core of the machine from the other tests.
    const { timeMs } = sqlLimits;
    sqlLimits.timeMs = 3_000;
    onTestFinished(() => { sqlLimits.timeMs = timeMs; });
    const answered = await sql(`select count(*) from "${csv}" a, "${csv}" b, "${csv}" c, "${csv}" d where a.id + b.id + c.id + d.id = 7`);
    expect([answered.status, answered.body.error.message]).toEqual([409, expect.stringMatching(/longer than allowed|memory/)]);
  });
});

describe('a dump', () => {
  it.each([['csv', /^_id,id,name_th/], ['tsv', /^_id\tid\tname_th/], ['xml', /^<data xmlns/]])('is the whole table as %s', async (format, beginning) => {
    const { status, body } = await house.get(`/datastore/dump/${csv}?format=${format}`);
    expect(status).toBe(200);
    expect(body).toMatch(beginning);
    expect(body.split('\n').length).toBeGreaterThan(2000);
  });

  it('is JSON with fields and records, begins with a mark when asked, and keeps to a limit', async () => {
    const { body } = await house.get('/datastore/dump/rid-farmers?format=json&limit=3');
    expect([body.fields.length, body.fields[0].id, body.records.length, body.records[2].slice(0, 3)]).toEqual([12, '_id', 3, [3, 2, 'เกษตรกร 2 หมู่ 2']]);
    expect((await house.get(`/datastore/dump/${csv}?bom=true&limit=1`)).body.charCodeAt(0)).toBe(0xfeff);
  });

  it('is refused to those who may not read', async () => {
    expect((await house.get('/datastore/dump/rid-inner')).status).toBe(404);
    expect((await house.get(`/datastore/dump/${csv}?format=exe`)).status).toBe(409);
  });
});
