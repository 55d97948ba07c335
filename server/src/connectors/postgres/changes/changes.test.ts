import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, type ClientConfig } from 'pg';
import type { FetchMark, FetchResult } from '#modules/linkage/index.ts';
import { keepInMemory } from '../../testing/keep-in-memory.ts';
import { problemOf } from '../../testing/problem-of.ts';
import { startLogicalPostgres, type LogicalPostgres } from '../testing/logical-postgres.ts';
import { openPostgresConnector, type PostgresConfig } from '../postgres-connector.ts';

const connector = openPostgresConnector({ rules: { allow: ['127.0.0.1'] } });
let agency: LogicalPostgres;
const sql = (text: string, values: unknown[] = []) => agency.admin.query(text, values);

/** A reader that keeps what it has, as the pipeline does, and its mark once that is published. */
class Copy {
  readonly rows = new Map<string, string>();
  mark: FetchMark | null = null;
  readonly config: PostgresConfig;
  constructor(table: string) { this.config = agency.source(table); }

  async fetch(): Promise<{ result: Extract<FetchResult, { kind: 'fetched' }>; publish(): void }> {
    const ctx = keepInMemory();
    const result = await connector.fetch(this.config, { ...ctx, changes: { keys: ['id'], since: this.mark } });
    if (result.kind !== 'fetched') throw new TypeError('unchanged');
    const lines = (bytes: Buffer | undefined) => (bytes?.toString() ?? '').split('\n').slice(1, -1);
    const [rows, gone] = ctx.kept;
    return { result, publish: () => {
      if (result.scope === 'all') this.rows.clear();
      for (const line of lines(gone)) this.rows.delete(line);
      for (const line of lines(rows)) this.rows.set(line.split(',')[0] as string, line);
      this.mark = result.mark;
    } };
  }

  /** One run to its end; the slot is moved on only when `confirmed`. */
  async run(confirmed = true): Promise<Extract<FetchResult, { kind: 'fetched' }>> {
    const { result, publish } = await this.fetch();
    publish();
    if (confirmed) await connector.changes?.confirm(this.config, this.mark as FetchMark, keepInMemory());
    return result;
  }

  shown(): string[] { return [...this.rows.values()].sort(); }
}

const confirmedOf = async (slot: string) => (await sql('select confirmed_flush_lsn::text as at from pg_replication_slots where slot_name = $1', [slot])).rows[0].at as string;
async function table(name: string, rows: string, more = ''): Promise<Copy> {
  await sql(`create table ${name} (id int primary key, crop text, note text)`);
  await sql(`insert into ${name} values ${rows}`);
  await agency.prepare(name);
  if (more) await sql(more);
  return new Copy(name);
}

beforeAll(async () => { agency = await startLogicalPostgres(); });
afterAll(() => agency?.close());

