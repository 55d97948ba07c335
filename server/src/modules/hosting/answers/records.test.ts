import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bounds } from '../fill/fill-set.ts';
import { farm, farmColumns, farms, farmsSql, shownFarm } from '../testing/farms.ts';
import { hostingHouse, idKey, type HostingHouse } from '../testing/hosting-house.ts';

let house: HostingHouse;
let dataset: number;
let [open, byCitizen, predicate] = [0, 0, 0];
const openNames = ['id', 'province', 'crop', 'area_rai', 'irrigated', 'registered_on', 'updated_at'];
beforeAll(async () => {
  bounds.chunk = 70;
  house = await hostingHouse();
  dataset = await house.dataset('rid-farms');
  open = await house.offer(dataset, 'lookup', farmColumns, { only: openNames, key: ['id'] });
  byCitizen = await house.offer(dataset, 'lookup', farmColumns, { key: ['citizen_id'] });
  predicate = await house.offer(dataset, 'predicate', farmColumns, { key: ['citizen_id'], conditions: [
    { name: 'registered-in', titleTh: 'ขึ้นทะเบียนในจังหวัด', titleEn: 'registered in a province', all: [{ column: 'province', op: 'eq', values: [{ param: 'province' }] }] },
    { name: 'large', titleTh: 'ทำนาเกิน 20 ไร่', titleEn: 'more than 20 rai', all: [{ column: 'area_rai', op: 'gt', values: ['20'] }] },
  ] });
  await house.release(dataset, farmColumns, farmsSql(farms(300), idKey));
  await house.settle();
});
afterAll(() => house?.close());

const readOpen = (key: string, more = {}) => house.ask(open, '', { operationId: 'readRecord', path: { key }, ...more });
const code = (hosting: string) => ({ code: `hosting.${hosting}` });
const given = (each: Record<string, unknown>, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, each[name]]));

describe('a record by its key', () => {
  it('is found in the register as rows show it, with the release it is from', async () => {
    const told = await readOpen('7');
    expect([told.headers['exchange-release'], told.json, Object.keys(told.json)]).toEqual(['rid-farms/1', given(shownFarm(farm(7)), openNames), openNames]);
    expect((await house.ask(open, 'select=crop,id', { body: { key: 8 } })).json).toEqual({ crop: farm(8).crop, id: 8 });
    await expect(readOpen('0301')).rejects.toMatchObject(code('record-not-found'));
    expect((await readOpen('0007')).json.id).toBe(7);
  });

  it('is found by a citizen id that the house holds as a keyed hash alone', async () => {
    const grant = { fields: ['id', 'phone', 'citizen_id'], rowFilter: null };
    expect((await house.ask(byCitizen, '', { body: { key: farm(9).citizen }, grant })).json).toEqual({ id: 9, phone: farm(9).phone, citizen_id: '•••• 0009' });
    expect((await house.ask(byCitizen, '', { body: { key: farm(9).citizen } })).json).not.toHaveProperty('phone');
  });

  it('takes no key of a person in the address', async () => {
    await expect(house.ask(byCitizen, '', { operationId: 'readRecord', path: { key: farm(9).citizen } })).rejects.toMatchObject(code('key-in-address'));
  });

  it('is not there outside the rows of the grant', async () => {
    const grant = { fields: null, rowFilter: { all: [{ column: 'province', op: 'eq', values: [farm(1).province] }] } } as const;
    expect((await readOpen('1', { grant })).status).toBe(200);
    await expect(readOpen('2', { grant })).rejects.toMatchObject(code('record-not-found'));
  });

  it.each<[string, unknown, string]>([
    ['no key', {}, '/key'], ['a key of another type', { key: 'x' }, '/key'], ['an unknown member', { key: 1, also: 2 }, '/also'], ['a list', { key: [1] }, '/key'], ['no object', 'x', '/key'],
  ])('refuses %s and says where', async (_what, body, pointer) => {
    await expect(house.ask(open, '', { body })).rejects.toMatchObject({ ...code('parameter-refused'), fields: { errors: [{ pointer }] } });
  });

  it('refuses a field that is not granted, by name, and what it does not know', async () => {
    await expect(house.ask(byCitizen, 'select=phone', { body: { key: farm(9).citizen } })).rejects.toMatchObject({ ...code('field-not-granted'), fields: { field: 'phone' } });
    await expect(house.ask(open, 'order=id', { body: { key: 1 } })).rejects.toMatchObject(code('parameter-refused'));
    await expect(house.ask(open, 'select=nope', { body: { key: 1 } })).rejects.toMatchObject(code('parameter-refused'));
  });
});

