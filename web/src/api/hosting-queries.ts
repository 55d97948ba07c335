import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type HostingChoices = Answer<'getHostingChoices', 200>;
export type HostedService = Answer<'getHostedService', 200>;
export type HostedKind = HostedService['kind'];
export type HostedColumn = HostedService['columns'][number];
export type HostedCondition = HostedService['conditions'][number];
export type ChangedHostedService = Body<'changeHostedService'>;

/** What of a dataset can be offered as a service. */
export const hostingChoicesQuery = (slug: string) => queryOptions({
  queryKey: ['hosting', 'choices', slug],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/hosting', { params: { path: { slug } }, signal })),
});

/** How a hosted service is set; while its rows are on their way into the register it is asked again. */
export const hostedServiceQuery = (slug: string) => queryOptions({
  queryKey: ['hosting', 'service', slug],
  queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/hosted-services/{slug}', { params: { path: { slug } }, signal })),
  refetchInterval: ({ state }) => state.data?.served?.state === 'filling' ? 2_000 : false,
});
