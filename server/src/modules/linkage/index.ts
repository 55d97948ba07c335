import { defineModule, type Module } from '#kernel/module.ts';
import { linkageJobs } from './jobs/sweeps.ts';
import type { LinkagePorts } from './linkage-ports.ts';
import { contractRoutes } from './routes/contracts.ts';
import { pushRoutes } from './push/routes.ts';
import { quarantineRoutes } from './routes/quarantine.ts';
import { runRoutes } from './routes/runs.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { sourceRoutes } from './routes/sources.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { scheduleConsumers } from './schedule/consumers.ts';

export type { LinkagePorts } from './linkage-ports.ts';
export type { Connector, FetchContext, FetchMark, FetchResult, Reach, ReadBounds, SettingWords, StoredRaw, TestStep } from './ports.ts';
export { agreeContract } from './operations/agree-contract.ts';
export { createSource } from './operations/create-source.ts';
export { decideRun } from './operations/decide-run.ts';
export { keepRaw } from './operations/upload-file.ts';
export { proposeDraft } from './operations/propose-draft.ts';
export { startRun } from './operations/start-run.ts';
export { hearRuns } from './reads/run-ear.ts';
export { selectLinkageFacts } from './reads/linkage-facts.ts';
export { listRunLives } from './reads/run-lives.ts';
export { listRunViews, selectRunView } from './reads/runs.ts';
export { startRunWorker, type RunWorker } from './runs/worker.ts';
export { planDue } from './schedule/plan-due.ts';
export { startPlanner } from './schedule/planner.ts';
export { setSchedule } from './schedule/set-schedule.ts';

/** Linkage: contracts, sources, runs and the quarantine. */
export function linkage(ports: LinkagePorts): Module {
  return defineModule({
    name: 'linkage',
    uses: ['calendar', 'catalog', 'lake', 'organisations'],
    migrations: new URL('./migrations/', import.meta.url),
    routes: [...uploadRoutes(ports), ...contractRoutes(ports), ...sourceRoutes(ports), ...scheduleRoutes, ...runRoutes(ports), ...quarantineRoutes(ports), ...pushRoutes(ports)],
    consumers: scheduleConsumers,
    jobs: linkageJobs(ports),
  });
}
