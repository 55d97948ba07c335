import type { PartitionAsked } from '#modules/linkage/index.ts';
import { Connection, Request } from 'tedious';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '#kernel/testing/certificate.ts';
import { X509Certificate } from 'node:crypto';
import { openCutLine } from '../testing/cut-line.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { openMssqlConnector } from './mssql-connector.ts';
import type { MssqlConfig } from './mssql-config.ts';
import { openTdsServer, type TdsScript, type TdsServer, type TestAnswer } from './testing/tds-server.ts';
import * as tds from './testing/tds-tokens.ts';

const { type, columns, row, sparseRow, done, error } = tds;
const local = { rules: { allow: ['127.0.0.1', 'localhost'] } };
const connector = openMssqlConnector(local);
const open: (() => void)[] = [];
afterEach(() => { for (const close of open.splice(0)) close(); });

/** A server whose database allows snapshots, and that answers statements as `answer` says. */
async function serve(answer: (sql: string, ...rest: Parameters<TdsScript['answer']> extends [string, ...infer More] ? More : never) => TestAnswer | null, more: Partial<TdsScript> & { snapshot?: string; versioned?: string } = {}, how?: Parameters<typeof openTdsServer>[1]): Promise<TdsServer> {
  const states: [string, tds.TestType][] = [['a', type.intN(1)], ['b', type.bitN]];
  const moment = () => Buffer.concat([columns(...states), row([type.intN(1), type.bitN], [Number(more.snapshot ?? 1), more.versioned === '1']), done(1)]);
  const server = await openTdsServer({ ...more, answer: (sql, line) => (/sys\.databases/.test(sql) ? moment() : /serverproperty/.test(sql) ? list('v', type.nvarchar(50), ['16.0 Developer']) : answer(sql, line)) }, how);
  open.push(server.close);
  return server;
}
const list = (name: string, of: tds.TestType, values: readonly unknown[]) => Buffer.concat([columns([name, of]), ...values.map((value) => row([of], [value])), done(values.length)]);
const base = (server: Pick<TdsServer, 'port' | 'certificate'>) => ({ host: 'localhost', port: server.port, database: 'farm', user: 'saphan', password: 'sealed:ลับ', ca: server.certificate });
const table = (server: TdsServer, name = 'ข้าว ]ดี'): MssqlConfig => ({ ...base(server), table: name });
const query = (server: TdsServer, text = 'select x from endless'): MssqlConfig => ({ ...base(server), query: text });

const every: [string, tds.TestType, unknown, string][] = [
  ['id', type.int, 1, '1'], ['ชื่อ, ไทย', type.nvarchar(50), 'มะลิ, "ก"\nข😀', '"มะลิ, ""ก""\nข😀"'], ['v', type.varcharThai(20), 'น้ำ a', 'น้ำ a'], ['u', type.varcharUtf8(20), 'ป่า', 'ป่า'],
  ['tiny', type.intN(1), 255, '255'], ['small', type.intN(2), -32_768, '-32768'], ['big', type.intN(8), -9_223_372_036_854_775_808n, '-9223372036854775808'], ['ok', type.bitN, true, '1'],
  ['n38', type.decimal(38, 10), '-1234567890123456789012345678.0123456789', '-1234567890123456789012345678.0123456789'], ['n9', type.decimal(9, 2), '0.05', '0.05'], ['n19', type.decimal(19, 0), '9999999999999999999', '9999999999999999999'],
  ['price', type.money, '-922337203685477.5808', '-922337203685477.5808'], ['f', type.float, 0.1, '0.1'], ['r', type.real, Math.fround(0.1), '0.1'],
  ['d', type.date, '2568-02-28', '2568-02-28'], ['t', type.time(7), '23:59:59.9999999', '23:59:59.9999999'], ['at', type.datetime2(7), '2025-02-15 08:00:00.1200000', '2025-02-15 08:00:00.12'], ['at0', type.datetime2(0), '0001-01-01 00:00:00', '0001-01-01 00:00:00'],
  ['zone', type.datetimeOffset(3), ['2025-02-14 20:30:00.500', 420], '2025-02-15 03:30:00.5+07:00'], ['west', type.datetimeOffset(0), ['2025-02-15 01:00:00', -570], '2025-02-14 15:30:00-09:30'],
  ['old', type.datetime, ['1899-12-31', 1], '1899-12-31 00:00:00.003'], ['older', type.smalldatetime, ['2025-02-15', 481], '2025-02-15 08:01:00'],
  ['guid', type.guid, '33221100554477668899aabbccddeeff', '00112233-4455-6677-8899-AABBCCDDEEFF'], ['b', type.varbinary(10), '00ff', '00FF'], ['xml', type.xml, '<ก>ข</ก>', '<ก>ข</ก>'],
  ['long', type.nvarcharMax, 'ยาว'.repeat(3000), 'ยาว'.repeat(3000)], ['note', type.ntext, 'บันทึก', 'บันทึก'], ['rv', type.rowversion, '00000000000007d1', '00000000000007D1'],
];
const types = every.map(([, each]) => each);
const nullable = every.map(([, each], i) => (i === 0 ? 2 : each === type.nvarcharMax ? '' : null));
const everyType = () => Buffer.concat([columns(...every.map(([name, each]) => [name, each] as [string, tds.TestType])), row(types, every.map(([, , value]) => value)), sparseRow(types, nullable), tds.info('done'), done(2)]);

