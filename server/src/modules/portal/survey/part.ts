import { todayInBangkok } from '@saphan/contracts/dates';
import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { ModulePart } from '#kernel/module.ts';
import type { Principal } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { changeSurvey, closeSurvey, startSurvey } from './change-survey.ts';
import { deliverItem, listPublicationPlan, movePlanItem } from './plan.ts';
import { choicesBody, daysBody, deliverBody, itemListSchema, moveItemBody, newSurveyBody, numberParams, planBody, surveyListSchema, surveyPageSchema } from './schemas.ts';
import { chooseInSurvey, listSurveys, openSurvey, planFromSurvey, readSurvey } from './survey.ts';

const today = () => todayInBangkok(systemClock.now());

/** Answers a change with the survey as it is now. */
const asSurvey = (db: Database, who: Principal, id: string, change: (tx: Tx, id: number) => Promise<void>) => db.tx(async (tx) => {
  await change(tx, Number(id));
  return readSurvey(tx, who, Number(id), today());
});

const surveyRoutes: Route[] = [
  route({
    method: 'GET', path: '/portal/surveys', operationId: 'listSurveys', summary: 'Surveys of which data people wish for', policy: policies['read-portal'],
    response: { 200: surveyListSchema }, handler: ({ db }) => db.read((tx) => listSurveys(tx, today())),
  }),
  route({
    method: 'GET', path: '/portal/surveys/:id', operationId: 'getSurvey', summary: 'A survey and what may be chosen', policy: policies['read-portal'],
    params: numberParams, response: { 200: surveyPageSchema }, handler: ({ db, who, params }) => db.read((tx) => readSurvey(tx, who, Number(params.id), today())),
  }),
  route({
    method: 'POST', path: '/portal/surveys', operationId: 'openSurvey', summary: 'Make a survey', policy: policies['make-survey'],
    body: newSurveyBody, response: { 201: surveyPageSchema },
    handler: async ({ db, who, body, reply }) => reply.status(201).send(await db.tx(async (tx) => readSurvey(tx, who, await openSurvey(tx, who, body), today()))),
  }),
  route({
    method: 'PUT', path: '/portal/surveys/:id', operationId: 'changeSurvey', summary: 'Change a survey; what may be chosen only while nobody has answered', policy: policies['make-survey'],
    params: numberParams, body: newSurveyBody, response: { 200: surveyPageSchema }, handler: ({ db, who, params, body }) => asSurvey(db, who, params.id, (tx, id) => changeSurvey(tx, who, id, body, today())),
  }),
  route({
    method: 'POST', path: '/portal/surveys/:id/start', operationId: 'startSurvey', summary: 'Take answers from today on', policy: policies['make-survey'],
    params: numberParams, body: daysBody, response: { 200: surveyPageSchema }, handler: ({ db, who, params, body }) => asSurvey(db, who, params.id, (tx, id) => startSurvey(tx, who, id, body.closesOn ?? null, today())),
  }),
  route({
    method: 'POST', path: '/portal/surveys/:id/close', operationId: 'closeSurvey', summary: 'Take no more answers', policy: policies['make-survey'],
    params: numberParams, response: { 200: surveyPageSchema }, handler: ({ db, who, params }) => asSurvey(db, who, params.id, (tx, id) => closeSurvey(tx, who, id, today())),
  }),
  route({
    method: 'PUT', path: '/portal/surveys/:id/choices', operationId: 'chooseInSurvey', summary: 'Say which data one wishes for', policy: policies.vote,
    params: numberParams, body: choicesBody, response: { 200: surveyPageSchema },
    handler: ({ db, who, params, body }) => asSurvey(db, who, params.id, (tx, id) => chooseInSurvey(tx, who, id, body.options, today())),
  }),
  route({
    method: 'POST', path: '/portal/surveys/:id/plan', operationId: 'planFromSurvey', summary: 'Make items of the publication plan from a survey that is over', policy: policies['make-survey'],
    params: numberParams, body: planBody, response: { 200: surveyPageSchema },
    handler: ({ db, who, params, body }) => asSurvey(db, who, params.id, (tx, id) => planFromSurvey(tx, who, id, body.items, today())),
  }),
];

const planRoutes: Route[] = [
  route({
    method: 'GET', path: '/portal/plan', operationId: 'listPublicationPlan', summary: 'What agencies will publish, and by when', policy: policies['read-portal'],
    querystring: Type.Object({ agency: Type.Optional(Type.String({ maxLength: 31 })) }), response: { 200: itemListSchema },
    handler: ({ db, query }) => db.read((tx) => listPublicationPlan(tx, query.agency ?? null, today())),
  }),
  route({
    method: 'PUT', path: '/portal/plan/:id', operationId: 'movePlanItem', summary: 'Give an item of the plan another day or agency, with a reason', policy: policies['make-survey'],
    params: numberParams, body: moveItemBody, response: { 200: itemListSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await movePlanItem(tx, who, Number(params.id), body, today());
      return listPublicationPlan(tx, null, today());
    }),
  }),
  route({
    method: 'PUT', path: '/portal/plan/:id/dataset', operationId: 'deliverItem', summary: 'Tie a published dataset to an item of the plan', policy: policies['deliver-item'],
    params: numberParams, body: deliverBody, response: { 200: itemListSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await deliverItem(tx, who, Number(params.id), body.dataset);
      return listPublicationPlan(tx, null, today());
    }),
  }),
];

/** Surveys of demand, and the publication plan that is made of them. */
export const surveyPart: ModulePart = { routes: [...surveyRoutes, ...planRoutes] };
