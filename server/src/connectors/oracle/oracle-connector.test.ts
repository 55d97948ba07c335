import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '#kernel/testing/certificate.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { problemOf as code } from '../testing/problem-of.ts';
import { rowsOfCall } from './read-out.ts';
import { tableName } from './reading.ts';
import { openOracleConnector } from './oracle-connector.ts';
import type { OracleConfig } from './oracle-config.ts';
import { oracleError, playBack, type PlayedAnswer } from './testing/played-back.ts';
import { openTnsListener, type ListenerAnswer } from './testing/tns-listener.ts';

const rules = { allow: ['127.0.0.1', 'localhost'] };
const base = { host: 'localhost', port: 1521, database: 'FARMPDB', user: 'saphan', password: 'sealed:ลับ' };
const table: OracleConfig = { ...base, schema: 'kaset', table: 'plots' };
const query = (text: string): OracleConfig => ({ ...base, query: text });
const open: (() => void)[] = [];
afterEach(() => { for (const close of open.splice(0)) close(); });

/** A session that knows its columns and its rows. */
function session(columns: PlayedAnswer['columns'], rows: PlayedAnswer['rows'], highest: unknown = null) {
  return playBack((sql) => (/^(alter|set) /.test(sql) ? null : sql.includes('where 1 = 0') ? { columns } : sql.includes('saphan_highest') ? { columns: [['SAPHAN_HIGHEST', 'VARCHAR2']], rows: [[highest]] } : { columns, rows }));
}
const connect = (back: ReturnType<typeof playBack>, more = {}) => openOracleConnector({ rules, open: back.open, ...more });
const lob = (value: string | Buffer | null, length = value?.length ?? 0) => ({ length, getData: () => Promise.resolve(value) });

