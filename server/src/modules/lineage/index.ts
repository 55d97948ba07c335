import { defineModule, type Module } from '#kernel/module.ts';
import { hearRuns } from './events/hear-runs.ts';
import { forgetEvents } from './jobs.ts';
import type { LineagePorts } from './ports.ts';
import { sendEvents } from './receivers/send-events.ts';
import { lineageRoutes } from './routes.ts';

export type { LineagePorts, OutsideName } from './ports.ts';

/** Where data came from, what depends on it, and who outside is told of it. */
export function lineage(ports: LineagePorts): Module {
  return defineModule({
    name: 'lineage', uses: ['organisations', 'lake', 'catalog', 'linkage', 'interop'], migrations: new URL('./migrations/', import.meta.url),
    routes: lineageRoutes(ports), consumers: [hearRuns(ports)], jobs: [sendEvents(ports), forgetEvents],
  });
}
