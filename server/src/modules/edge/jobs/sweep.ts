import { systemClock } from '#kernel/clock.ts';
import type { Job } from '#kernel/jobs.ts';
import { sweepPresence } from '../presence/presence.sql.gen.ts';
import { sweepCalls } from '../relay/relay.sql.gen.ts';
import { sweepNonces } from '../signing/prove.sql.gen.ts';

const MINUTE_MS = 60_000;
const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

/** Forgets what nobody waits for any more. */
export const sweepEdges: Job = {
  name: 'edge.sweep', everySeconds: 60, leaseSeconds: 60,
  run: (db) => db.tx(async (tx) => {
    const now = systemClock.now().getTime();
    await sweepCalls(tx, { before: new Date(now - MINUTE_MS).toISOString() });
    await sweepNonces(tx, { before: new Date(now - MINUTE_MS).toISOString() });
    await sweepPresence(tx, { before: new Date(now - KEPT_MS).toISOString() });
  }),
};
