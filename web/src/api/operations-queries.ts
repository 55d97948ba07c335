import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer } from './shape.ts';

export type Operations = Answer<'getOperations', 200>;
export type Worker = Operations['workers'][number];
export type Sign = Operations['signs'][number];

/** How the house runs; read anew while the page is open. */
export const operationsQuery = () => queryOptions({
  queryKey: ['operations'], refetchInterval: 5_000,
  queryFn: ({ signal }) => told(api.GET('/api/v1/operations', { signal })),
});

/** Whether all runs are paused; every page asks, rarely. */
export const pauseQuery = () => queryOptions({
  queryKey: ['pause-of-runs'], refetchInterval: 30_000, staleTime: 10_000,
  queryFn: ({ signal }) => told(api.GET('/api/v1/control', { signal })),
});
