import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { openLink, type OracleLink } from './link.ts';
import type { OracleConfig } from './oracle-config.ts';
import { openOracleConnector } from './oracle-connector.ts';

const url = process.env['SAPHAN_TEST_ORACLE_URL'];

describe.skipIf(!url)(`a real Oracle database${url ? '' : ': SAPHAN_TEST_ORACLE_URL names none'}`, () => {
  const at = new URL(url ?? 'oracle://a:b@missing/c');
  const rules = { allow: [at.hostname] };
  const connector = openOracleConnector({ rules });
  const login = { host: at.hostname, port: Number(at.port || 1521), database: at.pathname.slice(1), user: decodeURIComponent(at.username), password: decodeURIComponent(at.password) };
  const base = { ...login, password: `sealed:${login.password}` };
  const name = `SAPHAN_${process.pid}`;
  const table: OracleConfig = { ...base, table: name.toLowerCase() };
  let admin: OracleLink;
  const run = (sql: string) => admin.connection.execute(sql, {});
  const text = async (config: OracleConfig, bounds?: { column: string; after: string | null }) => {
    const ctx = keepInMemory();
    const result = await connector.fetch(config, { ...ctx, bounds });
    return { text: ctx.kept[0]?.toString(), result };
  };

  beforeAll(async () => {
    admin = await openLink({ ...login, nameIs: 'service', tls: 'off' }, rules);
    await run(`create table ${name} (id number(19) primary key, "ชื่อ" varchar2(200), n number(38, 10), d date, t timestamp(9), z timestamp with time zone, l timestamp with local time zone, r raw(10), c clob, b blob, f binary_double, i interval day to second)`);
    await run(`insert into ${name} values (1, 'มะลิ, "ก"' || chr(10) || 'ข', -1234567890123456789012345678.0123456789, date '2568-02-28', timestamp '2025-02-15 08:00:00.120000000', timestamp '2025-02-15 08:00:00.5 +07:00', timestamp '2025-02-15 08:00:00 +07:00', hextoraw('00FF'), to_clob('ยาว'), to_blob(hextoraw('0A')), 0.1, interval '1 02:03:04.5' day to second)`);
    await run(`insert into ${name} (id, n, c) values (2, .5, empty_clob())`);
    await run('commit');
    // A table that was made a moment ago lies outside of a read-only moment (ORA-01466).
    await expect.poll(() => connector.test(table, keepInMemory()).then(({ ok }) => ok), { timeout: 15_000 }).toBe(true);
  });
  afterAll(async () => {
    if (admin) await run(`drop table ${name} purge`);
    admin?.cut();
  });

  it('is read as exact text, and unchanged when it is', async () => {
    const { text: csv, result } = await text(table);
    expect(csv).toBe('ID,ชื่อ,N,D,T,Z,L,R,C,B,F,I\n1,"มะลิ, ""ก""\nข",-1234567890123456789012345678.0123456789,2568-02-28 00:00:00,2025-02-15 08:00:00.12,2025-02-15 08:00:00.5+07:00,2025-02-15 08:00:00+07:00,00FF,ยาว,0A,0.1,+01 02:03:04.500000\n2,,0.5,,,,,,"",,,\n');
    expect(result).toMatchObject({ kind: 'fetched', sourceRows: 2, scope: 'all' });
    if (result.kind === 'fetched') expect(await connector.fetch(table, keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
  });

  it.each([['ID', '1', '2'], ['N', '-9999999999999999999999999999.5', '0.5'], ['D', '2025-01-01', '2568-02-28 00:00:00'], ['T', '2025-02-14 08:00:00.1', '2025-02-15 08:00:00.12'], ['Z', '2025-02-14 08:00:00+07:00', '2025-02-15 08:00:00.5+07:00'], ['L', '2025-02-14 08:00:00+07:00', '2025-02-15 08:00:00+07:00'], ['ชื่อ', "' or 1=1 --", 'มะลิ, "ก"\nข']])('is read within bounds of %s', async (column, after, cursor) => {
    for (const config of [table, { ...base, query: `select * from ${name} order by id` }]) expect((await text(config, { column, after })).result).toMatchObject({ kind: 'fetched', scope: 'part', mark: { cursor } });
  });

  it('names what is wrong', async () => {
    await expect(text({ ...base, table: 'gone' })).rejects.toThrow(code('table-missing', 'config'));
    await expect(text({ ...base, password: 'sealed:wrong', table: 'gone' })).rejects.toThrow(code('login-refused', 'config'));
    await expect(text({ ...base, database: 'nowhere', table: 'gone' })).rejects.toThrow(code('service-missing', 'config'));
    await expect(text({ ...base, query: 'select 1/0 as x from dual' })).rejects.toThrow(code('query-refused', 'config'));
    await expect(text({ ...base, query: 'select 1 from dual) saphan_source; drop table x --' })).rejects.toThrow(code('query-refused', 'config'));
  });

  it('takes statements of every form, and tests them', async () => {
    for (const query of ['select 1 as one from dual;', '-- a\n/* b */ with x as (select 1 as one from dual) select * from x -- end', "select 1 as one from dual where 'a;b)' is not null order by 1"]) expect((await text({ ...base, query })).text).toBe('ONE\n1\n');
    expect(await connector.test(table, keepInMemory())).toMatchObject({ ok: true });
  });

  it('is stopped on request', async () => {
    const controller = new AbortController();
    const ctx = keepInMemory(undefined, controller.signal);
    const fetching = connector.fetch({ ...base, query: 'select rpad(to_char(level), 200) as x from dual connect by level <= 50000000' }, ctx);
    fetching.catch(() => undefined);
    await expect.poll(() => ctx.progress.length).toBeGreaterThan(1);
    controller.abort();
    await expect(fetching).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
  });
});
