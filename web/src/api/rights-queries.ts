import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type WrittenPolicy = Answer<'listPolicies', 200>['items'][number];
export type Right = Answer<'listRights', 200>['items'][number];
export type Explanation = Answer<'explainDecision', 200>;
export type Question = Body<'explainDecision'>;
export type Agreement = Answer<'listAgreements', 200>['items'][number];
export type NewAgreement = Body<'createAgreement'>;

export const policiesQuery = () => queryOptions({ queryKey: ['policies'], queryFn: ({ signal }) => told(api.GET('/api/v1/policies', { signal })), staleTime: 60_000 });
export const rightsQuery = () => queryOptions({ queryKey: ['rights'], queryFn: ({ signal }) => told(api.GET('/api/v1/rights', { signal })), staleTime: 600_000 });
export const agreementsQuery = (cursor?: number) => queryOptions({
  queryKey: ['agreements', cursor ?? 0], queryFn: ({ signal }) => told(api.GET('/api/v1/agreements', { params: { query: { ...(cursor && { cursor }) } }, signal })), placeholderData: keepPreviousData,
});
