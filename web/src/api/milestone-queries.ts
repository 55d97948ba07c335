import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer } from './shape.ts';

export type BoardMilestones = Answer<'listBoardMilestones', 200>;
export type DatasetMilestones = Answer<'getDatasetMilestones', 200>;
export type DatasetWay = BoardMilestones['items'][number];
export type Milestone = DatasetWay['milestones'][number];
export type Reminder = Answer<'listReminders', 200>['items'][number];

/** Datasets that slipped, furthest first, as of a day. */
export const boardMilestonesQuery = (asOf: string | undefined, agency: string | undefined) => queryOptions({
  queryKey: ['board', 'milestones', asOf ?? null, agency ?? null], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => told(api.GET('/api/v1/board/milestones', { params: { query: { ...(asOf && { asOf }), ...(agency && { agency }) } }, signal })),
});

/** The way of one dataset. */
export const datasetMilestonesQuery = (slug: string) => queryOptions({
  queryKey: ['dataset', slug, 'milestones'], queryFn: ({ signal }) => told(api.GET('/api/v1/datasets/{slug}/milestones', { params: { path: { slug }, query: {} }, signal })),
});

/** When an agency was reminded. */
export const remindersQuery = (agency: string, asOf: string | undefined) => queryOptions({
  queryKey: ['board', 'reminders', agency, asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/plans/reminders/{agency}', { params: { path: { agency }, query: { ...(asOf && { asOf }) } }, signal })),
});
