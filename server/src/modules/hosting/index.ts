import { defineModule, type Module } from '#kernel/module.ts';
import { sweepBulkFiles } from './bulk/sweep-files.ts';
import { followReleases } from './fill/follow-releases.ts';
import { followContracts } from './operations/follow-contract.ts';
import type { HostingPorts } from './ports.ts';
import { routes } from './routes.ts';

export { answerHosted } from './answer-hosted.ts';
export type { Grant, HostedAnswer, HostedCall, HostedKind, RowCondition } from './call.ts';
export { startHostingWorker, workOffSets } from './fill/worker.ts';
export { changeHostedService } from './operations/change-hosted-service.ts';
export { offerHostedService } from './operations/offer-hosted-service.ts';
export { getHostedService, getHostingChoices } from './reads/hosted.ts';
export type { HostingPorts } from './ports.ts';

/** Answers made from releases: rows, records by key, yes or no, figures, files. */
export function hosting(ports: HostingPorts): Module {
  return defineModule({
    name: 'hosting', uses: ['organisations', 'lake', 'catalog', 'registry'], migrations: new URL('./migrations/', import.meta.url), routes, consumers: [followReleases, followContracts], jobs: [sweepBulkFiles(ports.lake.objects)],
  });
}
