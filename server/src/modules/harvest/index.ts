import { defineModule, type Module } from '#kernel/module.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import type { HarvestPorts } from './ports.ts';
import { routes } from './routes.ts';
import { harvestJobs } from './job/jobs.ts';

export type { HarvestPorts } from './ports.ts';
export { harvestHoldings } from './agencies/follow-agencies.ts';
export { startHarvestWorker } from './job/worker.ts';

/** What other catalogues have: harvested, imported, and taken from the government's workbook. */
export function harvest(ports: HarvestPorts): Module {
  return defineModule({ name: 'harvest', uses: ['organisations', 'catalog'], migrations: new URL('./migrations/', import.meta.url), routes: routes(ports), consumers: [followAgencies], jobs: harvestJobs });
}
