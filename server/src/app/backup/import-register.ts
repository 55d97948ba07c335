import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from '#kernel/db.ts';
import { migrateWithin } from '#kernel/migrate.ts';
import type { ObjectStore } from '#kernel/objects.ts';
import { measuring } from '#kernel/objects/spool.ts';
import { moduleFolders } from '../module-folders.ts';
import { type BackupRecord, damaged, type KeptTable } from './backup-record.ts';
import { countLines } from './export-register.ts';
import { backupProblem } from './problems.ts';
import { listReferences, listTables } from './tables.ts';

/**
 * Fills an empty database: the shape the backup had, its rows, then the migrations that this release has beyond it. One transaction: all of it or nothing.
 *
 * @throws `backup.place-taken`, `backup.newer`, `backup.damaged`.
 */
export async function importRegister(client: ClientBase, place: ObjectStore, record: BackupRecord): Promise<void> {
  await assertEmptyRegister(client);
  await burnTransactions(client, record.unheard + 2);
  await client.query('begin');
  try {
    await shapeAsThen(client, record);
    await loadTables(client, place, record);
    await standOutboxAnew(client);
    for (const { sequence, value } of record.sequences) await client.query('select setval($1::regclass, $2::bigint)', [sequence, value]);
    await migrateWithin(client as Tx, moduleFolders);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
  await client.query('analyze');
}

/** @throws `backup.place-taken` when the database holds a register already. */
export async function assertEmptyRegister(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>(`select to_regnamespace('kernel') is not null as taken`);
  if (rows[0]?.taken) throw backupProblem('place-taken', { detailTh: 'ฐานข้อมูลนี้มีทะเบียนอยู่แล้ว', detailEn: 'the database holds a register already' });
}

/** Exactly the migrations that the backup names; any it names that this release does not have makes it a stranger. */
async function shapeAsThen(client: ClientBase, { migrations, version }: BackupRecord): Promise<void> {
  const wanted = new Map(migrations.map(({ module, name, sha256 }) => [`${module}/${name}`, sha256]));
  await migrateWithin(client as Tx, moduleFolders, new Set(wanted.keys()));
  const { rows } = await client.query<{ name: string; sha256: string }>(`select module || '/' || name as name, sha256 from kernel.migration`);
  const here = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
  const strange = [...wanted].filter(([name, sha256]) => here.get(name) !== sha256).map(([name]) => name);
  if (strange.length > 0) throw backupProblem('newer', { migrations: strange, detailTh: `รุ่น ${version}: ${strange.slice(0, 5).join(', ')}`, detailEn: `release ${version}: ${strange.slice(0, 5).join(', ')}` });
}

/** Foreign keys are made again after the rows, and so are checked; triggers and row security rest meanwhile. */
async function loadTables(client: ClientBase, place: ObjectStore, record: BackupRecord): Promise<void> {
  const tables = await listTables(client);
  const references = await listReferences(client);
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name, forced } of tables) await client.query(`alter table ${name} disable trigger user${forced ? ', no force row level security' : ''}`);
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
  for (const table of record.tables) await loadTable(client, place, table);
  for (const { table, name, definition } of references) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { name, forced } of tables) await client.query(`alter table ${name} enable trigger user${forced ? ', force row level security' : ''}`);
}

async function loadTable(client: ClientBase, place: ObjectStore, { table, columns, rows, key, sha256 }: KeptTable): Promise<void> {
  const packed: Readable = await place.get(key).catch(() => { throw damaged([key]); });
  const measured = measuring();
  const counted = countLines();
  const into = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(packed, measured.stage, createGunzip(), counted.stage, into).catch((error: Error & { code?: string }) => {
    throw String(error.code).startsWith('Z_') || error.code === 'ERR_STREAM_PREMATURE_CLOSE' ? damaged([key]) : error;
  });
  if (measured.result().sha256 !== sha256 || counted.lines() !== rows) throw damaged([key]);
}

/** Events keep the order of transactions in numbers of the cluster that wrote them: the new cluster's must lie above all that come over. */
async function burnTransactions(client: ClientBase, count: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    if (Number(rows[0]?.xid) > count) return;
  }
}

/** Renumbers transactions from 1 in their order, and moves every consumer to the event it stood at. What all have heard becomes transaction 1. */
async function standOutboxAnew(client: ClientBase): Promise<void> {
  await client.query(`
    create temp table outbox_place on commit drop as
    select o.id, o.xid as old, case when heard.by_all then 1 else 1 + dense_rank() over (partition by heard.by_all order by o.xid) end as new
    from kernel.outbox o,
      lateral (select not exists (select from kernel.consumer c where (c.xid, c.id) < (o.xid, o.id)) as by_all) heard`);
  await client.query(`
    update kernel.consumer c
    set (xid, id) = (
      select coalesce(max(p.new), 0)::text::xid8, coalesce(max(case when p.new = 1 then 9223372036854775807 else p.id end), 0)
      from (select q.new, q.id from outbox_place q where (q.old, q.id) <= (c.xid, c.id) order by q.old desc, q.id desc limit 1) p)`);
  await client.query(`update kernel.outbox o set xid = p.new::text::xid8 from outbox_place p where p.id = o.id`);
}
