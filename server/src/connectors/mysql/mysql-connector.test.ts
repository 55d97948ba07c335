import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCutLine } from '../testing/cut-line.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { startMariaDb, type TestMariaDb } from '../testing/mariadb.ts';
import { findServer, whyNoServer } from '../testing/servers.ts';
import { openMysqlConnector, type MysqlConfig } from './mysql-connector.ts';

const found = findServer('mariadb');
const local = { rules: { allow: ['127.0.0.1', 'localhost'] } };
const connector = openMysqlConnector(local);
const code = (name: string, retry: string) => expect.objectContaining({ code: `connectors.${name}`, retry });
const endless = 'select repeat(seq, 20) as x from seq_1_to_50000000';
let server: TestMariaDb;
let base: Pick<MysqlConfig, 'host' | 'port' | 'database' | 'user' | 'password'>;
const table = (name: string): MysqlConfig => ({ ...base, table: name });
const query = (text: string): MysqlConfig => ({ ...base, query: text });
async function textOf(config: MysqlConfig): Promise<string | undefined> {
  const ctx = keepInMemory();
  await connector.fetch(config, ctx);
  return ctx.kept[0]?.toString();
}

describe.skipIf(!found)(`MariaDB${found ? '' : `: ${whyNoServer('mariadb')}`}`, () => {
  beforeAll(async () => {
    server = await startMariaDb(found!);
    base = { host: '127.0.0.1', port: server.port, database: 'farm', user: 'saphan', password: 'sealed:ลับ' };
    await server.ask(
      'create database farm character set utf8mb4', "create user saphan@'%' identified by 'ลับ'", "grant select, insert on farm.* to saphan@'%'", 'create database closed', 'create table closed.t (id int)', 'use farm',
      "create table `ข้าว \"ดี```  (id int primary key, `ชื่อ, ไทย` text, d date, n decimal(30,2), at datetime(3), ts timestamp null, b blob, f bit(12), ok tinyint(1), u bigint unsigned, e enum('ก','b'))",
      "insert into `ข้าว \"ดี``` values (1, 'มะลิ, \"ก\"\\nข😀', '2025-02-15', 12345678901234567890.10, '2025-02-15 08:00:00.123', '2025-02-15 01:00:00', x'00ff', b'101', 1, 18446744073709551615, 'ก'), (2, '', null, null, null, null, '', null, null, null, null)",
    );
  });
  afterAll(() => server?.stop());

  it('reads a table as CSV whatever its names hold, and says when nothing changed', async () => {
    await server.ask("set global time_zone = '+00:00'", "update farm.`ข้าว \"ดี``` set ts = '2025-02-15 01:00:00' where id = 1");
    const ctx = keepInMemory();
    const result = await connector.fetch(table('ข้าว "ดี`'), ctx);
    expect(ctx.kept[0]?.toString()).toBe([
      'id,"ชื่อ, ไทย",d,n,at,ts,b,f,ok,u,e',
      '1,"มะลิ, ""ก""\nข😀",2025-02-15,12345678901234567890.10,2025-02-15 08:00:00.123,2025-02-15 08:00:00,00FF,5,1,18446744073709551615,ก',
      '2,"",,,,,"",,,,', '',
    ].join('\n'));
    expect(result).toMatchObject({ kind: 'fetched', name: 'ข้าว "ดี`.csv', scope: 'all', sourceRows: 2 });
    if (result.kind === 'fetched') expect(await connector.fetch(table('ข้าว "ดี`'), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
  });

  it('reads Thai letters from columns of other encodings, also where the declaration is wrong', async () => {
    await server.ask(
      'use farm', 'create table old (a varchar(20) character set tis620, b varchar(20) character set latin1, c varchar(20) character set latin1)',
      "insert into old values ('กขค', unhex('A1A2A4'), 'café')", 'create table older (a varchar(40) character set latin1)', "insert into older values (unhex(hex(convert('น้ำ' using utf8mb4))))",
    );
    expect(await textOf(query('select a, c from old'))).toBe('a,c\nกขค,café\n');
    expect(await textOf({ ...base, table: 'old', latin1Holds: 'tis-620' })).toMatch(/^a,b,c\nกขค,กขค,/);
    expect(await textOf({ ...base, table: 'older', latin1Holds: 'utf-8' })).toBe('a\nน้ำ\n');
  });

  it('leaves dates that are none as they are, or takes them as nothing', async () => {
    await server.ask('use farm', "set sql_mode = ''", 'create table zero (d date, t datetime)', "insert into zero values ('0000-00-00', '0000-00-00 00:00:00'), ('2568-02-28', '2025-01-01')");
    expect(await textOf(table('zero'))).toBe('d,t\n0000-00-00,0000-00-00 00:00:00\n2568-02-28,2025-01-01 00:00:00\n');
    expect(await textOf({ ...base, table: 'zero', zeroDates: 'null' })).toBe('d,t\n,\n2568-02-28,2025-01-01 00:00:00\n');
  });

  it('reads statements, comments and semicolons included', async () => {
    for (const text of ['select 1 as one;', '-- a\n/* b */ with x as (select 1 as one) select * from x -- end', "select 1 as one where 'a;b)' <> ''", '# a\n(select 1 as one)']) expect(await textOf(query(text))).toBe('one\n1\n');
  });

  it.each([
    ['delete from zero', 'query-not-select'], ["select 1 into outfile '/tmp/saphan-x'", 'query-not-select'], ["select 1 /*!50000 into outfile '/tmp/saphan-x' */", 'query-not-select'], ['select 1 into @x', 'query-not-select'],
    ['select 1; drop table zero', 'query-refused'], ['selec 1', 'query-not-select'], ['select selec from', 'query-refused'], ['select * from gone', 'table-missing'], ['select gone from zero', 'table-missing'], ['select * from closed.t', 'query-refused'],
    ['show tables', 'query-not-select'], ['/*!50000 drop table zero */', 'query-not-select'], ['call anything()', 'query-not-select'], ['select writes()', 'query-refused'],
  ])('refuses %s', async (text, name) => {
    await server.ask('use farm', 'create or replace function writes() returns int modifies sql data begin insert into zero values (null, null); return 1; end', "grant execute on farm.* to saphan@'%'", "grant file on *.* to saphan@'%'");
    const ctx = keepInMemory();
    await expect(connector.fetch(query(text), ctx)).rejects.toThrow(code(name, 'config'));
    expect(ctx.kept).toEqual([]);
  });

  it('names a wrong password, a locked account, a missing database, a missing table and an internal host', async () => {
    await server.ask("create user locked@'%' identified by 'x' account lock");
    await expect(connector.fetch({ ...table('zero'), password: 'sealed:wrong' }, keepInMemory())).rejects.toThrow(code('login-refused', 'config'));
    await expect(connector.fetch({ ...table('zero'), user: 'locked', password: 'sealed:x' }, keepInMemory())).rejects.toThrow(code('login-refused', 'config'));
    await expect(connector.fetch({ ...table('zero'), database: 'nowhere' }, keepInMemory())).rejects.toThrow(code('login-refused', 'config'));
    await expect(connector.fetch(table('gone'), keepInMemory())).rejects.toThrow(code('table-missing', 'config'));
    await expect(openMysqlConnector({ rules: { allow: [] } }).fetch(table('zero'), keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.host-refused' }));
    await expect(connector.fetch({ ...table('zero'), port: 1 }, keepInMemory())).rejects.toThrow(code('database-unreachable', 'transient'));
  });

  it('encrypts the line, and trusts a certificate only for its name and by its authority', async () => {
    const secured = { ...query("select variable_value <> '' as secured from information_schema.session_status where variable_name = 'Ssl_cipher'"), host: 'localhost' };
    expect(await textOf({ ...secured, tls: 'require' })).toBe('secured\n1\n');
    expect(await textOf({ ...secured, tls: 'verify', ca: server.certificate })).toBe('secured\n1\n');
    await expect(connector.fetch({ ...secured, tls: 'verify' }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    await expect(connector.fetch({ ...secured, tls: 'verify', host: '127.0.0.1' }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
  });

  describe('asked for what is new', () => {
    const bounded = (column: string, after: string | null) => ({ ...keepInMemory(), bounds: { column, after } });
    beforeAll(async () => {
      await server.ask('use farm', 'create table news (id bigint unsigned primary key, at datetime(6), code varchar(20), f double, ts timestamp null)', "insert into news values (1, '2025-01-01', 'a', 1, '2025-01-01'), (18446744073709551614, '2025-01-02 10:00:00.5', 'ก''\\\\', 2, null), (18446744073709551615, null, 'ข', 3, null)");
    });

    it.each([
      ['id', '18446744073709551614', '18446744073709551615\n', '18446744073709551615', 1], ['id', null, '1\n18446744073709551614\n18446744073709551615\n', '18446744073709551615', 3], ['id', '18446744073709551615', '', null, 0],
      ['at', '2025-01-01 00:00:00.000000', '18446744073709551614\n', '2025-01-02 10:00:00.500000', 1], ['at', '2025-01-01T00:00:00', '18446744073709551614\n', '2025-01-02 10:00:00.500000', 1],
      ['code', "ก'\\", '18446744073709551615\n', 'ข', 1], ['code', "' or 1=1 -- ", '1\n18446744073709551614\n18446744073709551615\n', 'ข', 3],
    ])('gives the rows whose %s lies behind %s', async (column, after, rows, cursor, sourceRows) => {
      for (const config of [table('news'), query('select * from news')]) {
        const ctx = bounded(column, after);
        const result = await connector.fetch(config, ctx);
        expect(result).toMatchObject({ kind: 'fetched', scope: after === null ? 'all' : 'part', sourceRows, mark: { cursor } });
        expect(ctx.kept[0]?.toString().replaceAll(/,.*/g, '')).toBe(`id\n${rows}`);
      }
    });

    it.each([['f', '1'], ['id', '1 or 1=1'], ['at', "2025-01-01' or '1"]])('refuses %s after %s', async (column, after) => {
      await expect(connector.fetch(table('news'), bounded(column, after))).rejects.toThrow(code('cursor-refused', 'config'));
    });

    it('names a column that is not there', async () => {
      await expect(connector.fetch(table('news'), bounded('gone` or 1', '1'))).rejects.toThrow(code('table-missing', 'config'));
    });
  });

  it('gives up on a statement that takes too long, and on more bytes than are allowed', async () => {
    await expect(connector.fetch({ ...query('select count(*) from seq_1_to_50000000 a, seq_1_to_50000000 b where a.seq + b.seq < 0'), timeoutMinutes: 0.005 }, keepInMemory())).rejects.toThrow(code('query-too-slow', 'transient'));
    const ctx = keepInMemory();
    await expect(openMysqlConnector({ ...local, limits: { bytes: 5_000_000 } }).fetch(query(endless), ctx)).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-too-large' }));
    expect(ctx.kept).toEqual([]);
  });

  const running = (mark: string) => server.ask(`select id from information_schema.processlist where info like '%endless ${mark}%' and id <> connection_id()`);

  it('is named when its server ends the session, and nothing is kept', async () => {
    const ctx = keepInMemory();
    const fetching = connector.fetch(query(`${endless} -- endless kill`), ctx);
    fetching.catch(() => undefined);
    await expect.poll(() => ctx.progress.length).toBeGreaterThan(3);
    const [session] = await running('kill');
    await server.ask(`kill ${session?.['id']}`);
    await expect(fetching).rejects.toThrow(code('database-vanished', 'transient'));
    expect(ctx.kept).toEqual([]);
  });

  it('is named when the line is cut, and when it falls silent', async () => {
    const line = await openCutLine(server.port);
    const { port } = line;
    const cut = keepInMemory();
    const first = connector.fetch({ ...query(endless), port }, cut);
    first.catch(() => undefined);
    await expect.poll(() => cut.progress.length).toBeGreaterThan(3);
    line.cut();
    await expect(first).rejects.toThrow(code('database-vanished', 'transient'));
    const silent = keepInMemory();
    const second = openMysqlConnector({ ...local, limits: { idleMs: 300 } }).fetch({ ...query(endless), port }, silent);
    second.catch(() => undefined);
    await expect.poll(() => silent.progress.length).toBeGreaterThan(3);
    line.mute();
    await expect(second).rejects.toThrow(expect.objectContaining({ code: 'kernel.timed-out', retry: 'transient' }));
    expect([cut.kept, silent.kept]).toEqual([[], []]);
    line.close();
  });

  it('reads a table to its end though it is dropped meanwhile: the drop waits for the snapshot', async () => {
    await server.ask('use farm', 'create table doomed select seq, repeat(\'x\', 200) as x from seq_1_to_30000');
    const ctx = keepInMemory();
    let dropping: Promise<unknown> | null = null;
    const result = await connector.fetch(table('doomed'), { ...ctx, onBytes: () => { dropping ??= server.ask('drop table farm.doomed'); } });
    expect(result).toMatchObject({ kind: 'fetched', sourceRows: 30_000 });
    await dropping;
    await expect(connector.fetch(table('doomed'), keepInMemory())).rejects.toThrow(code('table-missing', 'config'));
  });

  it('hears the server again after rows whose end came while nobody took them', async () => {
    const late = async (stream: AsyncIterable<Buffer>) => {
      await sleep(300);
      let bytes = 0;
      for await (const piece of stream) bytes += piece.length;
      return { rawKey: 'raw/late', sha256: 'late', bytes };
    };
    const cells = (rows: number) => query(`select seq, repeat('x', 92) as x from seq_1_to_${rows}`);
    for (const rows of [20_000, 24_000, 28_000]) expect(await connector.fetch(cells(rows), { ...keepInMemory(), store: late })).toMatchObject({ kind: 'fetched', sourceRows: rows });
  });

  it('is left at the beginning of a very large answer by whoever wants a sample', async () => {
    const beginning = async (stream: AsyncIterable<Buffer>) => {
      for await (const piece of stream) return { rawKey: 'raw/sample', sha256: 'sample', bytes: piece.length };
      throw new Error('nothing came');
    };
    const result = await connector.fetch(query(`${endless} -- endless sample`), { ...keepInMemory(), store: beginning });
    expect(result).toMatchObject({ kind: 'fetched', scope: 'part', sha256: 'sample' });
    await expect.poll(() => running('sample')).toEqual([]);
  });

  it('stops on request, and stops the statement at the server', async () => {
    const controller = new AbortController();
    const ctx = keepInMemory(undefined, controller.signal);
    const fetching = connector.fetch(query('select count(*) from seq_1_to_50000000 a, seq_1_to_50000000 b where a.seq + b.seq < 0 -- endless stop'), ctx);
    fetching.catch(() => undefined);
    await expect.poll(() => running('stop')).toHaveLength(1);
    controller.abort();
    await expect(fetching).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
    await expect.poll(() => running('stop')).toEqual([]);
  });

  it('tests step by step and describes itself without the password', async () => {
    expect(await connector.test(table('news'), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: expect.stringContaining('MariaDB') }, { ok: true }] });
    expect(await connector.test(table('gone'), keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: true }, { ok: false, en: expect.stringContaining('gone') }] });
    expect(connector.describe(table('news'))).toBe(`127.0.0.1:${server.port}/farm · news`);
  });
});
