import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type Account = Answer<'listAccounts', 200>['items'][number];
export type AccountState = Account['state'];
export type AccountPage = Answer<'getAccount', 200>;
export type Grant = AccountPage['grants'][number];
export type NewGrant = Body<'grantRole'>;
export type Slip = Answer<'makeSlip', 201>;

export type AccountFilter = Asked<'listAccounts'>;
export const accountsQuery = (kind: 'person' | 'service', filter: AccountFilter) => queryOptions({
  queryKey: ['accounts', kind, filter], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(kind === 'person' ? api.GET('/api/v1/accounts', { params: { query: filter }, signal }) : api.GET('/api/v1/service-accounts', { params: { query: filter }, signal })),
});

export const accountQuery = (id: string) => queryOptions({
  queryKey: ['accounts', id], queryFn: ({ signal }) => told(api.GET('/api/v1/accounts/{id}', { params: { path: { id } }, signal })),
});

/** Accounts that came by files and may be handed to this directory. */
export const adoptableQuery = (id: string) => queryOptions({
  queryKey: ['accounts', id, 'adoptable'], queryFn: ({ signal }) => told(api.GET('/api/v1/service-accounts/{id}/adopt', { params: { path: { id } }, signal })), enabled: id !== '',
});
