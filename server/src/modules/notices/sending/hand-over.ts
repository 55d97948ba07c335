import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { nextDigest } from './notify.ts';
import { handOut, listWaitingForHolders, takeBack } from './notify.sql.gen.ts';

/** What nobody has read goes to whoever holds the post or role now, and no longer to those who left. */
export async function handOver(tx: Tx): Promise<void> {
  const ids = (await listWaitingForHolders(tx, {})).map(({ id }) => id);
  if (ids.length === 0) return;
  const now = systemClock.now();
  await takeBack(tx, { ids });
  await handOut(tx, { ids, now: now.toISOString(), digest_at: await nextDigest(tx, now) });
}

export const handOverJob: Job = { name: 'notices.hand-over', everySeconds: 300, leaseSeconds: 120, run: (db) => db.tx(handOver) };