describe('rows of every type', () => {
  it('become exact text, in a snapshot, with read-only intent', async () => {
    const server = await serve((sql) => (sql.startsWith('select top (0) *') ? Buffer.concat([columns(...every.map(([name, each]) => [name, each] as [string, tds.TestType])), done(0)]) : /^select \* from \[dbo\]\.\[ข้าว \]\]ดี\]$/.test(sql) ? everyType() : null));
    const ctx = keepInMemory();
    const result = await connector.fetch(table(server), ctx);
    const [header, ...lines] = ctx.kept[0]!.toString().split('\n');
    expect(header).toBe(every.map(([name]) => (name.includes(',') ? `"${name}"` : name)).join(','));
    expect(lines.join('\n')).toBe(`${every.map(([, , , text]) => text).join(',')}\n${nullable.map((value) => (value === null ? '' : value === '' ? '""' : String(value))).join(',')}\n`);
    expect(result).toMatchObject({ kind: 'fetched', name: 'ข้าว ]ดี.csv', scope: 'all', sourceRows: 2 });
    if (result.kind === 'fetched') expect(await connector.fetch(table(server), keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
    expect(server.signIns[0]).toEqual({ user: 'saphan', password: 'ลับ', database: 'farm', program: 'saphan', readOnly: true });
    expect(server.statements).toContain('set transaction isolation level snapshot; begin transaction');
    await expect.poll(() => server.open()).toBe(0);
  });

  it('are written by the test server as the driver reads them too', async () => {
    const server = await serve(() => everyType());
    const connection = new Connection({ server: 'localhost', authentication: { type: 'default', options: { userName: 'a', password: 'b' } }, options: { port: server.port, trustServerCertificate: true } });
    const rows = await new Promise<unknown[][]>((resolve, reject) => {
      const found: unknown[][] = [];
      connection.connect((failure) => {
        if (failure) return reject(failure);
        const request = new Request('select', (refusal) => (refusal ? reject(refusal) : resolve(found)));
        request.on('row', (cells: { value: unknown }[]) => { found.push(cells.map(({ value }) => value)); });
        connection.execSqlBatch(request);
      });
    }).finally(() => connection.close());
    const seen = new Map(every.map(([name], i) => [name, rows[0]?.[i]]));
    expect(rows[1]?.slice(1).filter((value) => value !== null)).toEqual(['']);
    expect(['id', 'ชื่อ, ไทย', 'v', 'u', 'big', 'ok', 'n9', 'f', 'guid', 'xml', 'note'].map((name) => seen.get(name))).toEqual([1, 'มะลิ, "ก"\nข😀', 'น้ำ a', 'ป่า', '-9223372036854775808', true, 0.05, 0.1, '00112233-4455-6677-8899-AABBCCDDEEFF', '<ก>ข</ก>', 'บันทึก']);
    expect(['d', 'at', 'zone', 'west', 'old', 'older'].map((name) => (seen.get(name) as Date).toISOString())).toEqual(['2568-02-28T00:00:00.000Z', '2025-02-15T08:00:00.120Z', '2025-02-14T20:30:00.500Z', '2025-02-15T01:00:00.000Z', '1899-12-31T00:00:00.003Z', '2025-02-15T08:01:00.000Z']);
    // What the driver loses, and why its reader of rows is not used.
    expect(BigInt(seen.get('n38') as number)).not.toBe(-1234567890123456789012345678n);
  });

  it('name a column that has no text, and read places of a table as WKT', async () => {
    const server = await serve((sql) => (sql.includes('top (0)') || sql.includes('variant') ? Buffer.concat([columns(['id', type.int], ['จุด', type.udt('geography')]), done(0)])
      : sql === 'select [id], [จุด].STAsText() as [จุด] from [dbo].[plots]' ? Buffer.concat([columns(['id', type.int], ['จุด', type.nvarcharMax]), row([type.int, type.nvarcharMax], [1, 'POINT (100 13)']), done(1)]) : null));
    const ctx = keepInMemory();
    await connector.fetch(table(server, 'plots'), ctx);
    expect(ctx.kept[0]?.toString()).toBe('id,จุด\n1,POINT (100 13)\n');
    await expect(connector.fetch(query(server, 'select variant'), keepInMemory())).rejects.toThrow(code('column-unreadable', 'config'));
  });
});

