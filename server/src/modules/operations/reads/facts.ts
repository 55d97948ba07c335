import type { Tx } from '#kernel/db.ts';
import { listFailingSources, listRunsInHand, listSlowestRuns, readQueue } from '#modules/linkage/index.ts';
import { measureDatabase } from '../jobs/measure.sql.gen.ts';
import type { OperationsPorts } from '../ports.ts';
import type { Facts } from '../schemas.ts';
import { findLastAction, findLastBeat, listConsumers, listMeasures, listMigrations, listSweeps, listWorkers } from './facts.sql.gen.ts';
import { viewWorkers } from './workers.ts';

/** Everything the running of the house is judged by, in one picture of the register. Every question is bounded, whatever the register holds. */
export async function readFacts(tx: Tx, ports: Omit<OperationsPorts, 'db'>, now: Date): Promise<Facts> {
  const sweeps = await readSweeps(tx);
  const migrations = await listMigrations(tx, {});
  const applied = new Set(migrations.map(({ name }) => name));
  const last = migrations.at(-1);
  return {
    asOf: now.toISOString(), since: migrations[0]?.applied_at ?? null, lastBeatAt: (await findLastBeat(tx, {})).beat_at,
    runs: await readQueue(tx), workers: viewWorkers(await listWorkers(tx, {}), await listRunsInHand(tx), sweeps), disk: await readDisk(tx, ports),
    sources: await listFailingSources(tx), slowest: await listSlowestRuns(tx), consumers: await readConsumers(tx), sweeps, backups: await readBackups(tx),
    ledger: await ports.readLedger?.(tx) ?? null,
    edges: [...(await ports.listEdges?.(tx, now)) ?? []], version: { running: ports.version, migrations: applied.size, missing: ports.listMigrations().filter((name) => !applied.has(name)), lastMigration: last ? { name: last.name, at: last.applied_at } : null },
  };
}

async function readDisk(tx: Tx, ports: Omit<OperationsPorts, 'db'>): Promise<Facts['disk']> {
  const measures = new Map((await listMeasures(tx, {})).map((row) => [row.store, { bytes: row.bytes, objects: row.objects, takenAt: row.taken_at, weekAgoBytes: row.week_ago_bytes }]));
  const storeOf = (name: string) => measures.get(name) ?? null;
  return { ...ports.readDisk(), databaseBytes: (await measureDatabase(tx, {})).bytes, stores: { register: storeOf('register'), raw: storeOf('raw'), lake: storeOf('lake') } };
}

const readConsumers = async (tx: Tx): Promise<Facts['consumers']> =>
  (await listConsumers(tx, {})).map((row) => ({ name: row.name, behind: row.behind, oldestAt: row.oldest_at, failures: row.failures, lastError: row.last_error }));

const readSweeps = async (tx: Tx): Promise<Facts['sweeps']> =>
  (await listSweeps(tx, {})).map((row) => ({ name: row.name, nextAt: row.next_at, endedAt: row.ended_at, worker: row.worker, failures: row.failures, lastError: row.last_error }));

/** As the audit trail tells: `saphan backup` and `saphan restore --drill` write there. */
async function readBackups(tx: Tx): Promise<Facts['backups']> {
  const [backup, drill] = [await findLastAction(tx, { action: 'system.backup-made' }), await findLastAction(tx, { action: 'system.restore-drilled' })];
  const idOf = (subject: string) => subject.replace(/^backup:/, '');
  return {
    backup: backup && { id: idOf(backup.subject), at: backup.at, releases: backup.detail.releases, missing: backup.detail.missing },
    drill: drill && { backup: idOf(drill.subject), at: drill.at, releases: drill.detail.releases, mismatches: drill.detail.mismatches, seconds: drill.detail.seconds },
  };
}
