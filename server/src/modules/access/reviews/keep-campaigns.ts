import { addDays, formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { theHouse } from '#kernel/policy.ts';
import { closeReviewCampaign } from './close-campaign.ts';
import { listDueCampaigns } from './review.sql.gen.ts';
import { remindReviewers, startReviewCampaign } from './start-campaign.ts';

/** First days of the two rounds of a year, and how long each lasts. */
const ROUNDS = ['04-01', '10-01'];
const DAYS = 30;

/** Opens the round of today, if this is one, reminds a week before its last day, and ends it after that. Safe to repeat. */
export async function keepCampaigns(db: Database, now: Date): Promise<void> {
  const today = todayInBangkok(now);
  const opensOn = ROUNDS.map((day) => `${today.slice(0, 4)}-${day}`).find((day) => day <= today && today < addDays(day, DAYS));
  if (opensOn) {
    await db.tx((tx) => startReviewCampaign(tx, theHouse, {
      titleTh: `ทบทวนสิทธิ รอบ ${formatThaiDate(opensOn, { style: 'long' })}`, titleEn: `Review of rights, round of ${formatThaiDate(opensOn, { style: 'long', lang: 'en' })}`, opensOn, closesOn: addDays(opensOn, DAYS - 1),
    }));
  }
  for (const { id, unreminded, ended } of await db.read((tx) => listDueCampaigns(tx, { today, now: now.toISOString() }))) {
    if (unreminded) await db.tx((tx) => remindReviewers(tx, theHouse, id));
    else if (ended) await closeReviewCampaign(db, theHouse, id);
  }
}

export const reviewSweep: Job = { name: 'access.keep-campaigns', everySeconds: 1800, leaseSeconds: 900, run: (db) => keepCampaigns(db, new Date()) };
