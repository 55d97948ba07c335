import { queryOptions } from '@tanstack/react-query';
import { api, apiUrl, readAnswer, told, Unreachable } from './client.ts';
import { houseFetch } from './house-fetch.ts';
import type { Answer, Body } from './shape.ts';

export type HarvestSource = Answer<'listHarvestSources', 200>['items'][number];
export type HarvestJob = Answer<'getHarvestJob', 200>;
export type HarvestEntry = Answer<'listHarvestEntries', 200>['items'][number];
export type NewHarvestSource = Body<'createHarvestSource'>;
export type TemplateReport = Answer<'takeHarvestTemplate', 200>;

const BUSY = ['queued', 'listing', 'taking', 'filing'];
const QUICK_MS = 2_000;
const SLOW_MS = 30_000;

export const isBusy = (job: HarvestJob | null | undefined): boolean => job !== null && job !== undefined && BUSY.includes(job.state);

export const harvestSourcesQuery = () => queryOptions({
  queryKey: ['harvest-sources'], queryFn: ({ signal }) => told(api.GET('/api/v1/harvest/sources', { signal })),
  refetchInterval: ({ state }) => (state.data?.items.some(({ lastJob }) => isBusy(lastJob)) ? QUICK_MS : SLOW_MS),
});

export const harvestSourceQuery = (id: number) => queryOptions({
  queryKey: ['harvest-source', id], queryFn: ({ signal }) => told(api.GET('/api/v1/harvest/sources/{id}', { params: { path: { id } }, signal })),
  refetchInterval: ({ state }) => (isBusy(state.data?.jobs[0]) ? QUICK_MS : SLOW_MS),
});

export const harvestEntriesQuery = (job: HarvestJob, query: { outcome?: string; remarked?: boolean; cursor?: string }) => queryOptions({
  queryKey: ['harvest-entries', job.id, query, job.state, job.counts], queryFn: ({ signal }) => told(api.GET('/api/v1/harvest/jobs/{id}/entries', { params: { path: { id: job.id }, query: { ...query, limit: 50 } }, signal })),
});

export const harvestLossesQuery = (job: HarvestJob) => queryOptions({
  queryKey: ['harvest-losses', job.id, job.state], queryFn: ({ signal }) => told(api.GET('/api/v1/harvest/jobs/{id}/losses', { params: { path: { id: job.id } }, signal })),
});

/** Address of the workbook of an agency's records of one kind. */
export const templateUrl = (agency: string, type: string): string => apiUrl('/harvest/template', { agency, type });

/** Tries a filled workbook, or takes it. @throws {ApiProblem} when it cannot be read; {@link Unreachable}. */
export async function sendTemplate(agency: string, file: File, apply: boolean): Promise<TemplateReport> {
  const answer = await houseFetch(apiUrl('/harvest/template', { agency, apply: String(apply) }), { method: 'POST', body: file, headers: { accept: 'application/json', 'content-type': 'application/octet-stream' } })
    .catch((error: unknown) => { throw new Unreachable(String(error)); });
  return readAnswer<TemplateReport>(answer);
}
