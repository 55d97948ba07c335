import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from './client.ts';
import type {
  Agency, Board, ChangeItem, ContractVersion, ContractVersionItem, Dataset, DatasetCard, Linkage, LogLine, Page, QuarantinePage, Release, ReleaseDetail, RowsPage, Run, System,
} from './types.ts';

/** What the pages read, each with its cache key. Keys begin with the noun, so that a change can refresh all of it. */
export const systemQuery = () => queryOptions({
  queryKey: ['system'], queryFn: ({ signal }) => ask<System>('GET', '/system', { signal }), staleTime: 30_000,
  refetchInterval: (query) => (query.state.data?.sample?.running ? 3000 : 60_000),
});

export const agenciesQuery = () => queryOptions({
  queryKey: ['agencies'], queryFn: ({ signal }) => ask<Page<Agency>>('GET', '/agencies', { signal }), staleTime: 600_000,
});

export const boardQuery = (asOf?: string) => queryOptions({
  queryKey: ['board', asOf ?? 'now'], queryFn: ({ signal }) => ask<Board>('GET', '/board', { query: { asOf }, signal }), placeholderData: keepPreviousData,
});

export interface DatasetFilter { agency?: string; state?: string; q?: string; cursor?: string; limit?: number }
export const datasetsQuery = (filter: DatasetFilter) => queryOptions({
  queryKey: ['datasets', filter], queryFn: ({ signal }) => ask<Page<DatasetCard>>('GET', '/datasets', { query: { ...filter }, signal }), placeholderData: keepPreviousData,
});

export const datasetQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug], queryFn: ({ signal }) => ask<Dataset>('GET', `/datasets/${slug}`, { signal }),
});

export const linkageQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'linkage'], queryFn: ({ signal }) => ask<Linkage>('GET', `/datasets/${slug}/linkage`, { signal }),
});

export const contractsQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'contracts'], queryFn: ({ signal }) => ask<{ items: ContractVersionItem[] }>('GET', `/datasets/${slug}/contracts`, { signal }),
});

export const contractQuery = (slug: string, version: number) => queryOptions({
  queryKey: ['dataset', slug, 'contracts', version], queryFn: ({ signal }) => ask<ContractVersion>('GET', `/datasets/${slug}/contracts/${version}`, { signal }),
  staleTime: Infinity,
});

export const releasesQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'releases'], queryFn: ({ signal }) => ask<Page<Release>>('GET', `/datasets/${slug}/releases`, { signal }),
});

export const releaseQuery = (slug: string, number: number | 'current') => queryOptions({
  queryKey: ['dataset', slug, 'releases', number], queryFn: ({ signal }) => ask<ReleaseDetail>('GET', `/datasets/${slug}/releases/${number}`, { signal }),
});

export interface RowsAsk { filter: string[]; sort?: string; cursor?: string; limit?: number }
export const rowsQuery = (slug: string, number: number | 'current', rows: RowsAsk) => queryOptions({
  queryKey: ['dataset', slug, 'releases', number, 'rows', rows], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => ask<RowsPage>('GET', `/datasets/${slug}/releases/${number}/rows`, { query: { ...rows }, signal }),
});

/** Few enough to read; the API gives up to 500 at a time. */
export const changesPerPage = 20;
export const changesQuery = (slug: string, from: number, to: number, cursor?: string) => queryOptions({
  queryKey: ['dataset', slug, 'changes', from, to, cursor ?? ''], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => ask<Page<ChangeItem>>('GET', `/datasets/${slug}/changes`, { query: { from, to, cursor, limit: changesPerPage }, signal }),
});

export interface RunFilter { dataset?: string; state?: string; cursor?: string; limit?: number }
export const runsQuery = (filter: RunFilter) => queryOptions({
  queryKey: ['runs', filter], queryFn: ({ signal }) => ask<Page<Run>>('GET', '/runs', { query: { ...filter }, signal }), placeholderData: keepPreviousData,
});

export const runQuery = (id: number) => queryOptions({
  queryKey: ['run', id], queryFn: ({ signal }) => ask<Run>('GET', `/runs/${id}`, { signal }),
});

export const runLogQuery = (id: number) => queryOptions({
  queryKey: ['run', id, 'log'], queryFn: ({ signal }) => ask<{ items: LogLine[] }>('GET', `/runs/${id}/log`, { signal }),
});

export interface QuarantineFilter { code?: string; column?: string; cursor?: string }
export const quarantineQuery = (id: number, filter: QuarantineFilter) => queryOptions({
  queryKey: ['run', id, 'quarantine', filter], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => ask<QuarantinePage>('GET', `/runs/${id}/quarantine`, { query: { ...filter }, signal }),
});
