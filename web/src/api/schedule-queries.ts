import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Asked, Body } from './shape.ts';

export type Schedule = Answer<'setSchedule', 200>;
export type ScheduleAsked = Body<'setSchedule'>;
export type ScheduleRule = NonNullable<ScheduleAsked['rule']>;
export type Delivery = Answer<'listDeliveries', 200>['items'][number];
export type AgendaItem = Answer<'getAgenda', 200>['items'][number];
export type CalendarYear = Answer<'listDaysOff', 200>;
export type DayOff = CalendarYear['items'][number];

/** The schedule of a source, null without one. */
export const scheduleQuery = (slug: string, id: number) => queryOptions({
  queryKey: ['dataset', slug, 'sources', id, 'schedule'],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/sources/{id}/schedule', { params: { path: { slug, id } }, signal })),
});

/** Nominal times of a dataset and what became of them. */
export const deliveriesQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'deliveries'],
  queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/deliveries', { params: { path: { slug } }, signal })),
});

/** What a rule means. */
export const ruleTimesQuery = (body: Body<'tryRule'>) => queryOptions({
  queryKey: ['rule-times', body], retry: false, gcTime: 60_000,
  queryFn: ({ signal }) => told(api.POST('/api/v1/schedule-previews', { body, signal })),
});

/** What runs when on a day; read anew while the page is open. */
export const agendaQuery = (query: Asked<'getAgenda'>) => queryOptions({
  queryKey: ['agenda', query], refetchInterval: 15_000,
  queryFn: ({ signal }) => told(api.GET('/api/v1/schedule', { params: { query }, signal })),
});

/** The official calendar of a year. */
export const calendarQuery = (query: Asked<'listDaysOff'>) => queryOptions({
  queryKey: ['calendar', query],
  queryFn: ({ signal }) => told(api.GET('/api/v1/calendar/days', { params: { query }, signal })),
});
