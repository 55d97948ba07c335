import { createServer, type AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned, selfSignedExpired } from '#kernel/testing/certificate.ts';
import { openCutLine } from '../testing/cut-line.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { openPostgresConnector, type PostgresConfig } from './postgres-connector.ts';

const server = new URL(process.env['SAPHAN_TEST_DATABASE_URL'] ?? 'postgres://missing');
const schema = `Source "${process.pid}"`;
const quotedSchema = `"${schema.replaceAll('"', '""')}"`;
const local = { rules: { allow: ['127.0.0.1', '::1', server.hostname] } };
const connector = openPostgresConnector(local);
const base = { host: server.hostname, port: Number(server.port || 5432), database: server.pathname.slice(1), user: decodeURIComponent(server.username), password: `sealed:${decodeURIComponent(server.password)}` };
const table = (name: string): PostgresConfig => ({ ...base, schema, table: name });
const query = (text: string): PostgresConfig => ({ ...base, query: text });
const code = (name: string, retry: string) => expect.objectContaining({ code: `connectors.${name}`, retry });
let admin: Client;

beforeAll(async () => {
  admin = new Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`create schema ${quotedSchema}`);
  await admin.query(`create table ${quotedSchema}."ข้าว ""ดี""" (id int primary key, "ชื่อ" text, d date, n numeric, at timestamptz)`);
  await admin.query(`insert into ${quotedSchema}."ข้าว ""ดี""" values (1, E'มะลิ, "ก"\\nข', '2025-02-15', 12345678901234567890.10, '2025-02-15T01:00:00Z'), (2, null, null, null, null)`);
  await admin.query(`create view ${quotedSchema}.v as select 1 as one`);
});
afterAll(async () => {
  await admin.query(`drop schema if exists ${quotedSchema} cascade`);
  await admin.end();
});