it.each([
  [18456, 'login-refused', 'config'], [18486, 'account-locked', 'config'], [18488, 'account-locked', 'config'], [4060, 'service-missing', 'config'], [18461, 'database-unreachable', 'transient'], [976, 'database-unreachable', 'transient'], [17892, 'login-refused', 'config'],
] as const)('names a sign-in that is refused with %i', async (number, name, retry) => {
  const server = await serve(() => null, { signIn: () => Buffer.concat([error(number, "Login failed for user 'saphan'."), done(undefined, 2)]) });
  await expect(connector.fetch(table(server), keepInMemory())).rejects.toThrow(code(name, retry));
  expect(await connector.test(table(server), keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: false, en: expect.stringContaining("Login failed for user 'saphan'.") }] });
});

it.each([
  [208, 'table-missing', 'config'], [229, 'rights-missing', 'config'], [916, 'rights-missing', 'config'], [102, 'query-refused', 'config'], [1205, 'read-interrupted', 'transient'], [1222, 'read-interrupted', 'transient'], [3961, 'snapshot-lost', 'transient'], [596, 'database-vanished', 'transient'], [8134, 'query-refused', 'config'],
] as const)('names error %i, also behind rows that came already', async (number, name, retry) => {
  const rows = [columns(['x', type.int]), ...Array.from({ length: 5000 }, (_each, i) => row([type.int], [i]))];
  const server = await serve((sql) => (sql.includes('early') ? Buffer.concat([error(number, 'ข้อความของเครื่อง'), done(undefined, 2)]) : Buffer.concat([...rows, error(number, 'ข้อความของเครื่อง'), done(undefined, 2)])));
  for (const text of ['select early', 'select late']) {
    const ctx = keepInMemory();
    const refused = connector.fetch(query(server, text), ctx);
    await expect(refused).rejects.toThrow(code(name, retry));
    await expect(refused).rejects.toThrow(expect.objectContaining({ fields: expect.objectContaining({ detailEn: 'ข้อความของเครื่อง', number }) }));
    expect(ctx.kept).toEqual([]);
  }
});

