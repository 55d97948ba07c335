import type { Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { listAlarms, listSignInEvents, markAlarmSeen } from './history.sql.gen.ts';

const PAGE = 50;

/** The sign-ins and attempts of an account, newest first. */
export async function listMyHistory(tx: Tx, accountId: string, cursor?: string) {
  const rows = await listSignInEvents(tx, { account_id: accountId, before: cursor === undefined ? null : Number(cursor), limit: PAGE + 1 });
  const items = rows.slice(0, PAGE).map(({ client_id, ...row }) => ({ ...row, clientId: client_id }));
  return { items, nextCursor: rows.length > PAGE ? String(items.at(-1)?.id) : null };
}

export async function listMyAlarms(tx: Tx, accountId: string) {
  return (await listAlarms(tx, { account_id: accountId })).map(({ seen_at, ...row }) => ({ ...row, seenAt: seen_at }));
}

/** Notes that the owner saw an alarm. */
export async function seeAlarm(tx: Tx, accountId: string, id: number): Promise<void> {
  if (!await markAlarmSeen(tx, { id, account_id: accountId })) throw kernelProblem('not-found');
  await announce(tx, 'identity.alarm-seen', { alarmId: id, accountId });
}
