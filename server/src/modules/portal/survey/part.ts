import { todayInBangkok } from '@saphan/contracts/dates';
import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { choicesBody, deliverBody, itemListSchema, newSurveyBody, numberParams, planBody, surveyListSchema, surveyPageSchema } from './schemas.ts';
import { chooseInSurvey, deliverItem, listPublicationPlan, listSurveys, openSurvey, planFromSurvey, readSurvey } from './survey.ts';

const today = () => todayInBangkok(systemClock.now());

/** Surveys of demand, and the publication plan that is made of them. */
export const surveyPart: ModulePart = { routes: [
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
    method: 'PUT', path: '/portal/surveys/:id/choices', operationId: 'chooseInSurvey', summary: 'Say which data one wishes for', policy: policies.vote,
    params: numberParams, body: choicesBody, response: { 200: surveyPageSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await chooseInSurvey(tx, who, Number(params.id), body.options, today());
      return readSurvey(tx, who, Number(params.id), today());
    }),
  }),
  route({
    method: 'POST', path: '/portal/surveys/:id/plan', operationId: 'planFromSurvey', summary: 'Make items of the publication plan from a survey that is over', policy: policies['make-survey'],
    params: numberParams, body: planBody, response: { 200: surveyPageSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await planFromSurvey(tx, who, Number(params.id), body.items, today());
      return readSurvey(tx, who, Number(params.id), today());
    }),
  }),
  route({
    method: 'GET', path: '/portal/plan', operationId: 'listPublicationPlan', summary: 'What agencies will publish, and by when', policy: policies['read-portal'],
    querystring: Type.Object({ agency: Type.Optional(Type.String({ maxLength: 31 })) }), response: { 200: itemListSchema },
    handler: ({ db, query }) => db.read((tx) => listPublicationPlan(tx, query.agency ?? null, today())),
  }),
  route({
    method: 'PUT', path: '/portal/plan/:id/dataset', operationId: 'deliverItem', summary: 'Tie a published dataset to an item of the plan', policy: policies['deliver-item'],
    params: numberParams, body: deliverBody, response: { 200: itemListSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      await deliverItem(tx, who, Number(params.id), body.dataset);
      return listPublicationPlan(tx, null, today());
    }),
  }),
] };
