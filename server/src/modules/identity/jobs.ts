import type { Job } from '#kernel/jobs.ts';
import { announce } from '#kernel/outbox.ts';
import { deleteOldChallenges } from './credentials/passkey.sql.gen.ts';
import { forgetLetters } from './history/history.sql.gen.ts';
import { sweepSessions } from './session/session.sql.gen.ts';
import { deleteOldThrottles } from './sign-in/throttle.sql.gen.ts';

const BATCH = 500;

/** Ends sessions that ran out, so that e-services hear of it, and forgets used challenges and old counts. */
export const sweepSignIns: Job = {
  name: 'identity.sweep-sign-ins', everySeconds: 60, leaseSeconds: 120,
  async run(db, signal) {
    let ended = BATCH;
    while (ended === BATCH && !signal.aborted) {
      ended = await db.tx(async (tx) => {
        const rows = await sweepSessions(tx, { limit: BATCH });
        for (const { id, account_id } of rows) await announce(tx, 'identity.session-ended', { sessionId: id, accountId: account_id, why: 'ran-out' });
        return rows.length;
      });
    }
    await db.tx(async (tx) => { await deleteOldChallenges(tx, {}); await deleteOldThrottles(tx, {}); await forgetLetters(tx, {}); });
  },
};
