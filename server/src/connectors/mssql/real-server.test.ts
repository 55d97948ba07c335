import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import type { MssqlConfig } from './mssql-config.ts';
import { openMssqlConnector } from './mssql-connector.ts';
import { connectMssql, type MssqlSession } from './session.ts';

const url = process.env['SAPHAN_TEST_MSSQL_URL'];

describe.skipIf(!url)(`a real SQL Server${url ? '' : ': SAPHAN_TEST_MSSQL_URL names none'}`, () => {
  const at = new URL(url ?? 'mssql://a:b@missing/c');
  const rules = { allow: [at.hostname] };
  const connector = openMssqlConnector({ rules });
  const login = { host: at.hostname, port: Number(at.port || 1433), database: at.pathname.slice(1), user: decodeURIComponent(at.username), password: decodeURIComponent(at.password) };
  const base = { ...login, password: `sealed:${login.password}`, tls: 'trust' as const };
  const name = `saphan ทดสอบ ] ${process.pid}`;
  const quoted = `[${name.replaceAll(']', ']]')}]`;
  const table: MssqlConfig = { ...base, table: name };
  let admin: MssqlSession;
  const text = async (config: MssqlConfig, bounds?: { column: string; after: string | null }) => {
    const ctx = keepInMemory();
    const result = await connector.fetch(config, { ...ctx, bounds });
    return { text: ctx.kept[0]?.toString(), result };
  };

  beforeAll(async () => {
    admin = await connectMssql({ ...login, encryption: 'trust' }, rules);
    await admin.run(`create table ${quoted} (id int primary key, ชื่อ nvarchar(50), v varchar(20) collate Thai_CI_AS, n decimal(38, 10), m money, d date, at datetime2(7), old datetime, zone datetimeoffset(3), ok bit, g uniqueidentifier, b varbinary(10), x xml, geo geography, long nvarchar(max), f float, rv rowversion)`);
    await admin.run(`insert into ${quoted} (id, ชื่อ, v, n, m, d, at, old, zone, ok, g, b, x, geo, long, f) values (1, N'มะลิ, "ก"' + nchar(10) + N'ข', N'น้ำ', -1234567890123456789012345678.0123456789, -922337203685477.5808, '2568-02-28', '2025-02-15 08:00:00.1200000', '1899-12-31 00:00:00.003', '2025-02-15 03:30:00.500 +07:00', 1, '00112233-4455-6677-8899-AABBCCDDEEFF', 0x00ff, N'<ก>ข</ก>', geography::Point(13, 100, 4326), replicate(cast(N'ย' as nvarchar(max)), 10000), 0.1), (2, N'', null, null, null, null, null, null, null, null, null, null, null, null, null, null)`);
  });
  afterAll(async () => {
    await admin?.run(`drop table ${quoted}`);
    admin?.cut();
  });

  it('is read as exact text, and unchanged when it is', async () => {
    const { text: csv, result } = await text(table);
    expect(csv?.replace(/,[0-9A-F]{16}$/gm, '')).toBe(`id,ชื่อ,v,n,m,d,at,old,zone,ok,g,b,x,geo,long,f,rv\n1,"มะลิ, ""ก""\nข",น้ำ,-1234567890123456789012345678.0123456789,-922337203685477.5808,2568-02-28,2025-02-15 08:00:00.12,1899-12-31 00:00:00.003,2025-02-15 03:30:00.5+07:00,1,00112233-4455-6677-8899-AABBCCDDEEFF,00FF,<ก>ข</ก>,POINT (100 13),${'ย'.repeat(10_000)},0.1\n2,"",,,,,,,,,,,,,,\n`);
    expect(result).toMatchObject({ kind: 'fetched', sourceRows: 2, scope: 'all' });
    if (result.kind === 'fetched') expect(await connector.fetch(table, keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
  });

  it.each([['id', '1'], ['at', '2025-02-14'], ['old', '1800-01-01'], ['d', '2025-01-01'], ['zone', '2025-01-01 00:00:00+07:00'], ['n', '-9999999999999999999999999999.5'], ['m', '-922337203685477.5808'], ['ชื่อ', "' or 1=1 --"], ['rv', '0000000000000000']])('is read within bounds of %s', async (column, after) => {
    const { result } = await text({ ...base, query: `select * from (select id, ชื่อ, n, m, d, at, old, zone, rv from ${quoted}) as t` }, { column, after });
    expect(result).toMatchObject({ kind: 'fetched', scope: 'part', mark: { cursor: expect.anything() } });
  });

  it('names what is wrong', async () => {
    await expect(text({ ...base, table: 'gone' })).rejects.toThrow(code('table-missing', 'config'));
    await expect(text({ ...base, password: 'sealed:wrong', table: 'gone' })).rejects.toThrow(code('login-refused', 'config'));
    await expect(text({ ...base, database: 'nowhere', table: 'gone' })).rejects.toThrow(code('service-missing', 'config'));
    await expect(text({ ...base, query: 'select 1/0 as x' })).rejects.toThrow(code('query-refused', 'config'));
    await expect(text({ ...base, tls: 'verify', table: 'gone' })).rejects.toThrow(code('tls-refused', 'config'));
  });

  it('takes statements of every form, and tests them', async () => {
    for (const query of ['select 1 as one;', '-- a\n/* b */ with x as (select 1 as one) select * from x -- end', "select 1 as one where 'a;b)' <> ''"]) expect((await text({ ...base, query })).text).toBe('one\n1\n');
    expect(await connector.test(table, keepInMemory())).toMatchObject({ ok: true });
    expect(await connector.test({ ...base, query: `select id from ${quoted} order by id` }, keepInMemory())).toMatchObject({ ok: true });
  });

  it('is stopped on request', async () => {
    const controller = new AbortController();
    const ctx = keepInMemory(undefined, controller.signal);
    const fetching = connector.fetch({ ...base, query: 'select a.object_id from sys.all_objects a cross join sys.all_objects b cross join sys.all_objects c' }, ctx);
    fetching.catch(() => undefined);
    await expect.poll(() => ctx.progress.length).toBeGreaterThan(1);
    controller.abort();
    await expect(fetching).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
  });
});
