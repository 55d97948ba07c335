import { defineModule, type Module } from '#kernel/module.ts';
import type { Job } from '#kernel/jobs.ts';
import { deleteOld } from './own/opening.sql.gen.ts';
import type { TrackerPorts } from './ports.ts';
import { trackerRoutes } from './routes.ts';

export type { SubjectKey, TrackerPorts } from './ports.ts';

/** Nothing of a look outlives its half hour by more than a few minutes. */
const forgetOpenings: Job = { name: 'tracker.forget-openings', everySeconds: 300, leaseSeconds: 60, run: (db) => db.tx((tx) => deleteOld(tx, {})) };

/** Who looked at my data and why: what a person sees of the uses of their data. */
export function tracker(ports: TrackerPorts): Module {
  return defineModule({
    name: 'tracker', uses: ['organisations', 'identity', 'registry', 'sharing', 'exchange'], migrations: new URL('./migrations/', import.meta.url), routes: trackerRoutes(ports), jobs: [forgetOpenings],
  });
}
