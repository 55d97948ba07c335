import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type RequestList = Answer<'listLinkageRequests', 200>;
export type RequestLine = RequestList['items'][number];
export type RequestState = RequestLine['state'];
export type RequestPage = Answer<'getLinkageRequest', 200>;
export type RequestEvent = RequestPage['events'][number];
export type RequestAnswer = NonNullable<RequestPage['answer']>;
export type RequestMatrix = Answer<'getRequestMatrix', 200>;
export type RequestWaits = Answer<'listRequestWaits', 200>;
export type RequestWords = Answer<'getRequestWords', 200>;
export type RequestableDataset = Answer<'getRequestableDataset', 200>;
export type NewRequest = Body<'createLinkageRequest'>;
export type AnswerBody = Body<'answerLinkageRequest'>;
export type RequestFilter = Asked<'listLinkageRequests'>;

const key = 'linkage-requests';

/** Requests as of a day, filtered. */
export const linkageRequestsQuery = (query: RequestFilter) => queryOptions({
  queryKey: [key, 'list', query], queryFn: ({ signal }) => told(api.GET('/api/v1/linkage-requests', { params: { query }, signal })),
});

/** One request with its story, as of a day. */
export const linkageRequestQuery = (id: number, asOf: string | undefined) => queryOptions({
  queryKey: [key, id, asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/linkage-requests/{id}', { params: { path: { id }, query: { ...(asOf && { asOf }) } }, signal })),
});

/** What the form offers. */
export const requestWordsQuery = () => queryOptions({ queryKey: [key, 'words'], queryFn: ({ signal }) => told(api.GET('/api/v1/linkage-requests/words', { signal })), staleTime: 300_000 });

/** A dataset to ask for, with its columns. */
export const requestableQuery = (dataset: string) => queryOptions({
  queryKey: [key, 'dataset', dataset], enabled: dataset !== '', queryFn: ({ signal }) => told(api.GET('/api/v1/linkage-requests/dataset', { params: { query: { dataset } }, signal })),
});

/** Agencies by agencies, counted by state. */
export const requestMatrixQuery = (asOf: string | undefined) => queryOptions({
  queryKey: [key, 'matrix', asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/linkage-requests/matrix', { params: { query: { ...(asOf && { asOf }) } }, signal })),
});

/** Who waits for whom. */
export const requestWaitsQuery = (asOf: string | undefined) => queryOptions({
  queryKey: [key, 'waits', asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/linkage-requests/waits', { params: { query: { ...(asOf && { asOf }) } }, signal })),
});
