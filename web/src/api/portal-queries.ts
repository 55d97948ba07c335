import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, type Query } from './client.ts';
import type {
  CatalogueRecord, CatalogueWords, DemandList, DemandPage, PlanItem, PortalDataset, PublicAgency, SearchResult, Showcase, Statistics, Suggestions, Survey, SurveyPage, Topic, TopicPage,
} from './portal-types.ts';

type List<Item> = { items: Item[] };
const part = encodeURIComponent;
const LONG_MS = 300_000;

export const searchQuery = (asked: Query) => queryOptions({
  queryKey: ['catalogue', 'search', asked], queryFn: ({ signal }) => ask<SearchResult>('GET', '/catalogue/search', { query: asked, signal }), placeholderData: keepPreviousData,
});
export const suggestionsQuery = (q: string) => queryOptions({
  queryKey: ['catalogue', 'suggestions', q], queryFn: ({ signal }) => ask<Suggestions>('GET', '/catalogue/suggestions', { query: { q }, signal }), enabled: q.trim().length > 1, placeholderData: keepPreviousData, retry: false,
});
export const catalogueWordsQuery = () => queryOptions({
  queryKey: ['catalogue', 'definition'], queryFn: ({ signal }) => ask<CatalogueWords>('GET', '/catalogue/definition', { signal }), staleTime: LONG_MS,
});
export const recordQuery = (slug: string) => queryOptions({
  queryKey: ['catalogue', 'record', slug], queryFn: ({ signal }) => ask<CatalogueRecord>('GET', `/catalogue/records/${part(slug)}`, { signal }),
});

/** What is read of the portal begins with this key. */
export const portalKey = ['portal'] as const;
export const portalDatasetQuery = (slug: string) => queryOptions({
  queryKey: [...portalKey, 'dataset', slug], queryFn: ({ signal }) => ask<PortalDataset>('GET', `/portal/datasets/${part(slug)}`, { signal }), staleTime: LONG_MS, retry: false,
});
export const publicAgenciesQuery = () => queryOptions({ queryKey: [...portalKey, 'agencies'], queryFn: ({ signal }) => ask<List<PublicAgency>>('GET', '/portal/agencies', { signal }), staleTime: LONG_MS });
export const topicsQuery = () => queryOptions({ queryKey: [...portalKey, 'topics'], queryFn: ({ signal }) => ask<List<Topic>>('GET', '/portal/topics', { signal }), staleTime: LONG_MS });
export const topicQuery = (id: string) => queryOptions({ queryKey: [...portalKey, 'topics', id], queryFn: ({ signal }) => ask<TopicPage>('GET', `/portal/topics/${part(id)}`, { signal }) });
export const requestsQuery = (asked: Query) => queryOptions({
  queryKey: [...portalKey, 'requests', asked], queryFn: ({ signal }) => ask<DemandList>('GET', '/portal/requests', { query: asked, signal }), placeholderData: keepPreviousData,
});
export const requestQuery = (id: string) => queryOptions({ queryKey: [...portalKey, 'requests', id], queryFn: ({ signal }) => ask<DemandPage>('GET', `/portal/requests/${part(id)}`, { signal }) });
export const surveysQuery = () => queryOptions({ queryKey: [...portalKey, 'surveys'], queryFn: ({ signal }) => ask<List<Survey>>('GET', '/portal/surveys', { signal }) });
export const surveyQuery = (id: string) => queryOptions({ queryKey: [...portalKey, 'surveys', id], queryFn: ({ signal }) => ask<SurveyPage>('GET', `/portal/surveys/${part(id)}`, { signal }) });
export const planQuery = () => queryOptions({ queryKey: [...portalKey, 'plan'], queryFn: ({ signal }) => ask<List<PlanItem>>('GET', '/portal/plan', { signal }) });
export const showcasesQuery = (asked: Query = {}) => queryOptions({ queryKey: [...portalKey, 'showcases', asked], queryFn: ({ signal }) => ask<List<Showcase>>('GET', '/portal/showcases', { query: asked, signal }) });
export const statisticsQuery = (days: number) => queryOptions({ queryKey: [...portalKey, 'statistics', days], queryFn: ({ signal }) => ask<Statistics>('GET', '/portal/statistics', { query: { days }, signal }) });
