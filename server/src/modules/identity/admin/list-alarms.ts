import type { Tx } from '#kernel/db.ts';
import { listAlarmsOfAll } from './alarm.sql.gen.ts';

const PAGE = 100;

/** Alarms of every account, newest first. */
export async function listAlarms(tx: Tx, cursor?: number) {
  const rows = await listAlarmsOfAll(tx, { before: cursor ?? null, limit: PAGE });
  const items = rows.map((row) => ({ id: row.id, at: row.at, accountId: row.account_id, displayName: row.display_name, kind: row.kind, detail: row.detail as unknown, seenAt: row.seen_at }));
  return { items, nextCursor: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null };
}
