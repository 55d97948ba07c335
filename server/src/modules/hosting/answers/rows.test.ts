import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { farm, farmColumns, farms, farmsSql, shownFarm } from '../testing/farms.ts';
import { hostingHouse, idKey, type HostingHouse } from '../testing/hosting-house.ts';

let house: HostingHouse;
let rows: number;
const all = farms(300);
beforeAll(async () => {
  house = await hostingHouse();
  const dataset = await house.dataset('rid-farms');
  await house.release(dataset, farmColumns, farmsSql(all, idKey));
  rows = await house.offer(dataset, 'rows', farmColumns);
});
afterAll(() => house?.close());

const ids = async (query: string, more = {}) => (await house.ask(rows, query, more)).json.map(({ id }: { id: number }) => id);
const open = ['id', 'province', 'crop', 'area_rai', 'irrigated', 'registered_on', 'updated_at'];
const without = (farmOf: Record<string, unknown>, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, farmOf[name]]));

describe('rows of a hosted service', () => {
  it('are JSON with the release they are from, and no personal column unless it is named', async () => {
    const told = await house.ask(rows, 'limit=3');
    expect(told.headers).toMatchObject({ 'exchange-release': 'rid-farms/1', 'content-range': '0-2/*', 'exchange-release-hash': expect.stringMatching(/^.{16,}/) });
    expect(told.json).toEqual([1, 2, 3].map((id) => without(shownFarm(farm(id)), open)));
    const { json } = await house.ask(rows, 'limit=1', { grant: { fields: ['id', 'phone', 'citizen_id'], rowFilter: null } });
    expect(json).toEqual([{ id: 1, phone: farm(1).phone, citizen_id: '•••• 0001' }]);
  });

  it.each<[string, (each: ReturnType<typeof farm>) => boolean]>([
    ['id=eq.7', ({ id }) => id === 7], ['id=gte.290&id=lt.295', ({ id }) => id >= 290 && id < 295], ['id=neq.3&id=lte.4', ({ id }) => id !== 3 && id <= 4], ['province=in.(10,12)&id=lt.20', ({ id, province }) => ['10', '12'].includes(province) && id < 20],
    ['crop=like.*หวาน*', ({ crop }) => crop?.includes('หวาน') ?? false], ['crop=ilike.%25DROP%20TABLE%25', ({ crop }) => crop?.includes('drop table') ?? false], ['crop=is.null', ({ crop }) => crop === null], ['crop=not.is.null&id=lt.12', ({ crop, id }) => crop !== null && id < 12],
    ['irrigated=is.true&id=lt.9', ({ irrigated, id }) => irrigated === true && id < 9], ['irrigated=eq.false&id=lt.9', ({ irrigated, id }) => irrigated === false && id < 9], ['area_rai=gt.39.5', ({ area_rai: area }) => Number(area) > 39.5], ['registered_on=eq.2012-03-12', ({ registered_on: on }) => on === '2012-03-12'],
    ['updated_at=eq.2026-01-03T02:00:00Z', ({ updated_at: at }) => at === '2026-01-03T02:00:00'], ['or=(id.eq.1,and(id.gt.5,id.lt.8),not.or(id.lt.299,id.gt.300))', ({ id }) => id === 1 || (id > 5 && id < 8) || id >= 299], ['and=(id.lt.10,or(id.eq.4,crop.eq.ข้าว))', ({ id, crop }) => id < 10 && (id === 4 || crop === 'ข้าว')],
    ['crop=in.("ข้าวโพด \\"หวาน\\"","x,y")&id=lt.30', ({ crop, id }) => crop === 'ข้าวโพด "หวาน"' && id < 30], ["crop=eq.มัน; drop table x --'&id=lt.30", ({ crop, id }) => crop === "มัน; drop table x --'" && id < 30], ['not.and=(id.gt.2,id.lt.300)', ({ id }) => id <= 2 || id >= 300], ['id=not.in.(1,2)&id=lt.4', ({ id }) => id === 3],
  ])('answer %s', async (query, holds) => { expect(await ids(query)).toEqual(all.filter(holds).map(({ id }) => id)); });

  it('are ordered, cut, renamed, counted and paged by range', async () => {
    expect(await ids('order=area_rai.desc.nullslast,id.desc&limit=3')).toEqual([...all].sort((a, b) => Number(b.area_rai ?? -1) - Number(a.area_rai ?? -1) || b.id - a.id).slice(0, 3).map(({ id }) => id));
    expect(await ids('order=id.desc&offset=298')).toEqual([2, 1]);
    expect((await house.ask(rows, 'select=no:id,crop&id=eq.2')).json).toEqual([{ no: 2, crop: farm(2).crop }]);
    const counted = await house.ask(rows, 'province=eq.10&limit=5', { headers: { prefer: 'count=exact' } });
    const total = all.filter(({ province }) => province === '10').length;
    expect([counted.status, counted.headers['content-range']]).toEqual([206, `0-4/${total}`]);
    const ranged = await house.ask(rows, '', { headers: { range: '10-12' } });
    expect([ranged.headers['content-range'], ranged.json.map(({ id }: { id: number }) => id)]).toEqual(['10-12/*', [11, 12, 13]]);
    expect((await house.ask(rows, 'id=eq.5', { headers: { accept: 'application/vnd.pgrst.object+json' } })).json).toMatchObject({ id: 5 });
    await expect(house.ask(rows, 'id=lt.5', { headers: { accept: 'application/vnd.pgrst.object+json' } })).rejects.toMatchObject({ code: 'hosting.not-one-row' });
    await expect(house.ask(rows, 'offset=900', { headers: { prefer: 'count=exact' } })).rejects.toMatchObject({ code: 'hosting.range-refused' });
  });

  it('are those of the grant alone, whatever is asked and counted', async () => {
    const grant = { fields: ['id', 'crop'], rowFilter: { all: [{ column: 'province', op: 'in', values: ['10', '12'] }, { column: 'area_rai', op: 'gte', values: ['5'] }] } } as const;
    const mine = all.filter(({ province, area_rai: area }) => ['10', '12'].includes(province) && area !== null && Number(area) >= 5);
    const told = await house.ask(rows, 'or=(id.gt.0,id.lt.0)', { grant, headers: { prefer: 'count=exact' } });
    expect(told.json).toEqual(mine.map(({ id, crop }) => ({ id, crop })));
    expect(told.headers['content-range']).toBe(`0-${mine.length - 1}/${mine.length}`);
    await expect(house.ask(rows, 'select=id,province', { grant })).rejects.toMatchObject({ code: 'hosting.field-not-granted', fields: { field: 'province' } });
    for (const query of ['province=eq.11', 'order=area_rai', 'or=(id.eq.1,province.eq.11)']) await expect(house.ask(rows, query, { grant }), query).rejects.toMatchObject({ code: 'hosting.field-not-granted' });
    for (const filter of [{ column: 'nope', op: 'eq', values: [1] }, { column: 'id', op: 'eq', values: ['x'] }, { column: 'citizen_id', op: 'eq', values: ['1000000000001'] }, { column: 'id', op: 'eq', values: [] }] as const) {
      await expect(house.ask(rows, '', { grant: { fields: null, rowFilter: { all: [filter] } } })).rejects.toMatchObject({ code: 'hosting.grant-unreadable' });
    }
  });

  it.each<[string, string, string]>([
    ['an unknown column', 'nope=eq.1', 'nope'], ['an unknown operator', 'id=cs.{1}', 'id'], ['a value of another type', 'id=eq.abc', 'id'], ['a day of the wrong era', 'registered_on=gte.2569-01-01', '2026-01-01'], ['no operator', 'id=5', 'id'],
    ['a cast', 'select=id::text', 'select'], ['another table', 'select=id,owner(name)', 'select'], ['a JSON path', 'select=id-%3Ea', 'select'], ['a column twice', 'select=id,id', 'select'], ['select twice', 'select=id&select=crop', 'select'],
    ['injection in a name', 'id;drop%20table%20x=eq.1', 'id'], ['injection in an order', 'order=id);drop', 'order'], ['a broken tree', 'or=(id.eq.1', 'or'], ['a tail behind a tree', 'or=(id.eq.1)x', 'or'], ['like of a number', 'id=like.1*', 'id'], ['a pattern with an open end', 'crop=like.a\\', 'crop'],
    ['is of something else', 'crop=is.true', 'crop'], ['a personal column in the address', 'phone=eq.081', 'phone'], ['a negative limit', 'limit=-1', 'limit'], ['prototype words', '__proto__=eq.1', '__proto__'], ['gt of yes or no', 'irrigated=gt.true', 'irrigated'], ['full text search', 'crop=fts.x', 'crop'],
  ])('refuse %s and say where', async (_what, query, where) => {
    const grant = query.startsWith('phone') ? { fields: ['id', 'phone'], rowFilter: null } : undefined;
    await expect(house.ask(rows, query, { ...(grant && { grant }) })).rejects.toMatchObject({ code: 'hosting.parameter-refused', fields: { detailTh: expect.stringMatching(/[ก-๙]/), detailEn: expect.stringContaining(where) } });
  });

  it.each<[string, string]>([
    ['rows', 'limit=10001'], ['columns under other names', `select=${Array.from({ length: 501 }, (_, i) => `a${i}:id`).join(',')}`], ['cells', `limit=10000&select=${Array.from({ length: 201 }, (_, i) => `a${i}:id`).join(',')}`],
    ['columns to order by', 'order=id,crop,province,area_rai,irrigated,updated_at'], ['values', `id=in.(${Array.from({ length: 201 }, (_, i) => i).join(',')})`], ['depth', 'or=(and(or(and(or(id.eq.1)))))'],
    ['comparisons', `or=(${Array.from({ length: 51 }, () => 'id.eq.1').join(',')})`], ['wildcards', 'crop=like.*a*a*a*a*a*a*'], ['length of a pattern', `crop=like.${'ก'.repeat(101)}`], ['length of the address', `crop=eq.${'x'.repeat(9_000)}`],
  ])('refuse too many %s', async (_what, query) => { await expect(house.ask(rows, query)).rejects.toMatchObject({ code: 'hosting.asked-too-much' }); });

  it('cease with the release that is withdrawn', async () => {
    const dataset = await house.dataset('rid-withdrawn');
    await house.release(dataset, farmColumns, farmsSql(farms(3), idKey));
    const service = await house.offer(dataset, 'rows', farmColumns);
    expect((await house.ask(service, '')).json).toHaveLength(3);
    await house.withdraw(dataset, 1);
    await expect(house.ask(service, '')).rejects.toMatchObject({ code: 'hosting.not-served-yet' });
  });
});