describe('changes of a table', () => {
  it('come one per key, with what was added, changed, deleted and given another key', async () => {
    const copy = await table('plots', "(1, 'ข้าว', null), (2, 'อ้อย', ''), (3, 'ยาง, \"ก\"', 'x'), (4, 'ปาล์ม', null)");
    expect(await copy.run()).toMatchObject({ scope: 'all', sourceRows: 4 });
    await sql("insert into plots values (5, 'ใหม่', null), (6, 'ชั่วคราว', null); update plots set crop = 'หนึ่ง' where id = 1; update plots set crop = 'สอง' where id = 1; delete from plots where id in (2, 6); update plots set id = 30 where id = 3");
    await sql("begin; insert into plots values (9, 'ยกเลิก', null); rollback");
    const result = await copy.run();
    expect(result).toMatchObject({ scope: 'part', sourceRows: 3 });
    expect(copy.shown()).toEqual(['1,สอง,', '30,"ยาง, ""ก""",x', '4,ปาล์ม,', '5,ใหม่,']);
    expect(result.notes?.[0]?.en).toMatch(/keeps \d+\.\d MB of its log/);
    expect(await copy.run()).toMatchObject({ scope: 'part', bytes: 0, gone: null });
  });

  it('come again until they are published, and are then taken once: also when the end comes before the slot is moved on', async () => {
    const copy = await table('herds', "(1, 'วัว', null), (2, 'ควาย', null)");
    await copy.run();
    const before = await confirmedOf('herds');
    await sql("delete from herds where id = 1; update herds set crop = 'แพะ' where id = 2");
    await copy.fetch(); // held, rejected, failed: nothing is published
    await copy.fetch();
    expect(await confirmedOf('herds')).toBe(before);
    await copy.run(false);
    expect(copy.shown()).toEqual(['2,แพะ,']);
    expect(await confirmedOf('herds')).toBe(before);
    await sql("insert into herds values (3, 'ไก่', null)");
    expect(await copy.run()).toMatchObject({ scope: 'part', sourceRows: 1, gone: null });
    expect(copy.shown()).toEqual(['2,แพะ,', '3,ไก่,']);
    expect(await confirmedOf('herds')).toBe(copy.mark?.['position']);
  });

  it('hold large values that an update did not touch', async () => {
    const copy = await table('papers', "(1, 'a', null), (2, 'b', null), (3, 'c', null)", 'alter table papers alter note set storage external');
    await sql("update papers set note = repeat('ก', 3000) || id where true");
    await copy.run();
    await sql("update papers set crop = 'z' where id = 1; update papers set note = repeat('ข', 3000) where id = 2; update papers set crop = 'y' where id = 2; update papers set id = 33 where id = 3");
    await copy.run();
    expect(copy.shown()).toEqual([`1,z,${'ก'.repeat(3000)}1`, `2,y,${'ข'.repeat(3000)}`, `33,c,${'ก'.repeat(3000)}3`]);
    await sql('alter table papers replica identity full');
    await sql("update papers set crop = 'w' where id = 1");
    await copy.run();
    expect(copy.shown()[0]).toBe(`1,w,${'ก'.repeat(3000)}1`);
  });

  it('give way to a reading of all after TRUNCATE, when there are too many, and when the slot is another one', async () => {
    const copy = await table('wells', "(1, 'a', null), (2, 'b', null)");
    await copy.run();
    await sql("truncate wells; insert into wells values (7, 'c', null)");
    expect(await copy.run()).toMatchObject({ scope: 'all', notes: [{}, { en: expect.stringContaining('truncated') }] });
    await sql("insert into wells values (8, 'd', null)");
    expect(await copy.run()).toMatchObject({ scope: 'part' });
    await sql("select pg_drop_replication_slot('wells')");
    await expect(copy.fetch()).rejects.toThrow(problemOf('slot-lost', 'config'));
    await sql("delete from wells where id = 8");
    await sql("select pg_create_logical_replication_slot('wells', 'pgoutput')");
    expect(await copy.run()).toMatchObject({ scope: 'all', notes: [{}, { level: 'warn', en: expect.stringContaining('does not go on') }] });
    expect(copy.shown()).toEqual(['7,c,']);
  });

  it('come in several runs when they are many, each to the end of a transaction', async () => {
    const copy = await table('canals', "(0, 'a', null)");
    await copy.run();
    for (let id = 1; id <= 6; id += 1) await sql(`insert into canals values (${id}, 'b', null), (${id + 100}, 'b', null)`);
    const few = { ...keepInMemory(), changes: { keys: ['id'], since: copy.mark } };
    const { fetchChanges } = await import('./fetch-changes.ts');
    const client = new Client({ host: '127.0.0.1', port: copy.config.port, database: copy.config.database, user: 'agency', password: 'ลับ' });
    await client.connect();
    const asked = { config: { table: 'canals', publication: 'canals', slot: 'canals' }, asked: few.changes, timeoutMs: 10_000, limits: { bytes: 1e9 } as never };
    const part = await fetchChanges(client, { ...asked, changes: { changes: 8 } }, few);
    expect(part).toMatchObject({ scope: 'part' });
    const taken = (part as { sourceRows: number }).sourceRows;
    expect(taken).toBeGreaterThan(1);
    expect(taken).toBeLessThan(12);
    const rest = await fetchChanges(client, { ...asked, asked: { keys: ['id'], since: (part as { mark: FetchMark }).mark } }, few);
    expect(rest).toMatchObject({ scope: 'part', sourceRows: 12 - taken });
    await client.end();
  });

  it('are read beside a writer without losing a row', async () => {
    const copy = await table('rain', "(0, 'a', null)");
    let id = 0;
    let stop = false;
    const writer = new Client({ host: '127.0.0.1', port: copy.config.port, database: copy.config.database, user: 'postgres', password: agency.admin.password as string });
    await writer.connect();
    const writing = (async () => { while (!stop) { id += 1; await writer.query(`insert into rain values (${id}, 'b', null)`); if (id % 3 === 0) await writer.query(`delete from rain where id = ${id - 1}`); } })();
    await expect.poll(() => id).toBeGreaterThan(20);
    await copy.run();
    for (let turn = 0; turn < 4; turn += 1) { const from = id; await expect.poll(() => id).toBeGreaterThan(from + 20); await copy.run(); }
    stop = true;
    await writing;
    await writer.end();
    await copy.run();
    expect(copy.shown()).toEqual((await sql("select id || ',' || crop || ',' as line from rain")).rows.map(({ line }) => line as string).sort());
  });

  it('wait for transactions that were open when a reading of all begins', async () => {
    const copy = await table('dams', "(1, 'a', null)");
    const writer = new Client({ host: '127.0.0.1', port: copy.config.port, database: copy.config.database, user: 'postgres', password: agency.admin.password as string });
    await writer.connect();
    await writer.query("begin; insert into dams values (2, 'b', null)");
    let ended = false;
    const running = copy.run().finally(() => { ended = true; });
    await expect.poll(async () => (await sql("select count(*)::int as n from pg_stat_activity where usename = 'agency' and query ~ 'pg_locks'")).rows[0].n).toBeGreaterThan(0);
    expect(ended).toBe(false);
    await writer.query('commit');
    await running;
    await writer.end();
    expect(copy.shown()).toEqual(['1,a,', '2,b,']);
  });
});

