import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMariaDb, type TestMariaDb } from '../../connectors/testing/mariadb.ts';
import { findServer, whyNoServer } from '../../connectors/testing/servers.ts';
import { readStatement, type Statement } from './provide/statement.ts';
import { openEdgeHouse, type EdgeHouse, type Started } from './testing/edge-house.ts';

let house: EdgeHouse;
let consumer: Started;
let maria: TestMariaDb | null = null;
const found = findServer('mariadb');
const reading = (...ids: string[]) => ids.map((id) => ({ id, method: 'GET', path: `/${id}` }));

async function startFarm(): Promise<string> {
  if (!found) return '';
  maria = await startMariaDb(found);
  await maria.ask(
    'create database farm character set utf8mb4', "create user reader@'%' identified by 'ลับ'", "grant select, insert, delete on farm.* to reader@'%'", 'use farm',
    "create table `แปลง` (id bigint primary key, province varchar(10), owner varchar(50), rai decimal(10,2), since date)", "insert into `แปลง` values (9007199254740993, '10', 'เจ้าของ 1', 12.50, '2025-02-15'), (2, '12', 'เจ้าของ 2', 1, null), (3, '10', 'it''s', 3, null)",
  );
  writeFileSync(join(house.dir, 'maria'), 'ลับ', { mode: 0o600 });
  await house.service({ slug: 'farms', operations: [{ id: 'field', method: 'GET', path: '/fields/{id}' }, { id: 'owned', method: 'POST', path: '/owned' }, { id: 'wipe', method: 'POST', path: '/wipe' }, ...reading('astray')] }, { operations: ['field', 'owned', 'wipe', 'astray'], rowFilter: { all: [{ column: 'province', op: 'eq', value: '10' }] } });
  await house.service({ slug: 'slow-farms', timeoutMs: 4000, operations: reading('tarry') }, { operations: ['tarry'] });
  const connection = `kind: mysql, host: 127.0.0.1, port: ${maria.port}, database: farm, user: reader, passwordFile: maria, connections: 2`;
  return `
  slow-farms: { sql: { connection: { ${connection} }, operations: { tarry: { statement: "select sleep(30) as s" } } } }
  farms:
    sql:
      connection: { ${connection} }
      operations:
        field: { statement: "select * from \`แปลง\` where id = :path.id # :not.this", one: true, personalFields: [owner] }
        owned: { statement: "select id, province from \`แปลง\` where owner = :body.owner" }
        wipe: { statement: "select 1 as province into outfile '/tmp/saphan-edge-out'" }
        astray: { statement: "select '10' as province from secret_table" }`;
}

beforeAll(async () => {
  house = await openEdgeHouse();
  const farm = await startFarm();
  await house.run('create schema farm');
  await house.run("create table farm.plot as select n as id, case when n % 2 = 0 then '10' else '12' end as province, 'เจ้าของ ' || n as owner, n * 1.5 as rai from generate_series(1, 30) n");
  const url = new URL(house.test.url);
  writeFileSync(join(house.dir, 'password'), decodeURIComponent(url.password), { mode: 0o600 });
  await house.service({ slug: 'plots', operations: [{ id: 'read', method: 'GET', path: '/plots/{id}' }, { id: 'list', method: 'GET', path: '/plots' }, { id: 'ask', method: 'POST', path: '/plots/search' }, { id: 'mine', method: 'POST', path: '/plots/change' }] }, { operations: ['read', 'list', 'ask', 'mine'], fields: [{ name: 'id' }, { name: 'rai' }, { name: 'province' }], rowFilter: { all: [{ column: 'province', op: 'in', values: ['10'] }] } });
  await house.service({ slug: 'clock', operations: reading('dates', 'pause', 'who', 'astray') }, { operations: ['dates', 'pause', 'who', 'astray'] });
  await house.service({ slug: 'slow-clock', timeoutMs: 4000, operations: reading('tarry') }, { operations: ['tarry'] });
  const connection = `kind: postgres, host: "${url.hostname}", port: ${url.port}, database: ${url.pathname.slice(1)}, user: ${url.username}, passwordFile: password`;
  await house.start('provider', `services:
  slow-clock: { sql: { connection: { ${connection} }, operations: { tarry: { statement: "select pg_sleep(30)::text as s" } } } }
  clock:
    sql:
      connection: { ${connection}, connections: 2 }
      operations:
        dates: { statement: "select date '2025-02-15' as d, timestamp '2025-02-15 01:02:03' as t", one: true }
        pause: { statement: "select pg_sleep(0.3)::text as s" }
        who: { statement: "select pg_backend_pid() as pid, current_setting('transaction_read_only') as ro", one: true }
        astray: { statement: "select * from secret_table" }${farm}
  plots:
    sql:
      connection: { ${connection} }
      operations:
        read: { statement: "select * from farm.plot where id = :path.id::int -- :not.this", one: true }
        list: { statement: "select id, owner, province, rai from farm.plot where rai <= coalesce(:query.most::numeric, 1000) order by id", rowLimit: 10 }
        ask: { statement: "select * from farm.plot where owner = :body.owner" }
        mine: { statement: "with gone as (delete from farm.plot returning *) select * from gone" }`);
  consumer = await house.start('consumer', 'listen: 127.0.0.1:0');
});
afterAll(async () => { await house?.close(); await maria?.stop(); });
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