describe('yes or no', () => {
  const ask = async (body: object, grant?: object) => (await house.ask(predicate, '', { body, ...(grant && { grant: grant as never }) })).text;

  it('is all that is told', async () => {
    const { citizen: key, province } = farm(3);
    expect(await ask({ key, condition: 'registered-in', with: { province } })).toBe('{"answer":true}');
    expect(await ask({ key, condition: 'registered-in', with: { province: '99' } })).toBe('{"answer":false}');
    expect(await ask({ key: '9999999999999', condition: 'large' })).toBe('{"answer":false}');
    expect(await ask({ key: farm(60).citizen, condition: 'large' })).toBe(`{"answer":${Number(farm(60).area_rai) > 20}}`);
  });

  it('is no outside the grant, and only for conditions it gives', async () => {
    const { citizen: key, province } = farm(3);
    expect(await ask({ key, condition: 'registered-in', with: { province } }, { fields: null, rowFilter: { all: [{ column: 'id', op: 'ne', values: ['3'] }] } })).toBe('{"answer":false}');
    await expect(ask({ key, condition: 'large' }, { fields: ['registered-in'], rowFilter: null })).rejects.toMatchObject(code('field-not-granted'));
  });

  it.each([[{ condition: 'nope' }, '/condition'], [{ condition: 'registered-in' }, '/with/province'], [{ condition: 'registered-in', with: { province: 'x' } }, '/with/province'], [{ condition: 'large', with: { more: 1 } }, '/with/more']])('refuses %o and says where', async (body, pointer) => {
    await expect(ask({ key: farm(1).citizen, ...body })).rejects.toMatchObject({ ...code('parameter-refused'), fields: { errors: [{ pointer }] } });
  });
});

describe('the rows in the register', () => {
  it('are those of the former release until the new ones are whole, then of the new one at once', async () => {
    const slug = 'rid-follows';
    const followed = await house.dataset(slug);
    const service = await house.offer(followed, 'lookup', farmColumns, { only: openNames, key: ['id'] });
    const read = async (key: string) => (await house.ask(service, '', { operationId: 'readRecord', path: { key } })).headers['exchange-release'];
    await expect(read('1')).rejects.toMatchObject(code('not-served-yet'));
    await house.release(followed, farmColumns, farmsSql(farms(5), idKey));
    await house.settle();
    expect(await read('5')).toBe(`${slug}/1`);
    await house.release(followed, farmColumns, farmsSql(farms(200), idKey));
    await house.hear();
    expect(await read('5')).toBe(`${slug}/1`);
    await expect(read('6')).rejects.toMatchObject(code('record-not-found'));
    await house.settle();
    expect(await read('6')).toBe(`${slug}/2`);
    await house.withdraw(followed, 2);
    await expect(read('6')).rejects.toMatchObject(code('not-served-yet'));
    await house.settle();
    expect(await read('5')).toBe(`${slug}/1`);
    await house.withdraw(followed, 1);
    await house.settle();
    await expect(read('5')).rejects.toMatchObject(code('not-served-yet'));
    expect((await house.test.db.read((tx) => tx.query('select count(*)::int as n from hosting.served_row r join hosting.served_set s on s.id = r.set_id where s.service_id = $1', [service]))).rows).toEqual([{ n: 0 }]);
  });

  it('go on behind the last chunk when a worker was killed, and a worker that was thought dead writes nothing', async () => {
    const killed = await house.dataset('rid-killed');
    const service = await house.offer(killed, 'lookup', farmColumns, { only: openNames, key: ['id'] });
    await house.release(killed, farmColumns, farmsSql(farms(300), idKey));
    await house.hear();
    const stop = new AbortController();
    const first = await house.claim();
    await house.fill(first, stop, 140);
    expect(await house.setOf(service)).toMatchObject({ state: 'filling', rows: 140 });
    await house.test.db.tx((tx) => tx.query(`update hosting.served_set set leased_until = now() - interval '1 second' where service_id = $1`, [service]));
    await house.settle();
    expect(await house.setOf(service)).toMatchObject({ state: 'ready', rows: 300, fence: 2 });
    await house.fill(first, new AbortController());
    expect(await house.setOf(service)).toMatchObject({ state: 'ready', rows: 300, fence: 2 });
    expect((await house.ask(service, '', { body: { key: 300 } })).json.id).toBe(300);
  });

  it.each<[string, { key: string[]; only: string[] }, string]>([['a key that stands twice', { key: ['crop'], only: openNames }, 'hosting.key-not-unique']])('are refused with %s, in words', async (_what, more, refusal) => {
    const service = await house.offer(dataset, 'lookup', farmColumns, more);
    await house.askAgain(dataset);
    expect(await house.setOf(service)).toMatchObject({ state: 'refused', problem: { code: refusal, th: expect.stringMatching(/[ก-๙]/) } });
  });

  it('are refused when there are too many', async () => {
    const { rows } = bounds;
    bounds.rows = 100;
    const service = await house.offer(dataset, 'lookup', farmColumns, { key: ['id'] });
    await house.askAgain(dataset);
    bounds.rows = rows;
    expect(await house.setOf(service)).toMatchObject({ state: 'refused', problem: { code: 'hosting.too-large-to-serve' } });
  });
});
