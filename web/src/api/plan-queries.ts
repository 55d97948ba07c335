import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type PlanList = Answer<'listActionPlans', 200>;
export type PlanPage = Answer<'getActionPlan', 200>;
export type Strategy = PlanPage['strategies'][number];
export type PlanProject = Strategy['projects'][number];
export type ProjectPage = Answer<'getProject', 200>;
export type PlanItem = ProjectPage['items'][number];
export type PlanTotals = PlanPage['totals'];
export type Indicator = ProjectPage['indicators'][number];
export type NewProject = Body<'addProject'>;

/** Every action plan as of a day. */
export const plansQuery = (asOf: string | undefined) => queryOptions({
  queryKey: ['action-plans', asOf ?? null],
  queryFn: ({ signal }) => told(api.GET('/api/v1/action-plans', { params: { query: { ...(asOf && { asOf }) } }, signal })),
});

/** One action plan as of a day. */
export const planQuery = (slug: string, asOf: string | undefined) => queryOptions({
  queryKey: ['action-plans', slug, asOf ?? null],
  queryFn: ({ signal }) => told(api.GET('/api/v1/action-plans/{slug}', { params: { path: { slug }, query: { ...(asOf && { asOf }) } }, signal })),
});

/** One project as of a day. */
export const projectQuery = (slug: string, id: number, asOf: string | undefined) => queryOptions({
  queryKey: ['action-plans', slug, 'projects', id, asOf ?? null],
  queryFn: ({ signal }) => told(api.GET('/api/v1/action-plans/{slug}/projects/{id}', { params: { path: { slug, id }, query: { ...(asOf && { asOf }) } }, signal })),
});

export const shownFigures = ['linked', 'overdue', 'at-risk', 'moved'] as const;
export interface ItemsFilter { asOf?: string | undefined; show?: (typeof shownFigures)[number] | undefined; strategy?: number | undefined; project?: number | undefined }

/** The datasets behind a figure of a plan. */
export const planItemsQuery = (slug: string, filter: ItemsFilter) => queryOptions({
  queryKey: ['action-plans', slug, 'items', filter],
  queryFn: ({ signal }) => told(api.GET('/api/v1/action-plans/{slug}/items', { params: { path: { slug }, query: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) }, signal })),
});

/** Datasets that stand in no project of the plan. */
export const choicesQuery = (slug: string, agency: string) => queryOptions({
  queryKey: ['action-plans', slug, 'choices', agency],
  queryFn: ({ signal }) => told(api.GET('/api/v1/action-plans/{slug}/choices', { params: { path: { slug }, query: { ...(agency && { agency }) } }, signal })),
});
