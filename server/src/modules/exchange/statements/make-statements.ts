import { hash } from 'node:crypto';
import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { spanOf } from './day-span.ts';
import { StatementText } from './statement-text.ts';
import { insertStatement, listExchanged, listHandedIn, listPairsWithoutStatement, type ListPairsWithoutStatementRow } from './statements.sql.gen.ts';

const PAGE = 20_000;
/** So many days back a worker that was away makes up for. */
const DAYS_BACK = 7;
const NO_ID = '00000000-0000-0000-0000-000000000000';
const HOUR_S = 3600;

/** Writes the statement of every pair for a day in Bangkok that is over; pairs that have theirs are left alone. @returns how many were written. */
export async function makeStatements(db: Database, day: string, now: Date): Promise<number> {
  const span = spanOf(day);
  const pairs = await db.read((tx) => listPairsWithoutStatement(tx, { ...span, day }));
  let made = 0;
  for (const pair of pairs) if (await db.tx((tx) => makeStatement(tx, pair, span, day, now))) made += 1;
  return made;
}

async function makeStatement(tx: Tx, pair: ListPairsWithoutStatementRow, span: { from: string; until: string }, day: string, now: Date): Promise<boolean> {
  const ids = { consumer: pair.consumer_system_id, provider: pair.provider_system_id };
  const gathered = new StatementText({ consumer: pair.consumer, provider: pair.provider, day });
  for (let after = NO_ID, more = true; more;) {
    const rows = await listExchanged(tx, { ...span, ...ids, after, limit: PAGE });
    for (const row of rows) gathered.add(row);
    after = rows.at(-1)?.id ?? after;
    more = rows.length === PAGE;
  }
  for (let after = NO_ID, more = true; more;) {
    const rows = await listHandedIn(tx, { ...span, ...ids, after, limit: PAGE });
    for (const row of rows) gathered.addDirect(row);
    after = rows.at(-1)?.id ?? after;
    more = rows.length === PAGE;
  }
  const { text, exchanges, refused, missing, direct, unmatched } = gathered;
  const sha256 = hash('sha256', text, 'hex');
  const made = await insertStatement(tx, { ...ids, day, text, sha256, exchanges, refused, missing, direct, unmatched, made_at: now.toISOString() });
  if (made) await appendEntry(tx, { kind: 'exchange.statement-made', subject: `statement:${made.id}`, facts: { sha256, day, exchanges, refused, missing, ...(direct > 0 && { direct, unmatched }) } });
  return made !== null;
}

/** An hour after midnight in Bangkok, so that exchanges under way at midnight have their evidence. */
export const statementJob: Job = {
  name: 'exchange.make-statements', everySeconds: HOUR_S, leaseSeconds: HOUR_S,
  run: async (db) => {
    const now = new Date();
    const lastOver = addDays(todayInBangkok(new Date(now.getTime() - HOUR_S * 1000)), -1);
    for (let back = DAYS_BACK - 1; back >= 0; back -= 1) await makeStatements(db, addDays(lastOver, -back), now);
  },
};