it('reads a table as CSV whatever its names hold', async () => {
  const ctx = keepInMemory();
  const result = await connector.fetch(table('ข้าว "ดี"'), ctx);
  expect(ctx.kept[0]?.toString()).toBe('id,ชื่อ,d,n,at\n1,"มะลิ, ""ก""\nข",2025-02-15,12345678901234567890.10,2025-02-15 08:00:00+07\n2,,,,\n');
  expect(result).toMatchObject({ kind: 'fetched', name: 'ข้าว "ดี".csv', scope: 'all', sourceRows: 2 });
  if (result.kind === 'fetched') expect(await connector.fetch(table('ข้าว "ดี"'), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
});

it('reads views and queries, comments and semicolons included', async () => {
  for (const config of [table('v'), query('select 1 as one;'), query('-- a\n/* b */ with x as (select 1 as one) select * from x -- end'), query("select 1 as one where 'a;b)' <> ''")]) {
    const ctx = keepInMemory();
    await connector.fetch(config, ctx);
    expect(ctx.kept[0]?.toString()).toBe('one\n1\n');
  }
});

it.each([
  ['delete from x', 'query-not-select'], ['copy x to program \'id\'', 'query-not-select'], ['select 1; drop table x', 'query-refused'], ["select 1) to program 'id' --", 'query-refused'], ['select 1) to stdout; commit; create table evil(); copy (select 1', 'query-refused'],
  ['with d as (delete from pg_class returning 1) select * from d', 'query-refused'], ["select set_config('transaction_read_only', 'off', true), nextval('none')", 'table-missing'], ['select nothing from nowhere', 'table-missing'], ['select 1/0', 'query-refused'], ['analyze select 1', 'query-not-select'], ['selec 1', 'query-not-select'],
])('refuses %s', async (text, name) => {
  const ctx = keepInMemory();
  await expect(connector.fetch(query(text), ctx)).rejects.toThrow(code(name, 'config'));
  expect(ctx.kept).toEqual([]);
});

it('writes nothing though the role could', async () => {
  await admin.query(`create or replace function ${quotedSchema}.writes() returns int language sql as 'create table ${quotedSchema}.evil (); select 1'`);
  await expect(connector.fetch(query(`select ${quotedSchema}.writes()`), keepInMemory())).rejects.toThrow(code('query-refused', 'config'));
});

it('names a wrong password, a missing database, a missing table and an internal host', async () => {
  await expect(connector.fetch({ ...table('v'), database: 'nowhere' }, keepInMemory())).rejects.toThrow(code('login-refused', 'config'));
  await expect(connector.fetch({ ...table('v'), user: 'nobody' }, keepInMemory())).rejects.toThrow(code('login-refused', 'config'));
  await expect(connector.fetch(table('gone'), keepInMemory())).rejects.toThrow(code('table-missing', 'config'));
  await expect(openPostgresConnector({ rules: { allow: [] } }).fetch({ ...table('v'), host: '127.0.0.1' }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.host-refused' }));
  await expect(connector.fetch({ ...table('v'), port: 1 }, keepInMemory())).rejects.toThrow(code('database-unreachable', 'transient'));
});

it('gives up on a query that takes too long', async () => {
  await expect(connector.fetch({ ...query('select pg_sleep(20)'), timeoutMinutes: 0.005 }, keepInMemory())).rejects.toThrow(code('query-too-slow', 'transient'));
});

describe('asked for what is new', () => {
  const bounded = (column: string, after: string | null) => ({ ...keepInMemory(), bounds: { column, after } });
  beforeAll(async () => {
    await admin.query(`create table ${quotedSchema}.news (id bigint primary key, at timestamptz, d date, n numeric, "รหัส" text, f float8)`);
    await admin.query(`insert into ${quotedSchema}.news values (1, '2025-01-01T00:00:00Z', '2025-01-01', 0.1, 'a', 1), (9223372036854775806, '2025-01-02T03:00:00.5Z', '2025-01-02', 12345678901234567890.10, 'ก''\\', 2), (9223372036854775807, null, null, null, 'ข', 3)`);
  });

  it.each([
    ['id', '9223372036854775806', [3], '9223372036854775807'], ['id', null, [1, 2, 3], '9223372036854775807'], ['id', '9223372036854775807', [], null], ['at', '2025-01-01 07:00:00+07', [2], '2025-01-02 10:00:00.5+07'], ['at', '2025-01-01T00:00:00Z', [2], '2025-01-02 10:00:00.5+07'],
    ['d', '2025-01-01', [2], '2025-01-02'], ['n', '0.10', [2], '12345678901234567890.10'], ['รหัส', 'a', [2, 3], 'ข'], ['รหัส', "' or true -- ", [1, 2, 3], 'ข'],
  ])('gives the rows whose %s lies behind %s', async (column, after, rows, cursor) => {
    for (const config of [table('news'), query(`select * from ${quotedSchema}.news -- all`)]) {
      const ctx = bounded(column, after);
      const result = await connector.fetch(config, ctx);
      expect(result).toMatchObject({ kind: 'fetched', scope: after === null ? 'all' : 'part', sourceRows: rows.length, mark: { cursor } });
      expect(ctx.kept[0]?.toString().trim().split('\n').slice(1).map((line) => Number(line.split(',').at(-1))).sort()).toEqual(rows);
    }
  });

  it.each([['f', '1'], ['id', '1 or true'], ['at', "2025-01-01' or '1"], ['d', 'now()'], ['n', '1e5']])('refuses %s after %s', async (column, after) => {
    await expect(connector.fetch(table('news'), bounded(column, after))).rejects.toThrow(code('cursor-refused', 'config'));
  });

  it('names a column that is not there', async () => {
    await expect(connector.fetch(table('news'), bounded('gone" or true --', '1'))).rejects.toThrow(code('table-missing', 'config'));
  });
});

describe('a database that vanishes midway', () => {
  const endless = 'select repeat(generate_series(1, 50000000)::text, 100) as x';

  it('is named when its server ends the session, and nothing is kept', async () => {
    const ctx = keepInMemory();
    const fetching = connector.fetch(query(`${endless} -- ${process.pid}`), ctx);
    fetching.catch(() => undefined);
    await expect.poll(() => ctx.progress.length).toBeGreaterThan(3);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'saphan' and query like $1 and pid <> pg_backend_pid()", [`%generate_series%-- ${process.pid}%`]);
    await expect(fetching).rejects.toThrow(code('database-vanished', 'transient'));
    expect(ctx.kept).toEqual([]);
  });

  it('is named when the line is cut, and when it falls silent', async () => {
    const line = await openCutLine(base.port, base.host);
    const { port } = line;
    const cut = keepInMemory();
    const first = connector.fetch({ ...query(endless), host: '127.0.0.1', port }, cut);
    first.catch(() => undefined);
    await expect.poll(() => cut.progress.length).toBeGreaterThan(3);
    line.cut();
    await expect(first).rejects.toThrow(code('database-vanished', 'transient'));
    const silent = keepInMemory();
    const second = openPostgresConnector({ ...local, limits: { idleMs: 300 } }).fetch({ ...query(endless), host: '127.0.0.1', port }, silent);
    second.catch(() => undefined);
    await expect.poll(() => silent.progress.length).toBeGreaterThan(3);
    line.mute();
    await expect(second).rejects.toThrow(expect.objectContaining({ code: 'kernel.timed-out', retry: 'transient' }));
    expect([cut.kept, silent.kept]).toEqual([[], []]);
    line.close();
  });
});

it('stops on request, and stops the statement at the server', async () => {
  const running = () => admin.query('select pid from pg_stat_activity where query like $1 and pid <> pg_backend_pid() and state = $2', [`%-- stop ${process.pid}%`, 'active']).then(({ rows }) => rows.length);
  const controller = new AbortController();
  const fetching = connector.fetch(query(`select pg_sleep(600) -- stop ${process.pid}`), keepInMemory(undefined, controller.signal));
  fetching.catch(() => undefined);
  await expect.poll(running).toBe(1);
  controller.abort();
  await expect(fetching).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
  await expect.poll(running).toBe(0);
});

it('tests step by step and describes itself without the password', async () => {
  expect(await connector.test(table('v'), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true }, { ok: true }] });
  expect(await connector.test(table('gone'), keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: true }, { ok: false, en: expect.stringContaining('gone') }] });
  expect(connector.describe(table('v'))).toBe(`${base.host}:${base.port}/${base.database} · ${schema}.v`);
});

describe('a database whose certificate is not trusted', () => {
  const expired = selfSignedExpired('localhost');
  it.each([['unknown', selfSigned('localhost'), {}], ['expired', expired, { ca: expired.certificate }]])('is not asked again until somebody settles it: %s', async (_why, { key, certificate }, trusted) => {
    const stranger = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => { socket.write('S'); new TLSSocket(socket, { isServer: true, key, cert: certificate }).on('error', () => undefined); });
    });
    await new Promise<void>((resolve) => { stranger.listen(0, '127.0.0.1', resolve); });
    const at: PostgresConfig = { ...table('v'), host: 'localhost', port: (stranger.address() as AddressInfo).port, tls: 'verify', ...trusted };
    await expect(connector.fetch(at, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    expect((await connector.test(at, keepInMemory())).ok).toBe(false);
    stranger.close();
  });
  it('nor one that has no TLS at all', async () => {
    await expect(connector.fetch({ ...table('v'), tls: 'require' }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
  });
});
