import type { MssqlSession } from './session.ts';

/**
 * How far a reading is of one moment: `snapshot`, all of it; `statement`, each statement of its own (the database's READ_COMMITTED_SNAPSHOT); `none`, rows
 * that change while it is read may be missed or come twice.
 */
export type Moment = 'snapshot' | 'statement' | 'none';

/**
 * Begins a transaction that is never committed, in a snapshot where the database allows it. SQL Server has no read-only transaction: what a statement
 * might do beside reading goes when the connection ends.
 */
export async function beginReading(session: MssqlSession): Promise<Moment> {
  await session.run('set lock_timeout 10000; set deadlock_priority low');
  const rows = await session.ask('select snapshot_isolation_state, is_read_committed_snapshot_on from sys.databases where database_id = db_id()').catch(() => [] as (string | null)[][]);
  const [state, isVersioned] = rows[0] ?? [];
  await session.run(`set transaction isolation level ${state === '1' ? 'snapshot' : 'read committed'}; begin transaction`);
  if (state === '1') return 'snapshot';
  return isVersioned === '1' ? 'statement' : 'none';
}

/** What a person should know about it. */
export function momentWords(moment: Moment): { th: string; en: string } {
  if (moment === 'snapshot') return { th: 'ทั้งหมดเป็นภาพ ณ เวลาเดียว (snapshot)', en: 'all of it is of one moment (snapshot)' };
  if (moment === 'statement') return { th: 'แต่ละคำสั่งเป็นภาพ ณ เวลาเดียว (read committed snapshot)', en: 'each statement is of one moment (read committed snapshot)' };
  return {
    th: 'ไม่ใช่ภาพ ณ เวลาเดียว แถวที่ถูกแก้ระหว่างอ่านอาจขาดหรือซ้ำ ให้ผู้ดูแลฐานข้อมูลสั่ง alter database … set allow_snapshot_isolation on',
    en: 'not of one moment: rows that change while it is read may be missed or come twice; have the administrator run alter database … set allow_snapshot_isolation on',
  };
}
