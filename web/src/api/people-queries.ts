import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type Unit = Answer<'listUnits', 200>['items'][number];
export type Post = Answer<'listPosts', 200>['items'][number];
/** Somebody in a post today. */
export type Seat = Post['seated'][number];
export type Person = Answer<'listPeople', 200>['items'][number];
export type PersonPage = Answer<'getPerson', 200>;
export type Appointment = PersonPage['appointments'][number];
export type Delegation = PersonPage['delegations'][number];
export type NewAppointment = Body<'appoint'>;
export type NewDelegation = Body<'delegate'>;

export const unitsQuery = (agency: string) => queryOptions({
  queryKey: ['units', agency], queryFn: ({ signal }) => told(api.GET('/api/v1/units', { params: { query: { agency } }, signal })), enabled: agency !== '',
});

export const postsQuery = (agency: string) => queryOptions({
  queryKey: ['posts', agency], queryFn: ({ signal }) => told(api.GET('/api/v1/posts', { params: { query: { agency } }, signal })), enabled: agency !== '',
});

export const peopleQuery = (asked: { q?: string | undefined; cursor?: string | undefined }) => queryOptions({
  queryKey: ['people', asked], queryFn: ({ signal }) => told(api.GET('/api/v1/people', { params: { query: asked }, signal })), placeholderData: keepPreviousData,
});

export const personQuery = (id: string) => queryOptions({
  queryKey: ['people', id], queryFn: ({ signal }) => told(api.GET('/api/v1/people/{id}', { params: { path: { id } }, signal })),
});
