import { formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { theHouse } from '#kernel/policy.ts';
import { moveDataService } from './move-service.ts';
import { openService } from './save-service.ts';
import { listPastSunset } from './sunset.sql.gen.ts';

/** Within a minute of the midnight in Bangkok that ends a service's last day. The gateway looks at the day itself. */
export const retireSunsetJob: Job = { name: 'registry.retire-sunset', everySeconds: 60, leaseSeconds: 120, run: async (db) => { await retireSunset(db, systemClock.now()); } };

/** Retires what was deprecated and whose announced last day is over. @returns their slugs. */
export async function retireSunset(db: Database, now: Date): Promise<string[]> {
  const due = await db.read((tx) => listPastSunset(tx, { today: todayInBangkok(now) }));
  const retired: string[] = [];
  for (const { slug } of due) if (await db.tx((tx) => retireOne(tx, slug, now))) retired.push(slug);
  return retired;
}

/** Looks again under the lock: somebody may have given it more time meanwhile. */
async function retireOne(tx: Tx, slug: string, now: Date): Promise<boolean> {
  const row = await openService(tx, theHouse, slug);
  if (row.state !== 'deprecated' || row.sunset_on === null || row.sunset_on >= todayInBangkok(now)) return false;
  const reason = `ถึงวันเลิกให้บริการที่ประกาศไว้ ${formatThaiDate(row.sunset_on)} · Its announced last day, ${formatThaiDate(row.sunset_on, { lang: 'en' })}, is over`;
  await moveDataService(tx, theHouse, slug, { to: 'retired', revision: row.revision, reason }, now);
  return true;
}
