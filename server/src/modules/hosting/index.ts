import { defineModule, type Module } from '#kernel/module.ts';
import { sweepBulkFiles } from './bulk/sweep-files.ts';
import { followReleases } from './fill/follow-releases.ts';
import type { HostingPorts } from './ports.ts';

export { answerHosted } from './answer-hosted.ts';
export type { Grant, HostedAnswer, HostedCall, HostedKind, RowCondition } from './call.ts';
export { startHostingWorker, workOffSets } from './fill/worker.ts';
export type { HostingPorts } from './ports.ts';

/** Answers made from releases: rows, records by key, yes or no, figures, files. */
export function hosting(ports: HostingPorts): Module {
  return defineModule({
    name: 'hosting', uses: ['organisations', 'lake', 'catalog', 'registry'], migrations: new URL('./migrations/', import.meta.url), consumers: [followReleases], jobs: [sweepBulkFiles(ports.lake.objects)],
  });
}
