import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type ServiceCard = Answer<'listClients', 200>[number];
export type ServiceState = ServiceCard['state'];
export type Service = Answer<'getClient', 200>;
export type NewService = Body<'registerClient'>;
export type ServiceChange = Body<'updateClient'>;
export type SelfTest = Answer<'getSelfTest', 200>;
export type Delivery = Answer<'listLogoutDeliveries', 200>[number];

export const servicesQuery = (state?: ServiceState) => queryOptions({
  queryKey: ['services', state ?? 'all'], queryFn: ({ signal }) => told(api.GET('/api/v1/clients', { params: { query: { ...(state && { state }) } }, signal })),
});

export const serviceQuery = (clientId: string) => queryOptions({
  queryKey: ['services', 'one', clientId], queryFn: ({ signal }) => told(api.GET('/api/v1/clients/{clientId}', { params: { path: { clientId } }, signal })),
});

const lookAgainMs = 1_500;
const whileRunning = (running: boolean | undefined) => (running ? lookAgainMs : false);

export const selfTestsQuery = (clientId: string) => queryOptions({
  queryKey: ['services', 'one', clientId, 'self-tests'], queryFn: ({ signal }) => told(api.GET('/api/v1/clients/{clientId}/self-tests', { params: { path: { clientId } }, signal })),
  refetchInterval: (query) => whileRunning(query.state.data?.selfTests.some(({ state }) => state === 'running')),
});

/** One self-test, read again while it is played. */
export const selfTestQuery = (clientId: string, number: number) => queryOptions({
  queryKey: ['services', 'one', clientId, 'self-tests', number], queryFn: ({ signal }) => told(api.GET('/api/v1/clients/{clientId}/self-tests/{number}', { params: { path: { clientId, number } }, signal })),
  refetchInterval: (query) => whileRunning(query.state.data?.state === 'running'),
});

export const deliveriesQuery = (asked: Asked<'listLogoutDeliveries'>) => queryOptions({
  queryKey: ['logout-deliveries', asked], queryFn: ({ signal }) => told(api.GET('/api/v1/logout-deliveries', { params: { query: asked }, signal })), refetchInterval: 10_000,
});

export type Snippets = Answer<'getSnippets', 200>;
export type AgencyLimit = Answer<'listAgencyLimits', 200>[number];
export type RegistrationToken = Answer<'listRegistrationTokens', 200>[number];

/** Lines that join a service, with the addresses of this house. */
export const snippetsQuery = (clientId: string) => queryOptions({
  queryKey: ['services', 'one', clientId, 'snippets'], queryFn: ({ signal }) => told(api.GET('/api/v1/clients/{clientId}/snippets', { params: { path: { clientId } }, signal })), staleTime: 60_000,
});

export const agencyLimitsQuery = () => queryOptions({ queryKey: ['agency-limits'], queryFn: ({ signal }) => told(api.GET('/api/v1/agency-limits', { signal })) });
export const registrationTokensQuery = () => queryOptions({ queryKey: ['registration-tokens'], queryFn: ({ signal }) => told(api.GET('/api/v1/agency-registrations', { signal })) });
export type ForwardSite = Answer<'listForwardSites', 200>[number];
export const forwardSitesQuery = () => queryOptions({ queryKey: ['forward-sites'], queryFn: ({ signal }) => told(api.GET('/api/v1/forward-sites', { signal })) });
