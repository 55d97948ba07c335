import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked } from './shape.ts';

export type RegisteredAgency = Answer<'listAgencies', 200>['items'][number];
export type AgencyHistory = Answer<'getAgency', 200>;
export type AgencyChange = AgencyHistory['changes'][number];
export type AgencyPreview = Answer<'getAgencyPreview', 200>;
export type VacantAgency = Answer<'listVacantCoordinators', 200>['items'][number];
export type CalendarChange = Answer<'listCalendarChanges', 200>['items'][number];
export type MovedDeadline = Answer<'getCalendarChange', 200>['items'][number];

/** Every agency there is and was, found by former names too. */
export const registerQuery = (q?: string) => queryOptions({
  queryKey: ['agencies', 'register', q ?? ''], queryFn: ({ signal }) => told(api.GET('/api/v1/agencies', { params: { query: { ended: true, ...(q && { q }) } }, signal })), placeholderData: keepPreviousData, staleTime: 600_000,
});
export const agencyQuery = (id: string) => queryOptions({
  queryKey: ['agencies', 'one', id], queryFn: ({ signal }) => told(api.GET('/api/v1/agencies/{id}', { params: { path: { id } }, signal })),
});
/** What a change would move; always asked anew. */
export const agencyPreviewQuery = (id: string, query: Asked<'getAgencyPreview'>) => queryOptions({
  queryKey: ['agencies', 'preview', id, query], gcTime: 0, placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(api.GET('/api/v1/agencies/{id}/preview', { params: { path: { id }, query }, signal })),
});
export const vacanciesQuery = () => queryOptions({
  queryKey: ['notices', 'vacancies'], queryFn: ({ signal }) => told(api.GET('/api/v1/notices/vacancies', { signal })),
});
export const calendarChangesQuery = (cursor?: string) => queryOptions({
  queryKey: ['calendar', 'changes', cursor ?? ''], queryFn: ({ signal }) => told(api.GET('/api/v1/calendar/changes', { params: { query: cursor ? { cursor } : {} }, signal })), placeholderData: keepPreviousData,
});
export const calendarChangeQuery = (id: number, query: Asked<'getCalendarChange'>) => queryOptions({
  queryKey: ['calendar', 'changes', id, query], queryFn: ({ signal }) => told(api.GET('/api/v1/calendar/changes/{id}', { params: { path: { id }, query }, signal })), placeholderData: keepPreviousData,
});
export const deadlineQuery = (room: string, reference: string) => queryOptions({
  queryKey: ['calendar', 'deadline', room, reference], retry: false, queryFn: ({ signal }) => told(api.GET('/api/v1/calendar/deadline', { params: { query: { room, reference } }, signal })),
});
