import { todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { tellPrograms } from '../feed/tell.ts';
import { agreementEvent } from './agreement-event.ts';
import { countMinutes, listJustExpired, moveMark, takeMinutes } from './facts.sql.gen.ts';

/** An exchange is committed before its answer leaves, but stands at the moment when it came: the slowest service may take two minutes. */
const LAG_MS = 150_000;

/** Tells the parties of each agreement how many exchanges there were, minute by minute; single ones are in the traffic pages. */
export const countExchangesJob: Job = { name: 'events.count-exchanges', everySeconds: 60, leaseSeconds: 300, run: (db) => tellCounts(db, systemClock.now()) };

/** Agreements whose last day is over, which nobody announces. */
export const tellExpiredJob: Job = { name: 'events.tell-expired', everySeconds: 3_600, leaseSeconds: 300, run: (db) => tellExpired(db, systemClock.now()) };

export async function tellCounts(db: Database, now: Date): Promise<void> {
  await db.tx(async (tx) => {
    const { from, to } = await takeMinutes(tx, { until: new Date(now.getTime() - LAG_MS).toISOString() });
    const rows = from < to ? await countMinutes(tx, { from, to }) : [];
    await tellPrograms(tx, rows.map(({ minute, number: agreement, service, consumer_id: consumer, consumer_path: system, provider_id: provider, exchanges, answered, refused, bytes, slowest: slowestMs }) => ({
      type: 'saphan.exchange.counted' as const, subject: `agreements/${agreement}`, at: minute, data: { agreement, service, consumer, system, provider, minute, exchanges, answered, refused, bytes, slowestMs },
      agencies: [consumer, provider], key: `saphan.exchange.counted:${agreement}:${system}:${minute}`,
    })));
    await moveMark(tx, { to });
  });
}

export async function tellExpired(db: Database, now: Date): Promise<void> {
  const today = todayInBangkok(now);
  await db.tx(async (tx) => {
    await tellPrograms(tx, (await listJustExpired(tx, { today })).map((row) => agreementEvent(row, 'saphan.agreement.ended', { why: 'expired', at: new Date(`${row.valid_to}T23:59:59+07:00`).toISOString(), version: row.version })));
  });
}
