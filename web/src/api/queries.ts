import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { ContractVersion, ContractVersionItem, DatasetState, OverdueStep, Linkage, LogLine, Page, QuarantinePage, Run } from './types.ts';

/**
 * What the pages read, each with its cache key. Keys begin with the noun, so that a change can refresh all of it.
 * Answers have the type of the OpenAPI document; where that says only `string`, the narrower words of `types.ts` are named.
 */
export const systemQuery = () => queryOptions({
  queryKey: ['system'], queryFn: ({ signal }) => told(api.GET('/api/v1/system', { signal })), staleTime: 30_000,
  refetchInterval: (query) => (query.state.data?.sample?.running ? 3000 : 60_000),
});

export const agenciesQuery = () => queryOptions({
  queryKey: ['agencies'], queryFn: ({ signal }) => told(api.GET('/api/v1/agencies', { signal })), staleTime: 600_000,
});

export const boardQuery = (asOf?: string) => queryOptions({
  queryKey: ['board', asOf ?? 'now'], queryFn: ({ signal }) => told(api.GET('/api/v1/board', { params: { query: { asOf } }, signal })), placeholderData: keepPreviousData,
});

export interface DatasetFilter { agency?: string; state?: DatasetState; linked?: boolean; step?: OverdueStep; dueFrom?: string; dueTo?: string; asOf?: string; q?: string; cursor?: string; limit?: number }
export const datasetsQuery = (filter: DatasetFilter) => queryOptions({
  queryKey: ['datasets', filter], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets', { params: { query: filter }, signal })), placeholderData: keepPreviousData,
});

export const datasetQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}', { params: { path: { slug } }, signal })),
});

export const linkageQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'linkage'], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/linkage', { params: { path: { slug } }, signal })) as Promise<Linkage>,
});

export const contractsQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'contracts'], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/contracts', { params: { path: { slug } }, signal })) as Promise<{ items: ContractVersionItem[] }>,
});

export const contractQuery = (slug: string, version: number) => queryOptions({
  queryKey: ['dataset', slug, 'contracts', version], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/contracts/{version}', { params: { path: { slug, version } }, signal })) as Promise<ContractVersion>,
  staleTime: Infinity,
});

export const releasesQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'releases'], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/releases', { params: { path: { slug } }, signal })),
});

export const releaseQuery = (slug: string, number: number | 'current') => queryOptions({
  queryKey: ['dataset', slug, 'releases', number], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/releases/{number}', { params: { path: { slug, number: String(number) } }, signal })),
});

export interface RowsAsk { filter: string[]; sort?: string; cursor?: string; limit?: number }
export const rowsQuery = (slug: string, number: number | 'current', rows: RowsAsk) => queryOptions({
  queryKey: ['dataset', slug, 'releases', number, 'rows', rows], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/releases/{number}/rows', { params: { path: { slug, number: String(number) }, query: rows }, signal })),
});

/** Few enough to read; the API gives up to 500 at a time. */
export const changesPerPage = 20;
export const changesQuery = (slug: string, from: number, to: number, cursor?: string) => queryOptions({
  queryKey: ['dataset', slug, 'changes', from, to, cursor ?? ''], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/changes', { params: { path: { slug }, query: { from, to, cursor, limit: changesPerPage } }, signal })),
});

export interface RunFilter { dataset?: string; state?: string; cursor?: string; limit?: number }
export const runsQuery = (filter: RunFilter) => queryOptions({
  queryKey: ['runs', filter], queryFn: ({ signal }) => told(api.GET('/api/v1/runs', { params: { query: filter }, signal })) as Promise<Page<Run>>, placeholderData: keepPreviousData,
});

export const runQuery = (id: number) => queryOptions({
  queryKey: ['run', id], queryFn: ({ signal }) => told(api.GET('/api/v1/runs/{id}', { params: { path: { id } }, signal })) as Promise<Run>,
});

export const runLogQuery = (id: number) => queryOptions({
  queryKey: ['run', id, 'log'], queryFn: ({ signal }) => told(api.GET('/api/v1/runs/{id}/log', { params: { path: { id } }, signal })) as Promise<{ items: LogLine[] }>,
});

export interface QuarantineFilter { code?: string; column?: string; cursor?: string }
export const quarantineQuery = (id: number, filter: QuarantineFilter) => queryOptions({
  queryKey: ['run', id, 'quarantine', filter], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(api.GET('/api/v1/runs/{id}/quarantine', { params: { path: { id }, query: filter }, signal })) as Promise<QuarantinePage>,
});
