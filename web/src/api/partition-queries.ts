import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type Partitioning = Answer<'setPartitioning', 200>;
export type PartitioningAsked = Body<'setPartitioning'>;
export type Backfill = Answer<'listBackfills', 200>['items'][number];
export type BackfillDetail = Answer<'getBackfill', 200>;
export type BackfillAsked = Body<'planBackfill'>;
export type PartitionFreshness = Answer<'listPartitionFreshness', 200>;
export type BoardPartitions = Answer<'listBoardPartitions', 200>;

/** How a dataset is divided; null when it is not. */
export const partitioningQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'partitioning'],
  queryFn: async ({ signal }) => (await told(api.GET('/api/v1/datasets/{slug}/partitioning', { params: { path: { slug } }, signal }))).partitioning,
});

/** How fresh each promised partition is. @param asOf ISO day; this moment when left out. */
export const partitionFreshnessQuery = (slug: string, asOf?: string) => queryOptions({
  queryKey: ['dataset', slug, 'partitions', asOf ?? null],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/partitions', { params: { path: { slug }, query: asOf ? { asOf } : {} }, signal })),
});

/** The last promised periods on the board. @param asOf ISO day; this moment, read anew each minute, when left out. */
export const boardPartitionsQuery = (asOf?: string) => queryOptions({
  queryKey: ['board', 'partitions', asOf ?? 'now'], placeholderData: keepPreviousData, refetchInterval: asOf ? false : 60_000,
  queryFn: ({ signal }) => told(api.GET('/api/v1/board/partitions', { params: { query: asOf ? { asOf } : {} }, signal })),
});

/** Backfills of a dataset; read anew while one goes on. */
export const backfillsQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'backfills'],
  queryFn: async ({ signal }) => (await told(api.GET('/api/v1/datasets/{slug}/backfills', { params: { path: { slug } }, signal }))).items,
  refetchInterval: ({ state }) => (state.data?.some((each) => each.state === 'running') ? 2_000 : false),
});

export const backfillQuery = (slug: string, id: number) => queryOptions({
  queryKey: ['dataset', slug, 'backfills', id],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/backfills/{id}', { params: { path: { slug, id } }, signal })),
  refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2_000 : false),
});

/** What a backfill would read. */
export const backfillPlanQuery = (slug: string, id: number, body: BackfillAsked) => queryOptions({
  queryKey: ['dataset', slug, 'backfill-plan', id, body], retry: false, gcTime: 60_000,
  queryFn: ({ signal }) => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/backfill-plans', { params: { path: { slug, id } }, body, signal })),
});

/** The first rows that a source gives, asked for now. */
export const askSourcePreview = (slug: string, id: number) => told(api.POST('/api/v1/datasets/{slug}/sources/{id}/preview', { params: { path: { slug, id } } }));
export type SourcePreview = Answer<'previewSource', 200>;
