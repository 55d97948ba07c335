import { defineModule, type Module } from '#kernel/module.ts';
import { measureStores } from './jobs/measure-stores.ts';
import type { Reading } from './reads/operations.ts';
import { operationsRoutes } from './routes.ts';

export type { DiskSpace, OperationsPorts } from './ports.ts';
export type { Operations, Sign } from './schemas.ts';
export { drainWorker, startWorkerAgain } from './operations/drain-worker.ts';
export { openGauges } from './gauges.ts';
export { openReading, readOperations, type Reading } from './reads/operations.ts';

/** Operations: how the house runs, and what of it needs a person. */
export function operations(reading: Reading): Module {
  return defineModule({ name: 'operations', uses: ['lake', 'linkage'], migrations: new URL('./migrations/', import.meta.url), routes: operationsRoutes(reading), jobs: [measureStores] });
}
