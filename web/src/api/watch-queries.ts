import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked } from './shape.ts';

export type Incidents = Answer<'listIncidents', 200>;
export type Incident = Incidents['items'][number];
export type Trend = Answer<'getQualityTrend', 200>;
export type TrendPoint = Trend['points'][number];

/** What waits for somebody; read anew while the page is open. */
export const incidentsQuery = (query: Asked<'listIncidents'>) => queryOptions({
  queryKey: ['incidents', query], refetchInterval: 30_000,
  queryFn: ({ signal }) => told(api.GET('/api/v1/incidents', { params: { query }, signal })),
});

/** Incidents of a dataset. */
export const datasetIncidentsQuery = (slug: string, open: boolean) => queryOptions({
  queryKey: ['dataset', slug, 'incidents', open],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/incidents', { params: { path: { slug }, query: { open } }, signal })),
});

/** Who answers for a dataset, and who could. */
export const caretakerQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'caretaker'],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/caretaker', { params: { path: { slug } }, signal })),
});

/** Figures of every release of a time. */
export const trendQuery = (slug: string, query: Asked<'getQualityTrend'>) => queryOptions({
  queryKey: ['dataset', slug, 'quality-trend', query],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/quality-trend', { params: { path: { slug }, query }, signal })),
});
