import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked } from './shape.ts';

export type OwnUses = Answer<'listOwnUses', 200>;
export type OwnUse = OwnUses['items'][number];
export type Traffic = Answer<'getTraffic', 200>;
export type AgreementUses = Answer<'listAgreementUses', 200>;
export type AgreementUse = AgreementUses['items'][number];
export type ExchangeLine = Answer<'listExchanges', 200>['items'][number];
export type ExchangeFilter = NonNullable<Asked<'listExchanges'>>;
export type ExchangeFacts = Answer<'getExchange', 200>;
export type Subscriptions = Answer<'listSubscriptions', 200>;
export type Subscription = Subscriptions['items'][number];
export type EventDelivery = Answer<'listEventDeliveries', 200>['items'][number];

export const ownUsesQuery = (query: Asked<'listOwnUses'>, enabled: boolean) => queryOptions({
  queryKey: ['my-uses', query], enabled, retry: false, placeholderData: keepPreviousData, queryFn: ({ signal }) => told(api.GET('/api/v1/my/uses', { params: { query }, signal })),
});

/** Read anew while the page is open. */
export const trafficQuery = (query: Asked<'getTraffic'>) => queryOptions({
  queryKey: ['exchange', 'traffic', query], refetchInterval: 10_000, placeholderData: keepPreviousData, queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/traffic', { params: { query }, signal })),
});

export const agreementUsesQuery = (query: Asked<'listAgreementUses'>) => queryOptions({ queryKey: ['exchange', 'uses', query], placeholderData: keepPreviousData, queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/uses', { params: { query }, signal })) });

export const exchangesQuery = (query: ExchangeFilter) => queryOptions({ queryKey: ['exchange', 'list', query], placeholderData: keepPreviousData, queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/exchanges', { params: { query }, signal })) });

export const exchangeQuery = (id: string) => queryOptions({ queryKey: ['exchange', 'one', id], queryFn: ({ signal }) => told(api.GET('/api/v1/exchange/exchanges/{id}', { params: { path: { id } }, signal })) });

export const subscriptionsQuery = () => queryOptions({ queryKey: ['events', 'subscriptions'], queryFn: ({ signal }) => told(api.GET('/api/v1/events/subscriptions', { signal })) });

export const eventDeliveriesQuery = (id: number, query: Asked<'listEventDeliveries'>) => queryOptions({
  queryKey: ['events', 'subscriptions', id, query], refetchInterval: 10_000, placeholderData: keepPreviousData, queryFn: ({ signal }) => told(api.GET('/api/v1/events/subscriptions/{id}/deliveries', { params: { path: { id }, query }, signal })),
});
