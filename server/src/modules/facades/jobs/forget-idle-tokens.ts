import type { Job } from '#kernel/jobs.ts';
import { deleteIdleTokens } from '../secrets/secrets.sql.gen.ts';

const IDLE_MS = 2 * 3_600_000;

/** Tokens of the older gateway that nobody can use any more. */
export const forgetIdleTokens: Job = {
  name: 'facades.forget-idle-tokens', everySeconds: 3600, leaseSeconds: 60, run: (db) => db.tx((tx) => deleteIdleTokens(tx, { before: new Date(Date.now() - IDLE_MS).toISOString() })),
};