describe('the line', () => {
  const some = () => list('x', type.int, [1]);
  const read = async (config: MssqlConfig) => { const ctx = keepInMemory(); await connector.fetch(config, ctx); return ctx.kept[0]?.toString(); };

  it('is encrypted, and trusts a certificate only for its name and by its authority', async () => {
    const server = await serve(some);
    expect(await read(query(server))).toBe('x\n1\n');
    await expect(connector.fetch({ ...query(server), ca: undefined }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    await expect(connector.fetch({ ...query(server), host: '127.0.0.1' }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    expect(server.signIns).toHaveLength(1);
  });

  it('trusts whoever answers only when told so, and says it', async () => {
    const server = await serve(some);
    const config: MssqlConfig = { ...query(server), ca: undefined, host: '127.0.0.1', tls: 'trust' };
    expect(await read(config)).toBe('x\n1\n');
    expect(await connector.test(config, keepInMemory())).toMatchObject({ ok: true, steps: [{}, { en: expect.stringContaining('not verified') }, {}, {}] });
  });

  it('trusts one certificate by its fingerprint, and tells no password to another', async () => {
    const identity = selfSigned('SSL_Self_Signed_Fallback');
    const server = await serve(some, {}, { identity });
    const { fingerprint256 } = new X509Certificate(identity.certificate);
    expect(await read({ ...query(server), ca: undefined, fingerprint: fingerprint256.toLowerCase() })).toBe('x\n1\n');
    const other = connector.fetch({ ...query(server), ca: undefined, fingerprint: fingerprint256.replace(/^../, (two) => (two === '00' ? '01' : '00')) }, keepInMemory());
    await expect(other).rejects.toThrow(code('tls-refused', 'config'));
    await expect(other).rejects.toThrow(expect.objectContaining({ fields: expect.objectContaining({ seen: fingerprint256 }) }));
    expect(server.signIns).toHaveLength(1);
  });

  it('is encrypted from its first byte where that is asked for', async () => {
    const server = await serve(some, {}, { strict: true });
    expect(await read({ ...query(server), tls: 'strict' })).toBe('x\n1\n');
    await expect(connector.fetch({ ...query(server), tls: 'strict', ca: undefined }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    expect(server.signIns).toHaveLength(1);
  });

  it('follows to a replica, but not to a host that may not be reached', async () => {
    const identity = selfSigned('localhost');
    const replica = await serve(some, {}, { identity });
    const here = await serve(some, { signIn: () => Buffer.concat([tds.signedIn(), tds.routed('localhost', replica.port), done()]) }, { identity });
    expect(await read(query(here))).toBe('x\n1\n');
    expect([here.statements, replica.statements.length > 0]).toEqual([[], true]);
    const away = await serve(some, { signIn: () => Buffer.concat([tds.signedIn(), tds.routed('10.9.8.7', replica.port), done()]) });
    await expect(connector.fetch(query(away), keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.host-refused' }));
  });

  it('names a host that is internal, and one where nobody answers', async () => {
    const server = await serve(some);
    await expect(openMssqlConnector({ rules: { allow: [] } }).fetch(query(server), keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.host-refused' }));
    await expect(connector.fetch({ ...query(server), port: 1 }, keepInMemory())).rejects.toThrow(code('database-unreachable', 'transient'));
  });
});

describe('a long answer', () => {
  const wide = type.nvarchar(400);
  function* endless(count = 1_000_000, each = 100): Generator<Buffer> {
    yield columns(['x', wide]);
    const piece = Buffer.concat(Array.from({ length: each }, () => row([wide], ['ข้าว'.repeat(50)])));
    for (let i = 0; i < count; i += 1) yield piece;
    yield done(count * each);
  }

  it('is held at its source while nobody takes it', async () => {
    const server = await serve(() => endless());
    let release: (() => void) | null = null;
    const ctx = keepInMemory();
    const fetching = connector.fetch(query(server), { ...ctx, store: async (stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      const first = await iterator.next();
      await new Promise<void>((resolve) => { release = resolve; });
      stream.destroy();
      return { rawKey: 'raw/x', sha256: 'x', bytes: (first.value as Buffer).length };
    } });
    let before = -1;
    await expect.poll(() => { const same = server.sent() === before && release !== null; before = server.sent(); return same; }, { interval: 200, timeout: 10_000 }).toBe(true);
    expect(server.sent()).toBeLessThan(32 << 20);
    release!();
    expect(await fetching).toMatchObject({ kind: 'fetched', scope: 'part' });
    await expect.poll(() => server.open()).toBe(0);
  });

  it('is refused when it is longer than allowed, or has a row that is', async () => {
    const server = await serve((sql) => (sql.includes('huge') ? Buffer.concat([columns(['x', type.nvarcharMax]), row([type.nvarcharMax], ['ก'.repeat(600_000)]), done(1)]) : endless()));
    await expect(openMssqlConnector({ ...local, limits: { bytes: 3_000_000 } }).fetch(query(server), keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-too-large' }));
    await expect(openMssqlConnector({ ...local, rowBytes: 1 << 20 }).fetch(query(server, 'select huge'), keepInMemory())).rejects.toThrow(code('row-too-large', 'config'));
  });

  it('is named when it is cut, when it falls silent, and when it ends in a token', async () => {
    const server = await serve((sql) => (sql.includes('torn') ? Buffer.concat([columns(['x', wide]), row([wide], ['ข้าว']).subarray(0, 5)]) : sql.includes('short') ? Buffer.concat([columns(['x', wide]), row([wide], ['ข้าว'])]) : endless()));
    const line = await openCutLine(server.port);
    open.push(line.close);
    const cut = keepInMemory();
    const first = connector.fetch({ ...query(server), port: line.port }, cut);
    first.catch(() => undefined);
    await expect.poll(() => cut.progress.length).toBeGreaterThan(3);
    line.cut();
    await expect(first).rejects.toThrow(code('database-vanished', 'transient'));
    const silent = keepInMemory();
    const second = openMssqlConnector({ ...local, limits: { idleMs: 1500 } }).fetch({ ...query(server), port: line.port }, silent);
    second.catch(() => undefined);
    await expect.poll(() => silent.progress.length).toBeGreaterThan(0);
    line.mute();
    await expect(second).rejects.toThrow(expect.objectContaining({ code: 'kernel.timed-out', retry: 'transient' }));
    for (const text of ['select torn', 'select short']) await expect(connector.fetch(query(server, text), keepInMemory())).rejects.toThrow(code('database-vanished', 'transient'));
    expect([cut.kept, silent.kept]).toEqual([[], []]);
  });

  it('is stopped on request, at the server too', async () => {
    const server = await serve(() => endless());
    const controller = new AbortController();
    const ctx = keepInMemory(undefined, controller.signal);
    const fetching = connector.fetch(query(server), ctx);
    fetching.catch(() => undefined);
    await expect.poll(() => ctx.progress.length).toBeGreaterThan(3);
    controller.abort();
    await expect(fetching).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
    await expect.poll(() => server.stopped()).toBe(1);
    await expect.poll(() => server.open()).toBe(0);
    expect(ctx.kept).toEqual([]);
  });

  it('is given up when its first row takes too long', async () => {
    const server = await serve(() => (async function* never() { await new Promise((resolve) => { open.push(() => resolve(null)); }); yield done(); }()));
    await expect(connector.fetch({ ...query(server), timeoutMinutes: 0.005 }, keepInMemory())).rejects.toThrow(code('query-too-slow', 'transient'));
  });

  it('is refused when a statement gives two', async () => {
    const server = await serve(() => Buffer.concat([list('x', type.int, [1]).subarray(0, -13), done(1, 1), list('y', type.int, [2])]));
    await expect(connector.fetch(query(server), keepInMemory())).rejects.toThrow(code('query-not-select', 'config'));
  });
});

describe('asked for what is new', () => {
  const fetchNew = async (of: tds.TestType, column: string, after: string | null, highest: unknown, more?: Parameters<typeof serve>[1], config?: (server: TdsServer) => MssqlConfig) => {
    const server = await serve((sql) => (sql.includes('top (0)') ? Buffer.concat([columns([column, of]), done(0)]) : sql.includes('max(') && highest === null ? Buffer.concat([columns([column, of]), sparseRow([of], [null]), done(1)]) : list(column, of, sql.includes('max(') ? [highest] : [])), more);
    const result = await connector.fetch((config ?? ((each) => table(each, 'news')))(server), { ...keepInMemory(), bounds: { column, after } });
    return { result, said: server.statements.slice(-2) };
  };

  it.each([
    ['int', type.int, '5', 9, '9', '[c] > convert(int, 5)', '[c] <= convert(int, 9)'],
    ['bigint', type.intN(8), '-5', 9_223_372_036_854_775_807n, '9223372036854775807', '[c] > convert(bigint, -5)', '[c] <= convert(bigint, 9223372036854775807)'],
    ['decimal', type.decimal(22, 2), '0.10', '12345678901234567890.10', '12345678901234567890.10', '[c] > 0.10', '[c] <= 12345678901234567890.10'],
    ['date', type.date, '2025-01-01', '2025-01-02', '2025-01-02', "[c] > convert(date, '2025-01-01', 23)", "[c] <= convert(date, '2025-01-02', 23)"],
    ['datetime2', type.datetime2(7), '2025-01-01T00:00:00', '2025-01-02 10:00:00.5000000', '2025-01-02 10:00:00.5', "[c] > convert(datetime2(7), '2025-01-01 00:00:00', 121)", "[c] <= convert(datetime2(7), '2025-01-02 10:00:00.5', 121)"],
    ['datetime', type.datetime, '2025-01-01', ['2025-01-02', 1], '2025-01-02 00:00:00.003', "[c] > convert(datetime, '2025-01-01 00:00:00.000', 121)", "[c] <= convert(datetime, '2025-01-02 00:00:00.003', 121)"],
    ['datetimeoffset', type.datetimeOffset(0), '2025-01-01 07:00:00+07:00', ['2025-01-02 00:00:00', 420], '2025-01-02 07:00:00+07:00', "[c] > convert(datetimeoffset(0), '2025-01-01 07:00:00 +07:00', 121)", "[c] <= convert(datetimeoffset(0), '2025-01-02 07:00:00 +07:00', 121)"],
    ['nvarchar', type.nvarchar(20), "' or 1=1 --", 'ข', 'ข', '[c] > convert(nvarchar(4000), 0x270020006f007200200031003d00310020002d002d00)', '[c] <= convert(nvarchar(4000), 0x020e)'],
  ] as const)('ends with the highest value there was: %s', async (_name, of, after, highest, cursor, behind, upTo) => {
    const { result, said } = await fetchNew(of, 'c', after, highest);
    expect(said).toEqual([`select max([c]) from [dbo].[news] where ${behind}`, `select * from [dbo].[news] where ${behind} and ${upTo}`]);
    expect(result).toMatchObject({ kind: 'fetched', scope: 'part', sourceRows: 0, mark: { cursor } });
  });

  it('takes all at first, rows without a value included', async () => {
    const { result, said } = await fetchNew(type.int, 'c]', null, 9);
    expect(said).toEqual(['select max([c]]]) from [dbo].[news]', 'select * from [dbo].[news] where ([c]]] <= convert(int, 9) or [c]]] is null)']);
    expect(result).toMatchObject({ scope: 'all', mark: { cursor: '9' } });
  });

  it('gives nothing, and keeps no value, when nothing lies behind', async () => {
    const { result, said } = await fetchNew(type.int, 'c', '9', null);
    expect(said[1]).toBe('select * from [dbo].[news] where [c] > convert(int, 9) and 1 = 0');
    expect(result).toMatchObject({ mark: { cursor: null } });
  });

  it('stops a rowversion before transactions that are open', async () => {
    const { result, said } = await fetchNew(type.rowversion, 'c', '00000000000007D0', '00000000000007d1');
    expect(said[0]).toBe('select max([c]) from [dbo].[news] where [c] > convert(binary(8), 0x00000000000007D0) and [c] < min_active_rowversion()');
    expect(result).toMatchObject({ mark: { cursor: '00000000000007D1' } });
  });

  it('reads statements within bounds by standing around them', async () => {
    const { said } = await fetchNew(type.int, 'c', '1', 2, {}, (server) => query(server, 'select c from news -- all;'));
    expect(said[1]).toBe('select * from (select c from news -- all\n) as saphan_source where [c] > convert(int, 1) and [c] <= convert(int, 2)');
  });

  it.each([[type.float, '1'], [type.int, '1 or 1=1'], [type.datetime2(3), "2025-01-01' or '1"], [type.guid, 'x'], [type.rowversion, '7d1'], [type.xml, 'x']])('refuses a column without an order, and values that are none', async (of, after) => {
    await expect(fetchNew(of, 'c', after, null)).rejects.toThrow(code('cursor-refused', 'config'));
  });

  it('refuses a statement that cannot stand inside another', async () => {
    await expect(fetchNew(type.int, 'c', '1', 2, {}, (server) => query(server, 'with x as (select 1 as c) select c from x'))).rejects.toThrow(code('cursor-refused', 'config'));
  });
});

it('sends nothing to the server that is not a reading statement', async () => {
  const server = await serve(() => null);
  await expect(connector.fetch(query(server, 'drop table t'), keepInMemory())).rejects.toThrow(code('query-not-select', 'config'));
  expect(server.signIns).toEqual([]);
});

it('tests step by step, says how far it is of one moment, and describes itself without the password', async () => {
  const answer = (sql: string) => (sql.includes('gone') ? Buffer.concat([error(208, "Invalid object name 'gone'."), done(undefined, 2)]) : list('x', type.int, [1]));
  const words = async (snapshot: string, versioned: string) => (await connector.test(table(await serve(answer, { snapshot, versioned }), 'news'), keepInMemory())).steps.map(({ en }) => en)[2];
  expect([await words('1', '0'), await words('0', '1'), await words('0', '0')]).toEqual([expect.stringContaining('all of it is of one moment'), expect.stringContaining('each statement'), expect.stringContaining('allow_snapshot_isolation')]);
  const server = await serve(answer);
  expect(await connector.test(query(server, 'select x from t order by x'), keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: 'Sign in: 16.0 Developer' }, { ok: true }, { ok: true }] });
  expect(server.statements.slice(-2)).toEqual(['set rowcount 1', 'select x from t order by x']);
  expect(await connector.test(table(server, 'gone'), keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: true }, { ok: true }, { ok: false, en: expect.stringContaining('gone') }] });
  expect(connector.describe(table(server, 'news'))).toBe(`localhost:${server.port}/farm · dbo.news`);
});

describe('asked for one partition', () => {
  const month = { by: 'month', id: '2025-02', span: { from: '2025-02-01', before: '2025-03-01' } } as const;
  const fetchPart = async (of: tds.TestType, asked: Pick<PartitionAsked, 'by' | 'id' | 'span'>, config?: (server: TdsServer) => MssqlConfig) => {
    const server = await serve((sql) => (sql.includes('top (0)') ? Buffer.concat([columns(['c', of]), done(0)]) : list('c', of, [])));
    const result = await connector.fetch((config ?? ((each) => table(each, 'news')))(server), { ...keepInMemory(), partition: { ...asked, column: 'c' } });
    return { result, said: server.statements.at(-1) };
  };
  it.each([
    ['days', type.date, month, "[c] >= convert(date, '2025-02-01', 23) and [c] < convert(date, '2025-03-01', 23)"],
    ['moments', type.datetime2(3), month, "[c] >= convert(datetime2(3), '2025-02-01', 121) and [c] < convert(datetime2(3), '2025-03-01', 121)"],
    ['a value', type.nvarchar(20), { by: 'value', id: 'ข', span: null }, '[c] = convert(nvarchar(4000), 0x020e)'],
  ] as const)('gives all of it and nothing else: %s', async (_name, of, asked, within) => {
    const { result, said } = await fetchPart(of, asked);
    expect(said).toBe(`select * from [dbo].[news] where ${within}`);
    expect(result).toMatchObject({ kind: 'fetched', scope: 'all' });
  });
  it('refuses dates kept as text, and statements that cannot stand inside another', async () => {
    await expect(fetchPart(type.nvarchar(20), month)).rejects.toThrow(code('partition-refused', 'config'));
    await expect(fetchPart(type.date, { by: 'value', id: '2025-02-01', span: null })).rejects.toThrow(code('partition-refused', 'config'));
    await expect(fetchPart(type.date, month, (server) => query(server, 'with x as (select 1 as c) select c from x'))).rejects.toThrow(code('partition-refused', 'config'));
  });
});
