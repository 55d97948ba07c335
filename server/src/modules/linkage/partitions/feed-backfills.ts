import { auditAll } from '#kernel/audit.ts';
import type { Database, Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { theHouse } from '#kernel/policy.ts';
import { tellRunMoved } from '../runs/run.sql.gen.ts';
import { SIGN_IN } from '../schedule/suspend.ts';
import { findNextPart, finishBackfill, insertBackfillRun, listAndLockFedBackfills, listLastFailures, notePartRun, pauseBackfill, type ListAndLockFedBackfillsRow } from './partitions.sql.gen.ts';

/** So many partitions that fail one after another, and the rest would fail too. */
const FAILED_IN_A_ROW = 3;

/**
 * Queues the next partition of each backfill that may go on: one of a dataset at a time, since a dataset has one run at work, and none while one of its
 * runs is held. Several may do this: rows are locked while they are fed.
 *
 * @returns runs made.
 */
export async function feedBackfills(db: Database): Promise<number> {
  return db.tx(async (tx) => {
    let made = 0;
    for (const backfill of await listAndLockFedBackfills(tx, {})) made += await feed(tx, backfill);
    return made;
  });
}

async function feed(tx: Tx, backfill: ListAndLockFedBackfillsRow): Promise<number> {
  const { id, dataset_id: datasetId, by, column_name: column } = backfill;
  const why = await whyStopped(tx, backfill);
  if (why) {
    await pauseBackfill(tx, { id, by: 'saphan', reason: why });
    await announce(tx, 'linkage.backfill-stopped', { datasetId, backfillId: id, reason: why });
    return 0;
  }
  const part = await findNextPart(tx, { backfill_id: id });
  if (!part || backfill.contract_id === null) {
    await finishBackfill(tx, { id, state: 'done' });
    await announce(tx, 'linkage.backfill-finished', { datasetId, backfillId: id });
    return 0;
  }
  const run = await insertBackfillRun(tx, { backfill_id: id, contract_id: backfill.contract_id, partition: { by, column, id: part.partition } });
  await notePartRun(tx, { backfill_id: id, position: part.position, run_id: run.id });
  await auditAll(tx, theHouse, 'linkage.run-started', [`run:${run.id}`], { trigger: 'backfill', backfill: id, partition: part.partition });
  await tellRunMoved(tx, { payload: JSON.stringify({ id: run.id, dataset: datasetId }) });
  return 1;
}

/** A backfill stops itself where going on is useless or would lock the agency's account; a person looks and lets it go on. */
async function whyStopped(tx: Tx, { id, retired_at: retiredAt }: ListAndLockFedBackfillsRow): Promise<string | null> {
  if (retiredAt !== null) return 'ต้นทางเลิกใช้แล้ว · the source is retired';
  const last = await listLastFailures(tx, { backfill_id: id, limit: FAILED_IN_A_ROW });
  const [newest] = last;
  if (newest?.state === 'failed' && SIGN_IN.test(newest.code ?? '')) return `ต้นทางไม่รับการเข้าสู่ระบบ · the source refused the sign-in (${newest.code})`;
  const allFailed = last.length === FAILED_IN_A_ROW && last.every(({ state }) => state === 'failed');
  return allFailed ? `ผิดพลาด ${FAILED_IN_A_ROW} งวดติดกัน · ${FAILED_IN_A_ROW} partitions failed in a row (${newest?.code ?? '?'})` : null;
}
