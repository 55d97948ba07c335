import { todayInBangkok } from '@saphan/contracts/dates';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { createAgency, listAgencies, mergeAgency, renameAgency } from '#modules/organisations/index.ts';
import type { SampleAgency } from '../../../sample/agencies.ts';

const secretariat: Actor = { name: 'sample-secretariat', role: 'secretariat' };

/** Adds the sample's agency, renames it and merges it, today: no board of another day knows it. Does nothing when it is there. */
export async function fillAgencies(db: Database, { id, kind, into, before, after, documentNo, reason }: SampleAgency): Promise<void> {
  const now = systemClock.now();
  const today = todayInBangkok(now);
  const order = { effectiveOn: today, documentOn: today, documentNo, reason };
  await db.tx(async (tx) => {
    if ((await listAgencies(tx)).some((agency) => agency.id === id)) return;
    await createAgency(tx, secretariat, { id, kind, ...before, domain: null, beginsOn: today });
    const renamed = await renameAgency(tx, secretariat, id, { ...after, ...order, version: 0 }, now);
    await mergeAgency(tx, secretariat, id, { into, ...order, version: renamed.id }, [], now);
  });
}
