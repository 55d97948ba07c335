import type { Job } from '#kernel/jobs.ts';
import { deleteOldEvents } from './events/event.sql.gen.ts';

/** Events are told for a while, then forgotten; what a release came from stays with the release. */
export const forgetEvents: Job = { name: 'lineage.forget-events', everySeconds: 86_400, leaseSeconds: 600, run: (db) => db.tx((tx) => deleteOldEvents(tx, {})) };