it('reads all and says what changed when the columns are others', async () => {
  const copy = await table('farms', "(1, 'a', null)");
  await copy.run();
  await sql("alter table farms add column area int; alter table farms alter crop type varchar(20); insert into farms values (2, 'b', null, 5)");
  expect(await copy.run()).toMatchObject({ scope: 'all', reshaped: { en: 'new: area · other type: crop (text → character varying(20))' } });
  await sql("insert into farms values (3, 'c', null, 6); alter table farms drop column note; insert into farms values (4, 'd', 7)");
  expect(await copy.run()).toMatchObject({ scope: 'all', reshaped: { th: 'หาย note' } });
  expect(copy.shown()).toEqual(['1,a,', '2,b,5', '3,c,6', '4,d,7']);
});

it('tells that somebody else reads the slot, when it is to be moved on as well', async () => {
  const copy = await table('nets', "(1, 'a', null)");
  await copy.run();
  await sql("insert into nets values (2, 'b', null)");
  await copy.run(false); // what came is published, the slot stands before it
  const other = new Client({ host: '127.0.0.1', port: copy.config.port, database: copy.config.database, user: 'agency', password: 'ลับ', replication: 'database' } as ClientConfig);
  other.on('error', () => undefined); // it is ended below
  await other.connect();
  other.query("START_REPLICATION SLOT nets LOGICAL 0/0 (proto_version '1', publication_names 'nets')").catch(() => undefined);
  const holds = async () => (await sql('select active from pg_replication_slots where slot_name = $1', ['nets'])).rows[0].active as boolean;
  await expect.poll(holds).toBe(true);
  await expect(copy.fetch()).rejects.toThrow(problemOf('slot-busy', 'transient'));
  await expect(connector.changes?.confirm(copy.config, copy.mark as FetchMark, keepInMemory())).rejects.toThrow(problemOf('slot-busy', 'transient'));
  await sql('select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = $1', ['nets']);
  await expect.poll(holds).toBe(false);
  expect(await copy.run()).toMatchObject({ scope: 'part' });
});

it('tells what is missing before anything is read', async () => {
  const copy = await table('seeds', "(1, 'a', null)");
  const refused = async (said: string) => {
    await expect(copy.fetch()).rejects.toMatchObject({ code: 'connectors.changes-refused', fields: { detailEn: expect.stringContaining(said) } });
    return true;
  };
  await sql("alter publication seeds set (publish = 'insert, update')");
  await refused('does not tell of delete, truncate');
  await sql("alter publication seeds set (publish = 'insert, update, delete, truncate'); alter publication seeds set table seeds where (id > 0)");
  await refused('filters rows');
  await sql('alter publication seeds set table seeds; alter table seeds drop constraint seeds_pkey');
  await refused('Deletions do not tell id');
  await sql('alter publication seeds drop table seeds');
  await refused('does not hold table seeds');
  await sql('drop publication seeds');
  await refused('no publication seeds');
  await sql('alter role agency noreplication');
  await refused('REPLICATION');
  await sql('alter role agency replication');
});

it('tests what it needs and how much log is kept, and knows two sources on one slot', async () => {
  const copy = await table('trees', "(1, 'a', null)");
  const { ok, steps } = await connector.test(copy.config, keepInMemory());
  expect([ok, steps.at(-1)?.en]).toEqual([true, expect.stringMatching(/^May read the changes: the source database keeps \d/)]);
  expect(connector.changes?.place(copy.config)).toBe(connector.changes?.place({ ...copy.config, publication: 'other' } as PostgresConfig));
  expect(connector.changes?.place({ ...copy.config, slot: undefined } as PostgresConfig)).toBeNull();
  expect(connector.changes?.farewell(copy.config).commands).toContain("pg_drop_replication_slot('trees')");
});
