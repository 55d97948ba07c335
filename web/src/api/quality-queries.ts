import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked } from './shape.ts';

export type RecordQuality = Answer<'getRecordQuality', 200>;
export type QualityLoss = RecordQuality['losses'][number];
export type QualityOverview = Answer<'getCatalogueQuality', 200>;

export const recordQualityQuery = (slug: string) => queryOptions({
  queryKey: ['record', slug, 'quality'], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/records/{slug}/quality', { params: { path: { slug } }, signal })),
});

export const qualityOverviewQuery = (query: Asked<'getCatalogueQuality'>) => queryOptions({
  queryKey: ['catalogue', 'quality', query], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/quality', { params: { query }, signal })), staleTime: 60_000,
});