describe('connections to a database', () => {
  it('are kept for the next call, and replaced when they died meanwhile', async () => {
    const first = (await consumer.call('/x/clock/who')).body;
    expect([first.ro, (await consumer.call('/x/clock/who')).body.pid]).toEqual(['on', first.pid]);
    await house.run('select pg_terminate_backend($1)', [first.pid]);
    const next = await consumer.call('/x/clock/who');
    expect([next.status, next.body.pid === first.pid]).toEqual([200, false]);
  });

  it('end a statement that takes too long, and name the operation', async () => {
    const begun = Date.now();
    expect(await consumer.call('/x/slow-clock/tarry')).toMatchObject({ status: 504, body: { code: 'edge.database-slow', titleEn: expect.stringMatching(/^tarry: /), titleTh: expect.stringMatching(/^tarry: /) } });
    expect(Date.now() - begun).toBeLessThan(25_000);
    expect((await house.run("select 1 from pg_stat_activity where query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()")).length).toBe(0);
    const refused = await consumer.call('/x/clock/astray');
    expect(refused).toMatchObject({ status: 502, body: { code: 'edge.database-refused', titleEn: 'astray: The agency’s database refused the statement (42P01)' } });
  });

  it('are so many at once: the others wait their turn', async () => {
    const counts = await Promise.all(Array.from({ length: 4 }, () => consumer.call('/x/clock/pause')));
    expect(counts.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('give days as they are written, in whatever zone the machine is', async () => {
    expect((await consumer.call('/x/clock/dates')).body).toEqual({ d: '2025-02-15', t: '2025-02-15 01:02:03' });
  });
});

describe.skipIf(!found)(`a service answered from MariaDB${found ? '' : `: ${whyNoServer('mariadb')}`}`, () => {
  it('gives rows of the agreement only, exactly, without personal fields', async () => {
    expect(await consumer.call('/x/farms/fields/9007199254740993')).toMatchObject({ status: 200, body: { id: '9007199254740993', rai: '12.50', since: '2025-02-15', province: '10' } });
    expect((await consumer.call('/x/farms/fields/9007199254740993')).body.owner).toBeUndefined();
    expect((await consumer.call('/x/farms/fields/2')).status).toBe(404);
    expect((await consumer.call('/x/farms/owned', post({ owner: "it's" }))).body).toEqual({ items: [{ id: 3, province: '10' }] });
    expect((await consumer.call('/x/farms/owned', post({ owner: "x' or '1'='1" }))).body).toEqual({ items: [] });
  });

  it('cannot write, ends what takes too long, and names the operation', async () => {
    expect(await consumer.call('/x/farms/wipe', post({}))).toMatchObject({ status: 502, body: { code: 'edge.database-refused', titleEn: expect.stringMatching(/^wipe: /) } });
    expect(await consumer.call('/x/slow-farms/tarry')).toMatchObject({ status: 504, body: { code: 'edge.database-slow', titleEn: expect.stringMatching(/^tarry: /) } });
    const refused = await consumer.call('/x/farms/astray');
    expect(refused).toMatchObject({ status: 502, body: { code: 'edge.database-refused', titleEn: expect.stringMatching(/^astray: .*ER_NO_SUCH_TABLE/) } });
    expect(JSON.stringify(refused.body)).not.toContain('secret_table');
  });
});

describe('a statement', () => {
  it('keeps what only looks like a value', () => {
    const { text, names } = readStatement("select ':path.a', b::text, \":body.x\" /* :query.q */ from t where c = :path.c and d = :body.d-e", 'postgres') as Statement;
    expect(names).toEqual([{ from: 'path', name: 'c' }, { from: 'body', name: 'd-e' }]);
    expect(text((n) => `$${n}`)).toBe("select ':path.a', b::text, \":body.x\" /* :query.q */ from t where c = $1 and d = $2");
  });
});
