import { defineModule, type Module } from '#kernel/module.ts';
import { sweepEdges } from './jobs/sweep.ts';
import type { EdgePorts } from './ports.ts';
import { edgeMount } from './relay/mount.ts';
import { routes } from './routes.ts';

export { listNewestEdges, type NewestEdge } from './presence/list-newest.ts';
export { callEdge } from './relay/call-edge.ts';
export type { EdgeAnswer, EdgeCall } from './relay/call.ts';
export type { EdgePorts, HouseKey } from './ports.ts';

/** Edges of agencies: calls are relayed to them, and they learn whom to trust. */
export function edge(ports: EdgePorts): Module {
  return defineModule({ name: 'edge', uses: ['organisations', 'ledger', 'registry', 'sharing'], migrations: new URL('./migrations/', import.meta.url), routes, mounts: [edgeMount(ports)], jobs: [sweepEdges] });
}
