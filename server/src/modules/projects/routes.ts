import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { addStrategy, changeActionPlan, changeStrategy, createActionPlan } from './operations/say-plan.ts';
import { addProjectItems, addProject, changeProject, removeProjectItem, reportIndicator } from './operations/say-project.ts';
import { policies } from './policies.ts';
import { listPlanItems } from './reads/plan-items.ts';
import { listUnplannedDatasets, listActionPlans, getActionPlan } from './reads/plans.ts';
import { getProject } from './reads/project.ts';
import {
  Added, AsOfQuery, ChangedPlan, ChangedProject, ChangedStrategy, ChoicesQuery, DatasetChoices, IndicatorParams, IndicatorReport, ItemParams, ItemsQuery, Leaving, NewItems, NewPlan, NewProject, NewStrategy,
  PlanItems, PlanList, PlanPage, PlanParams, ProjectPage, ProjectParams, Said, StrategyParams,
} from './schemas.ts';

const now = () => systemClock.now();
const { 'read-plans': read, 'keep-plans': keep, 'report-indicator': report } = policies;

export const routes = [
  route({
    method: 'GET', path: '/action-plans', operationId: 'listActionPlans', summary: 'Action plans and how far they are as of a day', policy: read,
    querystring: AsOfQuery, response: { 200: PlanList }, handler: ({ db, query }) => db.read((tx) => listActionPlans(tx, query.asOf ?? null, now())),
  }),
  route({
    method: 'POST', path: '/action-plans', operationId: 'createActionPlan', summary: 'Set up an action plan', policy: keep, body: NewPlan, response: { 201: PlanPage },
    handler: async ({ db, actor, body, reply }) => {
      await db.tx((tx) => createActionPlan(tx, actor, body, now()));
      reply.status(201);
      return db.read((tx) => getActionPlan(tx, body.slug, null, now()));
    },
  }),
  route({
    method: 'GET', path: '/action-plans/:slug', operationId: 'getActionPlan', summary: 'An action plan: strategies, projects, progress as of a day', policy: read,
    params: PlanParams, querystring: AsOfQuery, response: { 200: PlanPage }, handler: ({ db, params, query }) => db.read((tx) => getActionPlan(tx, params.slug, query.asOf ?? null, now())),
  }),
  route({
    method: 'PUT', path: '/action-plans/:slug', operationId: 'changeActionPlan', summary: 'Change an action plan, with the reason', policy: keep, params: PlanParams, body: ChangedPlan, response: { 200: PlanPage },
    handler: async ({ db, actor, params, body }) => {
      await db.tx((tx) => changeActionPlan(tx, actor, params.slug, body, now()));
      return db.read((tx) => getActionPlan(tx, params.slug, null, now()));
    },
  }),
  route({
    method: 'GET', path: '/action-plans/:slug/items', operationId: 'listPlanItems', summary: 'The datasets behind a figure of the plan, as of a day', policy: read,
    params: PlanParams, querystring: ItemsQuery, response: { 200: PlanItems }, handler: ({ db, params, query }) => db.read((tx) => listPlanItems(tx, params.slug, query, now())),
  }),
  route({
    method: 'GET', path: '/action-plans/:slug/choices', operationId: 'listUnplannedDatasets', summary: 'Datasets that stand in no project of the plan', policy: read,
    params: PlanParams, querystring: ChoicesQuery, response: { 200: DatasetChoices }, handler: ({ db, params, query }) => db.read((tx) => listUnplannedDatasets(tx, params.slug, query.agency ?? null, now())),
  }),
  route({
    method: 'POST', path: '/action-plans/:slug/strategies', operationId: 'addStrategy', summary: 'Add a strategy to a plan', policy: keep, params: PlanParams, body: NewStrategy, response: { 201: Said },
    handler: async ({ db, actor, params, body, reply }) => { reply.status(201); return db.tx((tx) => addStrategy(tx, actor, params.slug, body, now())); },
  }),
  route({
    method: 'PUT', path: '/action-plans/:slug/strategies/:id', operationId: 'changeStrategy', summary: 'Change or withdraw a strategy, with the reason', policy: keep,
    params: StrategyParams, body: ChangedStrategy, response: { 200: Said }, handler: ({ db, actor, params, body }) => db.tx((tx) => changeStrategy(tx, actor, params.slug, params.id, body, now())),
  }),
  route({
    method: 'POST', path: '/action-plans/:slug/projects', operationId: 'addProject', summary: 'Add a project to a plan', policy: keep, params: PlanParams, body: NewProject, response: { 201: Said },
    handler: async ({ db, actor, params, body, reply }) => { reply.status(201); return db.tx((tx) => addProject(tx, actor, params.slug, body, now())); },
  }),
  route({
    method: 'GET', path: '/action-plans/:slug/projects/:id', operationId: 'getProject', summary: 'A project: datasets, due dates, indicators and history, as of a day', policy: read,
    params: ProjectParams, querystring: AsOfQuery, response: { 200: ProjectPage }, handler: ({ db, params, query }) => db.read((tx) => getProject(tx, params.slug, params.id, query.asOf ?? null, now())),
  }),
  route({
    method: 'PUT', path: '/action-plans/:slug/projects/:id', operationId: 'changeProject', summary: 'Change or withdraw a project, with the reason', policy: keep,
    params: ProjectParams, body: ChangedProject, response: { 200: Said }, handler: ({ db, actor, params, body }) => db.tx((tx) => changeProject(tx, actor, params.slug, params.id, body, now())),
  }),
  route({
    method: 'POST', path: '/action-plans/:slug/projects/:id/items', operationId: 'addProjectItems', summary: 'Put datasets into a project', policy: keep,
    params: ProjectParams, body: NewItems, response: { 200: Added }, handler: async ({ db, actor, params, body }) => ({ added: await db.tx((tx) => addProjectItems(tx, actor, params.slug, params.id, body, now())) }),
  }),
  route({
    method: 'DELETE', path: '/action-plans/:slug/projects/:id/items/:dataset', operationId: 'removeProjectItem', summary: 'Take a dataset out of a project, with the reason', policy: keep,
    params: ItemParams, querystring: Leaving, response: { 204: Type.Null() },
    handler: async ({ db, actor, params, query, reply }) => { await db.tx((tx) => removeProjectItem(tx, actor, params.slug, params.id, params.dataset, query.reason, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: '/action-plans/:slug/projects/:id/indicators/:number/reports', operationId: 'reportIndicator', summary: 'Write down what an indicator reached', policy: report,
    params: IndicatorParams, body: IndicatorReport, response: { 204: Type.Null() },
    handler: async ({ db, actor, params, body, reply }) => { await db.tx((tx) => reportIndicator(tx, actor, params.slug, params, body, now())); reply.status(204); return null; },
  }),
];
