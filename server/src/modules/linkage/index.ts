import { defineModule, type Module } from '#kernel/module.ts';
import { controlRoutes } from './control/routes.ts';
import { linkageJobs } from './jobs/sweeps.ts';
import type { LinkagePorts } from './linkage-ports.ts';
import { contractRoutes } from './routes/contracts.ts';
import { pushRoutes } from './push/routes.ts';
import { quarantineRoutes } from './routes/quarantine.ts';
import { runRoutes } from './routes/runs.ts';
import { partitionConsumer } from './partitions/consumers.ts';
import { partitionRoutes } from './routes/partitions.ts';
import { scheduleRoutes } from './routes/schedules.ts';
import { sourceRoutes } from './routes/sources.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { scheduleConsumers } from './schedule/consumers.ts';
import { trialRoutes } from './trial/routes.ts';

export type { LinkagePorts } from './linkage-ports.ts';
export type { BucketSum, ChangesAsked, Connector, FetchContext, FetchMark, FetchNote, FetchResult, KeyBuckets, PartitionAsked, Reach, ReadBounds, SettingWords, StoredRaw, TestStep } from './ports.ts';
export { pauseRuns, resumeRuns } from './control/pause-runs.ts';
export { listFailingSources, listRunsInHand, listSlowestRuns, measureRaw, readQueue, type RunInHand } from './control/running.ts';
export { agreeContract } from './operations/agree-contract.ts';
export { createSource } from './operations/create-source.ts';
export { decideRun } from './operations/decide-run.ts';
export { keepRaw } from './operations/upload-file.ts';
export { proposeDraft } from './operations/propose-draft.ts';
export { startRun } from './operations/start-run.ts';
export { hearRuns } from './reads/run-ear.ts';
export { selectLinkageFacts } from './reads/linkage-facts.ts';
export { listRunLives } from './reads/run-lives.ts';
export { findFactsOfRun, type LinkedLineage, type RunFacts } from './reads/run-facts.ts';
export { listCodeListUsers, listContractBodies, listCursorColumns, listScheduleLinks, listSupersededBefore, type ListCodeListUsersRow } from './reads/run-facts.sql.gen.ts';
export { listRunViews, selectRunView } from './reads/runs.ts';
export { policies as linkagePolicies } from './policies.ts';
export { citizenIdKey, pseudonym } from './pipeline/stage.ts';
export { startRunWorker, type RunWorker } from './runs/worker.ts';
export { planDue } from './schedule/plan-due.ts';
export { startPlanner } from './schedule/planner.ts';
export { setSchedule } from './schedule/set-schedule.ts';

/** Linkage: contracts, sources, runs and the quarantine. */
export function linkage(ports: LinkagePorts): Module {
  return defineModule({
    name: 'linkage',
    uses: ['calendar', 'catalog', 'lake', 'ledger', 'organisations'],
    migrations: new URL('./migrations/', import.meta.url),
    routes: [...uploadRoutes(ports), ...contractRoutes(ports), ...trialRoutes(ports), ...sourceRoutes(ports), ...scheduleRoutes, ...partitionRoutes(ports), ...runRoutes(ports), ...controlRoutes, ...quarantineRoutes(ports), ...pushRoutes(ports)],
    consumers: [...scheduleConsumers, partitionConsumer],
    jobs: linkageJobs(ports),
  });
}
