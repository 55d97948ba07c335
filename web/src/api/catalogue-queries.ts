import type { CatalogueDefinition } from '@saphan/contracts/catalogue/definition';
import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type RecordWork = Answer<'getRecordWork', 200>;
export type RecordStep = RecordWork['verbs'][number];
export type RecordVersion = Answer<'listRecordHistory', 200>[number];
export type ScoredCriterion = Answer<'getDatasetValue', 200>['criteria'][number];
export type InboxItem = Answer<'readInbox', 200>['items'][number];
export type RecordChanges = Body<'saveRecord'>;

export const definitionQuery = () => queryOptions({
  queryKey: ['catalogue', 'definition'], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/definition', { signal })) as Promise<CatalogueDefinition>, staleTime: 600_000,
});

export const recordWorkQuery = (slug: string) => queryOptions({
  queryKey: ['record', slug], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/records/{slug}/work', { params: { path: { slug } }, signal })),
});

export const recordHistoryQuery = (slug: string) => queryOptions({
  queryKey: ['record', slug, 'history'], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/records/{slug}/history', { params: { path: { slug }, query: { limit: 100 } }, signal })),
});

export const recordValueQuery = (slug: string) => queryOptions({
  queryKey: ['record', slug, 'value'], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/records/{slug}/value', { params: { path: { slug } }, signal })),
});

export const inboxQuery = () => queryOptions({ queryKey: ['inbox'], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/inbox', { signal })), staleTime: 30_000 });

const at = (slug: string) => ({ params: { path: { slug } } });
const addresses = {
  submit: '/api/v1/catalogue/records/{slug}/submit', check: '/api/v1/catalogue/records/{slug}/check', approve: '/api/v1/catalogue/records/{slug}/approve',
  publish: '/api/v1/catalogue/records/{slug}/publish', return: '/api/v1/catalogue/records/{slug}/return', archive: '/api/v1/catalogue/records/{slug}/archive',
} as const satisfies Record<RecordStep, string>;

export const saveRecord = (slug: string, body: RecordChanges) => told(api.PATCH('/api/v1/catalogue/records/{slug}', { ...at(slug), body }));
export const takeStep = (slug: string, step: RecordStep, comment: string | null) => told(api.POST(addresses[step], { ...at(slug), body: { comment } }));
export const judgeValue = (slug: string, body: Body<'judgeValue'>) => told(api.PUT('/api/v1/catalogue/records/{slug}/value', { ...at(slug), body }));
export const addResource = (slug: string, body: Body<'addResource'>) => told(api.POST('/api/v1/catalogue/records/{slug}/resources', { ...at(slug), body }));
export const changeResource = (id: string, body: Body<'changeResource'>) => told(api.PATCH('/api/v1/catalogue/resources/{id}', { params: { path: { id } }, body }));
export const orderResources = (slug: string, ids: string[]) => told(api.PUT('/api/v1/catalogue/records/{slug}/resources/order', { ...at(slug), body: { ids } }));
export const removeResource = (id: string) => told(api.DELETE('/api/v1/catalogue/resources/{id}', { params: { path: { id } } }));
export const addComment = (slug: string, body: string, field: string | null) => told(api.POST('/api/v1/catalogue/records/{slug}/comments', { ...at(slug), body: { body, field } }));
export const settleComment = (slug: string, id: number) => told(api.POST('/api/v1/catalogue/records/{slug}/comments/{id}/settle', { params: { path: { slug, id } } }));