describe('a listener', () => {
  const connector = openOracleConnector({ rules });
  const listen = async (answer: ListenerAnswer, ...rest: [] | [ReturnType<typeof selfSigned>]) => {
    const listener = await openTnsListener(answer, ...rest);
    open.push(listener.close);
    return listener;
  };

  it.each([
    [12514, 'service-missing', 'config'], [12505, 'service-missing', 'config'], [12528, 'database-unreachable', 'transient'], [12519, 'database-unreachable', 'transient'], [12526, 'database-unreachable', 'transient'],
  ] as const)('that refuses with ORA-%i is named', async (number, name, retry) => {
    const listener = await listen({ refuse: number });
    await expect(connector.fetch({ ...table, port: listener.port }, keepInMemory())).rejects.toThrow(code(name, retry));
    expect(listener.asked[0]).toContain('(CONNECT_DATA=(SERVICE_NAME=FARMPDB)');
  });

  it('is told a SID where the name is one', async () => {
    const listener = await listen({ refuse: 12505 });
    await expect(connector.fetch({ ...table, port: listener.port, nameIs: 'sid' }, keepInMemory())).rejects.toThrow(code('service-missing', 'config'));
    expect(listener.asked[0]).toContain('(CONNECT_DATA=(SID=FARMPDB)');
  });

  it('that hangs up, or is not there, is tried again', async () => {
    const listener = await listen('hang up');
    await expect(connector.fetch({ ...table, port: listener.port }, keepInMemory())).rejects.toThrow(code('database-unreachable', 'transient'));
    await expect(connector.fetch({ ...table, port: 1 }, keepInMemory())).rejects.toThrow(code('database-unreachable', 'transient'));
  });

  it('is followed to another host only where that may be reached', async () => {
    const other = await listen({ refuse: 12514 });
    const here = await listen({ redirect: `(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=${other.port}))` });
    await expect(connector.fetch({ ...table, port: here.port }, keepInMemory())).rejects.toThrow(code('service-missing', 'config'));
    expect(other.asked).toHaveLength(1);
    const away = await listen({ redirect: '(ADDRESS=(PROTOCOL=tcp)(HOST=10.9.8.7)(PORT=1521))' });
    await expect(connector.fetch({ ...table, port: away.port }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.host-refused' }));
    await expect(openOracleConnector({ rules: { allow: [] } }).fetch({ ...table, port: here.port }, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.host-refused' }));
  });

  it('is trusted for its name and by its authority', async () => {
    const identity = selfSigned('localhost');
    const listener = await listen({ refuse: 12514 }, identity);
    const secured: OracleConfig = { ...table, port: listener.port, tls: 'verify', ca: identity.certificate };
    await expect(connector.fetch(secured, keepInMemory())).rejects.toThrow(code('service-missing', 'config'));
    await expect(connector.fetch({ ...secured, ca: undefined }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    await expect(connector.fetch({ ...secured, host: '127.0.0.1' }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    const elsewhere = await listen({ refuse: 12514 }, selfSigned('other.example'));
    await expect(connector.fetch({ ...secured, port: elsewhere.port, ca: selfSigned('x').certificate }, keepInMemory())).rejects.toThrow(code('tls-refused', 'config'));
    expect([listener.asked.length, elsewhere.asked.length]).toEqual([1, 0]);
  });

  it('gets no descriptor that a name has broken', async () => {
    await expect(connector.fetch({ ...table, database: 'X)(SECURITY=' }, keepInMemory())).rejects.toThrow(code('query-refused', 'config'));
  });
});

describe('a session that is played back', () => {
  it('becomes exact text, in one read-only moment without the settings of the server', async () => {
    const back = session([
      ['ID', 'NUMBER'], ['ชื่อ', 'VARCHAR2'], ['N', 'NUMBER'], ['D', 'DATE'], ['T', 'TIMESTAMP'], ['Z', 'TIMESTAMP WITH TIME ZONE'], ['L', 'TIMESTAMP WITH LOCAL TIME ZONE'], ['R', 'RAW'], ['C', 'CLOB'], ['B', 'BLOB'], ['F', 'BINARY_DOUBLE'], ['I', 'INTERVAL DAY TO SECOND'], ['G', 'OBJECT', { dbTypeClass: { fqn: 'MDSYS.SDO_GEOMETRY' } }], ['X', 'XMLTYPE'],
    ], [
      ['1', 'มะลิ, "ก"\nข😀', '-.5', '2568-02-28 00:00:00', '2025-02-15 08:00:00.120000000', '2025-02-15 08:00:00.000000000+07:00', '2025-02-15 08:00:00.000000001+07:00', Buffer.from('00ff', 'hex'), lob('ยาว'), lob(Buffer.from('0a', 'hex')), 0.1, '+01 02:03:04.5', lob('POINT (100 13)'), lob('<ก/>')],
      ['12345678901234567890123456789012345678.12', ...Array.from({ length: 7 }, () => null), lob(null, 0), ...Array.from({ length: 5 }, () => null)],
    ]);
    const ctx = keepInMemory();
    const result = await connect(back).fetch(table, ctx);
    expect(ctx.kept[0]?.toString()).toBe([
      'ID,ชื่อ,N,D,T,Z,L,R,C,B,F,I,G,X', '1,"มะลิ, ""ก""\nข😀",-0.5,2568-02-28 00:00:00,2025-02-15 08:00:00.12,2025-02-15 08:00:00+07:00,2025-02-15 08:00:00.000000001+07:00,00FF,ยาว,0A,0.1,+01 02:03:04.5,POINT (100 13),<ก/>',
      '12345678901234567890123456789012345678.12,,,,,,,,"",,,,,', '',
    ].join('\n'));
    expect(result).toMatchObject({ kind: 'fetched', name: 'plots.csv', scope: 'all', sourceRows: 2 });
    if (result.kind === 'fetched') expect(await connect(back).fetch(table, keepInMemory(result.mark))).toEqual({ kind: 'unchanged' });
    const said = back.statements.map(({ sql }) => sql);
    expect(said.slice(0, 4)).toEqual([expect.stringContaining('nls_territory'), expect.stringMatching(/nls_calendar = 'GREGORIAN'.*nls_sort = 'BINARY'/), "alter session set time_zone = '+07:00'", 'set transaction read only']);
    expect(said[5]).toBe('select "ID", "ชื่อ", "N", to_char("D", \'YYYY-MM-DD HH24:MI:SS\') as "D", to_char("T", \'YYYY-MM-DD HH24:MI:SS.FF9\') as "T", to_char("Z", \'YYYY-MM-DD HH24:MI:SS.FF9TZH:TZM\') as "Z", to_char("L", \'YYYY-MM-DD HH24:MI:SS.FF9TZH:TZM\') as "L", "R", "C", "B", "F", to_char("I") as "I", sdo_util.to_wktgeometry("G") as "G", xmlserialize(content "X" as clob) as "X" from (\nselect * from "KASET"."PLOTS"\n) saphan_source');
    expect(back.addresses[0]).toMatchObject({ password: 'ลับ', nameIs: 'service', tls: 'off' });
    expect(back.done).toEqual(['cut', 'cut']);
  });

  it.each([
    ['ORA-01017: invalid username/password; logon denied', 'login-refused', 'config'], ['ORA-28000: the account is locked', 'account-locked', 'config'], ['ORA-28001: the password has expired', 'account-locked', 'config'],
    ['NJS-116: password verifier type 0x939 is not supported by node-oracledb in Thin mode', 'login-refused', 'config'], ['NJS-138: connections to this database server version are not supported by node-oracledb in Thin mode', 'server-too-old', 'config'],
    ['ORA-00942: table or view does not exist', 'table-missing', 'config'], ['ORA-00904: "X": invalid identifier', 'table-missing', 'config'], ['ORA-01031: insufficient privileges', 'rights-missing', 'config'], ['ORA-00933: SQL command not properly ended', 'query-refused', 'config'],
    ['NJS-123: call timeout of 15000 ms exceeded', 'query-too-slow', 'transient'], ['ORA-01555: snapshot too old: rollback segment number 4 with name "_SYSSMU4" too small', 'snapshot-lost', 'transient'], ['ORA-08103: object no longer exists', 'snapshot-lost', 'transient'],
    ['NJS-500: connection to the Oracle Database was broken\nORA-03113: end-of-file on communication channel', 'database-vanished', 'transient'], ['ORA-00028: your session has been killed', 'database-vanished', 'transient'],
  ] as const)('names %s, at once and behind rows that came already', async (message, name, retry) => {
    const early = playBack((sql) => (/^(alter|set) /.test(sql) ? null : oracleError(`${message}\nHelp: https://docs.oracle.com/error-help/`)));
    const late = session([['N', 'NUMBER']], (function* rows() { for (let i = 0; i < 3000; i += 1) yield [String(i)]; yield oracleError(message); }()));
    for (const back of [early, late]) {
      const ctx = keepInMemory();
      const refused = connect(back).fetch(table, ctx);
      await expect(refused).rejects.toThrow(code(name, retry));
      await expect(refused).rejects.toThrow(expect.objectContaining({ fields: expect.objectContaining({ detailEn: message }) }));
      expect([ctx.kept, back.done]).toEqual([[], ['cut']]);
    }
  });

  it('asks for no more while nobody takes what came, and for few large objects at a time', async () => {
    const back = session([['N', 'VARCHAR2', { byteSize: 4000 }]], (function* endless() { for (;;) yield ['ข้าว'.repeat(300)]; }()));
    const result = await connect(back).fetch(query('select n from endless'), { ...keepInMemory(), store: async (stream) => {
      for await (const piece of stream) return { rawKey: 'raw/x', sha256: 'x', bytes: (piece as Buffer).length };
      throw new Error('nothing came');
    } });
    expect(result).toMatchObject({ kind: 'fetched', scope: 'part' });
    expect(back.calls.length).toBeLessThan(6);
    expect(new Set(back.calls)).toEqual(new Set([1000]));
    const column = (bytes: number, hasLob = false) => ({ name: 'n', asked: 'n', bytes, hasLob, text: String });
    expect([[column(40)], [column(32_767)], [column(8 << 20)], [column(40, true)]].map(rowsOfCall)).toEqual([1000, 128, 1, 50]);
  });

  it('refuses columns without a text, and objects that are too large', async () => {
    for (const type of ['LONG', 'LONG RAW', 'CURSOR', 'VECTOR', 'OBJECT']) await expect(connect(session([['X', type]], [])).fetch(table, keepInMemory())).rejects.toThrow(code('column-unreadable', 'config'));
    await expect(connect(session([['B', 'BLOB']], [[lob(Buffer.alloc(1), 65 << 20)]])).fetch(table, keepInMemory())).rejects.toThrow(code('row-too-large', 'config'));
    await expect(connect(session([['N', 'NUMBER']], Array.from({ length: 5000 }, () => ['1234567890'])), { limits: { bytes: 1000 } }).fetch(table, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.answer-too-large' }));
  });

  it('is told to stop, and cut when it says nothing more', async () => {
    const silent = playBack((sql) => (/^(alter|set) /.test(sql) ? null : sql.includes('where 1 = 0') ? { columns: [['N', 'NUMBER']] } : 'silence'));
    const controller = new AbortController();
    const fetching = connect(silent).fetch(table, keepInMemory(undefined, controller.signal));
    fetching.catch(() => undefined);
    await expect.poll(() => silent.statements.length).toBe(6);
    controller.abort();
    await expect(fetching).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
    await expect.poll(() => [...new Set(silent.done)]).toEqual(['break', 'cut']);
    await expect(connect(playBack((sql) => (/^(alter|set) /.test(sql) ? null : sql.includes('where 1 = 0') ? { columns: [['N', 'NUMBER']] } : 'silence')), { limits: { idleMs: 50 } }).fetch(table, keepInMemory())).rejects.toThrow(expect.objectContaining({ code: 'kernel.timed-out' }));
  });

  it('is cut also when the run was stopped while it signed in', async () => {
    const back = session([['N', 'NUMBER']], [['1']]);
    const controller = new AbortController();
    const slow = openOracleConnector({ rules, open: async (...rest) => { controller.abort(); return back.open(...rest); } });
    await expect(slow.fetch(table, keepInMemory(undefined, controller.signal))).rejects.toThrow(expect.objectContaining({ code: 'kernel.stopped' }));
    await expect.poll(() => back.done).toEqual(['cut']);
  });

  it.each([
    ['ID', 'NUMBER', '5.10', 'to_number(:after)', '5.10', '.5', '0.5'], ['D', 'DATE', '2025-01-01T10:00:00', "to_date(:after, 'YYYY-MM-DD HH24:MI:SS')", '2025-01-01 10:00:00', '2025-01-02 00:00:00', '2025-01-02 00:00:00'],
    ['T', 'TIMESTAMP', '2025-01-01', "to_timestamp(:after, 'YYYY-MM-DD HH24:MI:SS.FF9')", '2025-01-01', '2025-01-02 00:00:00.120000000', '2025-01-02 00:00:00.12'],
    ['Z', 'TIMESTAMP WITH TIME ZONE', '2025-01-01 07:00:00 +07:00', "to_timestamp_tz(:after, 'YYYY-MM-DD HH24:MI:SS.FF9TZH:TZM')", '2025-01-01 07:00:00+07:00', '2025-01-02 00:00:00.000000000+07:00', '2025-01-02 00:00:00+07:00'],
    ['รหัส', 'VARCHAR2', "' or 1=1 --", ':after', "' or 1=1 --", 'ก.10', 'ก.10'], ['CODE', 'VARCHAR2', 'a', ':after', 'a', '.รุ่น 1.500', '.รุ่น 1.500'],
  ])('gives the rows whose %s lies behind a value, and the highest of the same moment', async (name, type, after, value, bound, highest, cursor) => {
    const back = session([[name, type]], [], highest);
    const result = await connect(back).fetch(query('select * from news order by 1;'), { ...keepInMemory(), bounds: { column: name, after } });
    const [rows, max] = back.statements.slice(-2);
    expect(rows?.sql).toMatch(new RegExp(`from \\(\\nselect \\* from news order by 1\\n\\) saphan_source where "${name}" > `));
    expect(rows?.sql.endsWith(value)).toBe(true);
    expect([rows?.binds, max?.binds, max?.sql.endsWith(`${value}) saphan_highest`)]).toEqual([{ after: bound }, { after: bound }, true]);
    expect(result).toMatchObject({ kind: 'fetched', scope: 'part', mark: { cursor } });
  });

  it('takes all at first, and refuses a column that has no order, and values that are none', async () => {
    const back = session([['ID', 'NUMBER'], ['F', 'BINARY_DOUBLE']], [], null);
    expect(await connect(back).fetch(table, { ...keepInMemory(), bounds: { column: 'ID', after: null } })).toMatchObject({ scope: 'all', mark: { cursor: null } });
    for (const [column, after, name] of [['F', '1', 'cursor-refused'], ['ID', '1 or 1=1', 'cursor-refused'], ['GONE', '1', 'table-missing']] as const) await expect(connect(back).fetch(table, { ...keepInMemory(), bounds: { column, after } })).rejects.toThrow(code(name, 'config'));
  });

  it.each([
    ['D', 'DATE', '2025-02', { from: '2025-02-01', before: '2025-03-01' }, `"D" >= to_date(:first, 'YYYY-MM-DD HH24:MI:SS') and "D" < to_date(:before, 'YYYY-MM-DD HH24:MI:SS')`, { first: '2025-02-01', before: '2025-03-01' }],
    ['P', 'VARCHAR2', "' or 1=1 --", null, '"P" = :part', { part: "' or 1=1 --" }],
  ])('gives all rows of one partition by %s and no other', async (column, type, id, span, within, binds) => {
    const back = session([[column, type]], []);
    const result = await connect(back).fetch(table, { ...keepInMemory(), partition: { by: span ? 'month' : 'value', column, id, span } });
    const said = back.statements.at(-1);
    expect([said?.sql.endsWith(` where ${within}`), said?.binds]).toEqual([true, binds]);
    expect(result).toMatchObject({ kind: 'fetched', scope: 'all' });
  });

  it('refuses a partition by days of dates kept as text', async () => {
    const asked = { by: 'month', column: 'P', id: '2025-02', span: { from: '2025-02-01', before: '2025-03-01' } } as const;
    await expect(connect(session([['P', 'VARCHAR2']], [])).fetch(table, { ...keepInMemory(), partition: asked })).rejects.toThrow(code('partition-refused', 'config'));
  });

  it.each(['delete from t', 'begin null; end;', "call x('select')", 'selec 1', '/* select */ drop table t'])('is not begun for %s', async (text) => {
    const back = playBack(() => null);
    await expect(connect(back).fetch(query(text), keepInMemory())).rejects.toThrow(code('query-not-select', 'config'));
    expect(back.addresses).toEqual([]);
  });

  it('is tested step by step, and described without the password', async () => {
    expect(await connect(session([['ID', 'NUMBER']], [])).test(table, keepInMemory())).toMatchObject({ ok: true, steps: [{ ok: true }, { ok: true, en: 'Sign in: 19.0.0.0.0' }, { ok: true }] });
    const gone = playBack((sql) => (/^(alter|set) /.test(sql) ? null : oracleError('ORA-00942: table or view does not exist')));
    expect(await connect(gone).test(table, keepInMemory())).toMatchObject({ ok: false, steps: [{ ok: true }, { ok: true }, { ok: false, en: expect.stringContaining('ORA-00942') }] });
    expect(gone.done).toEqual(['cut']);
    expect(connect(gone).describe(table)).toBe('localhost:1521/FARMPDB · kaset.plots');
  });
});

it('reads names as the database does', () => {
  expect(['farmers', 'Farm_2$', '"Mixed"', 'ชาวนา', 'two words', 'x" or 1=1'].map(tableName)).toEqual(['"FARMERS"', '"FARM_2$"', '"Mixed"', '"ชาวนา"', '"two words"', '"x or 1=1"']);
});
