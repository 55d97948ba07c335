import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type DataService = Answer<'listDataServices', 200>['items'][number];
export type ServicePage = Answer<'getDataService', 200>;
export type ServiceOperation = ServicePage['operationList'][number];
export type ServiceFilter = Asked<'listDataServices'>;
export type CheckedDocument = Answer<'checkServiceDocument', 200>;
export type ServiceTerms = Omit<Body<'changeDataService'>, 'revision' | 'reason'>;

/** Data services that the reader sees. */
export const dataServicesQuery = (filter: ServiceFilter) => queryOptions({
  queryKey: ['data-services', filter], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/services', { params: { query: filter }, signal })),
});

/** One data service. */
export const dataServiceQuery = (slug: string) => queryOptions({
  queryKey: ['data-services', slug], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/services/{slug}', { params: { path: { slug } }, signal })),
});

/** What is different between two versions. */
export const serviceComparisonQuery = (slug: string, from: number, to: number) => queryOptions({
  queryKey: ['data-services', slug, 'comparison', from, to], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/services/{slug}/comparison', { params: { path: { slug }, query: { from, to } }, signal })),
});
