import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStatement, type Statement } from './provide/statement.ts';
import { openEdgeHouse, type EdgeHouse, type Started } from './testing/edge-house.ts';

let house: EdgeHouse;
let consumer: Started;
beforeAll(async () => {
  house = await openEdgeHouse();
  await house.run('create schema farm');
  await house.run("create table farm.plot as select n as id, case when n % 2 = 0 then '10' else '12' end as province, 'เจ้าของ ' || n as owner, n * 1.5 as rai from generate_series(1, 30) n");
  const url = new URL(house.test.url);
  writeFileSync(join(house.dir, 'password'), decodeURIComponent(url.password), { mode: 0o600 });
  await house.service({ slug: 'plots', operations: [{ id: 'read', method: 'GET', path: '/plots/{id}' }, { id: 'list', method: 'GET', path: '/plots' }, { id: 'ask', method: 'POST', path: '/plots/search' }, { id: 'mine', method: 'POST', path: '/plots/change' }] }, { operations: ['read', 'list', 'ask', 'mine'], fields: [{ name: 'id' }, { name: 'rai' }, { name: 'province' }], rowFilter: { all: [{ column: 'province', op: 'in', values: ['10'] }] } });
  await house.start('provider', `services:
  plots:
    sql:
      connection: { kind: postgres, host: "${url.hostname}", port: ${url.port}, database: ${url.pathname.slice(1)}, user: ${url.username}, passwordFile: password }
      operations:
        read: { statement: "select * from farm.plot where id = :path.id::int -- :not.this", one: true }
        list: { statement: "select id, owner, province, rai from farm.plot where rai <= coalesce(:query.most::numeric, 1000) order by id", rowLimit: 10 }
        ask: { statement: "select * from farm.plot where owner = :body.owner" }
        mine: { statement: "with gone as (delete from farm.plot returning *) select * from gone" }`);
  consumer = await house.start('consumer', 'listen: 127.0.0.1:0');
});
afterAll(() => house?.close());
const post = (body: object) => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

describe('a service answered from a database', () => {
  it('gives rows and fields of the agreement only', async () => {
    expect(await consumer.call('/x/plots/plots/4')).toMatchObject({ status: 200, body: { id: 4, rai: '6.0', province: '10' } });
    expect((await consumer.call('/x/plots/plots/4')).body.owner).toBeUndefined();
    expect(await consumer.call('/x/plots/plots/5')).toMatchObject({ status: 404, body: { code: 'edge.not-found' } });
    expect((await consumer.call('/x/plots/plots?most=9')).body.items.map(({ id }: { id: number }) => id)).toEqual([2, 4, 6]);
  });
  it('refuses more rows than allowed, and never takes a value for SQL', async () => {
    expect(await consumer.call('/x/plots/plots')).toMatchObject({ status: 422, body: { code: 'edge.too-many-rows' } });
    expect(await consumer.call('/x/plots/plots/search', post({ owner: "x' or '1'='1" }))).toMatchObject({ status: 200, body: { items: [] } });
    expect((await consumer.call('/x/plots/plots/search', post({ owner: 'เจ้าของ 2' }))).body.items).toEqual([{ id: 2, province: '10', rai: '3.0' }]);
    expect(await consumer.call('/x/plots/plots/search', post({ owner: { a: 1 } }))).toMatchObject({ status: 400, body: { code: 'edge.value-refused' } });
  });
  it('cannot write, and keeps to itself what the database says', async () => {
    const answer = await consumer.call('/x/plots/plots/change', post({}));
    expect(answer).toMatchObject({ status: 502, body: { code: 'edge.database-refused' } });
    expect(JSON.stringify(answer.body)).not.toContain('farm');
    expect((await house.test.db.tx((tx) => tx.query('select count(*) as n from farm.plot'))).rows[0].n).toBe(30);
  });
});

describe('a statement', () => {
  it('keeps what only looks like a value', () => {
    const { text, names } = readStatement("select ':path.a', b::text, \":body.x\" /* :query.q */ from t where c = :path.c and d = :body.d-e", 'postgres') as Statement;
    expect(names).toEqual([{ from: 'path', name: 'c' }, { from: 'body', name: 'd-e' }]);
    expect(text((n) => `$${n}`)).toBe("select ':path.a', b::text, \":body.x\" /* :query.q */ from t where c = $1 and d = $2");
  });
});
