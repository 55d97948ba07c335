import { defaultGates } from '@saphan/contracts/odcs/defaults';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresConnector } from '../../../connectors/postgres/postgres-connector.ts';
import { startLogicalPostgres, type LogicalPostgres } from '../../../connectors/postgres/testing/logical-postgres.ts';
import { theHouse } from '#kernel/policy.ts';
import { changeSource } from '../operations/change-source.ts';
import { createSource } from '../operations/create-source.ts';
import { decideRun } from '../operations/decide-run.ts';
import { retireSource } from '../operations/retire-source.ts';
import type { Connector } from '../ports.ts';
import { openTableHouse, tableColumn, type TableHouse } from '../testing/table-house.ts';

let house: TableHouse;
let agency: LogicalPostgres;
const columns = [tableColumn(1, 'id', 'integer', { primaryKey: 1, required: true }), tableColumn(2, 'crop', 'text', { required: true }), tableColumn(3, 'seen', 'date')];
/** Fails to tell the source what is published, as a worker that dies does. */
let dies = false;
const sql = (text: string) => agency.admin.query(text);
const ids = async () => (await house.rows('id, crop')).map((each) => `${each['id']} ${each['crop']}`);
const confirmed = async () => (await sql("select confirmed_flush_lsn::text as at from pg_replication_slots where slot_name = 'plots'")).rows[0]?.at as string | undefined;
const config = () => { const { password: _, ...rest } = agency.source('plots'); return { ...rest, password: 'ลับ' }; };
const log = async (runId: number) => (await house.ports.db.read((tx) => tx.query('select en from linkage.run_log where run_id = $1 order by id', [runId]))).rows.map((each) => each.en).join('\n');

beforeAll(async () => {
  agency = await startLogicalPostgres();
  house = await openTableHouse(columns, { gates: { ...defaultGates, maxRejectRatio: 1, maxRowChangeRatio: 1, maxDeleteRatio: 0.3, maxKeyChurnRatio: null } });
  const real = openPostgresConnector({ rules: { allow: ['127.0.0.1'] } });
  const { changes } = real;
  const connector = { ...real, changes: { ...changes, confirm: async (...args: Parameters<NonNullable<typeof changes>['confirm']>) => { if (!dies) await changes?.confirm(...args); } } } as Connector<any>;
  (house.ports.connectors as Map<string, Connector<any>>).set('postgres', connector);
  await sql('create table plots (id int primary key, crop text, seen date)');
  await agency.prepare('plots');
  await house.ports.db.tx((tx) => changeSource(tx, house.ports, theHouse, house.datasetId, house.sourceId, { config: config() }));
  await house.read({ mode: 'changes' });
});
afterAll(async () => { await house?.close(); await agency?.close(); });
beforeEach(async () => {
  dies = false;
  await sql("delete from plots; insert into plots select n, 'ข้าว', '2026-01-01' from generate_series(1, 10) n");
  await house.run({ readAll: true });
});

describe('a dataset that follows its source', () => {
  it('adds, changes, deletes and moves keys, and tells the source once that is published', async () => {
    await sql("insert into plots values (11, 'อ้อย', null); update plots set crop = 'ยาง' where id = 2; delete from plots where id = 3; update plots set id = 40 where id = 4");
    const run = await house.run();
    expect(run).toMatchObject({ state: 'published', counts: { added: 2, removed: 2, changed: 1, unchanged: 7 } });
    expect(await ids()).toEqual(['1 ข้าว', '2 ยาง', '5 ข้าว', '6 ข้าว', '7 ข้าว', '8 ข้าว', '9 ข้าว', '10 ข้าว', '11 อ้อย', '40 ข้าว']);
    expect(await confirmed()).toBe((await house.mark())?.['position']);
    expect(await log(run.id)).toMatch(/keeps .* of its log/);
    expect((await house.run()).state).toBe('no_change');
  });

  it('deletes where nothing else changed', async () => {
    await sql('delete from plots where id in (1, 2)');
    expect(await house.run()).toMatchObject({ state: 'published', counts: { added: 0, removed: 2, changed: 0, unchanged: 8 } });
  });

  it('takes changes once though it died before the source was told', async () => {
    dies = true;
    const before = await confirmed();
    await sql("update plots set crop = 'ยาง' where id = 2; delete from plots where id = 3");
    expect((await house.run()).state).toBe('published');
    expect(await confirmed()).toBe(before);
    await sql("insert into plots values (12, 'อ้อย', null)");
    expect(await house.run()).toMatchObject({ state: 'published', counts: { added: 1, removed: 0, changed: 0, unchanged: 9 } });
  });

  it('keeps the source waiting while a run is held or rejected, and loses nothing by it', async () => {
    const before = await confirmed();
    await sql('delete from plots where id <= 5');
    const held = await house.run();
    expect(held.state).toBe('held');
    expect(await confirmed()).toBe(before);
    await house.ports.db.tx((tx) => decideRun(tx, theHouse, held.id, { approve: false, reason: 'ผิดปกติ' }));
    expect(await confirmed()).toBe(before);
    const again = await house.run();
    expect(again.state).toBe('held');
    await house.ports.db.tx((tx) => decideRun(tx, theHouse, again.id, { approve: true, reason: 'ตั้งใจ' }));
    expect(await ids()).toHaveLength(5);
    expect((await house.run()).state).toBe('no_change');
    expect(await confirmed()).toBe((await house.mark())?.['position']);
  });

  it('keeps a row that breaks the contract in quarantine, and takes its deletion', async () => {
    await sql("update plots set crop = null where id = 1; delete from plots where id = 2");
    const run = await house.run();
    expect(run).toMatchObject({ rejects: [{ column: 'crop', count: 1 }], counts: { removed: 1, changed: 0 } });
    expect(await ids()).toHaveLength(9);
  });

  it('reads all and is held when the columns of the source become others', async () => {
    await sql("alter table plots add column note text; update plots set crop = 'ยาง' where id = 1");
    const run = await house.run();
    expect(run.gates.filter(({ ok }) => !ok)).toMatchObject([{ name: 'source-columns', en: 'the source has other columns: new: note' }]);
    await sql('alter table plots drop column note');
  });

  it('reads all again when the slot was lost and made anew', async () => {
    await sql("select pg_drop_replication_slot('plots')");
    const lost = await house.run();
    expect(lost).toMatchObject({ state: 'retry_wait', problem: { code: 'connectors.slot-lost' } });
    await sql('delete from plots where id = 7');
    await sql("select pg_create_logical_replication_slot('plots', 'pgoutput')");
    await house.ports.db.tx((tx) => tx.query('update linkage.run set retry_at = now() where id = $1', [lost.id]));
    expect(await house.workOnce()).toMatchObject({ id: lost.id, state: 'published', counts: { removed: 1 } });
    expect(await log(lost.id)).toContain('does not go on from what is published');
  });
});

it('lets one source alone take from a slot, until it is retired', async () => {
  const { ports, datasetId } = house;
  const other = await ports.db.tx((tx) => createSource(tx, ports, theHouse, datasetId, { kind: 'postgres', config: config() }));
  const take = (id: number) => ports.db.tx((tx) => changeSource(tx, ports, theHouse, datasetId, id, { reading: { mode: 'changes' } }));
  await expect(take(other.id)).rejects.toMatchObject({ code: 'linkage.reading-refused', fields: { errors: [{ en: expect.stringContaining('uses this slot') }] } });
  await ports.db.tx((tx) => retireSource(tx, theHouse, datasetId, house.sourceId, { reason: 'ย้าย' }));
  expect((await take(other.id)).reading).toEqual({ mode: 'changes' });
});
