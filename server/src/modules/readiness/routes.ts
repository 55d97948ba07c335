import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { adoptReadinessDates } from './operations/adopt-dates.ts';
import { createReadinessCampaign, endReadinessCampaign } from './operations/create-campaign.ts';
import { acceptReadinessForm, reopenReadinessForm, returnReadinessForm, submitReadinessForm } from './operations/judge.ts';
import { addReadinessNeed, changeReadinessNeed, withdrawReadinessNeed } from './operations/needs.ts';
import { addReadinessRow, saveReadinessRow, withdrawReadinessRow } from './operations/rows.ts';
import { policies } from './policies.ts';
import { listReadinessAnswers, listReadinessDates } from './reads/answers.ts';
import { getReadinessCampaign, listReadinessCampaigns } from './reads/campaigns.ts';
import { getReadinessForm } from './reads/form.ts';
import {
  Adopted, Adoption, AnswerList, AnswersQuery, AsOfQuery, CampaignList, CampaignPage, CampaignParams, ChangedNeed, DateList, Ending, FormPage, FormParams, Made, NeedParams, NewCampaign, NewNeed, NewRow, Preview, Return, RowParams,
  SavedRow, Submission, Taken, TakeQuery, WithdrawnRow, WorkbookQuery,
} from './schemas.ts';
import { downloadReadinessWorkbook } from './workbook/download.ts';
import { previewReadinessWorkbook, readBytes, takeReadinessWorkbook } from './workbook/upload.ts';

const now = () => systemClock.now();
const { 'read-campaigns': read, 'keep-campaigns': keep, 'judge-form': judge, 'answer-survey': answer, 'submit-form': submit } = policies;
const form = '/readiness-campaigns/:id/forms/:agency';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const campaignRoutes = [
  route({
    method: 'GET', path: '/readiness-campaigns', operationId: 'listReadinessCampaigns', summary: 'Surveys of databases and how far they are as of a day', policy: read,
    querystring: AsOfQuery, response: { 200: CampaignList }, handler: ({ db, who, query }) => db.read((tx) => listReadinessCampaigns(tx, who, query.asOf ?? null, now())),
  }),
  route({
    method: 'POST', path: '/readiness-campaigns', operationId: 'createReadinessCampaign', summary: 'Set up a survey: a form of each agency, prefilled from what is known', policy: keep, body: NewCampaign, response: { 201: Made },
    handler: async ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => createReadinessCampaign(tx, actor, body, now())); },
  }),
  route({
    method: 'GET', path: '/readiness-campaigns/:id', operationId: 'getReadinessCampaign', summary: 'A survey: agencies, completeness and counts of answers, as of a day', policy: read,
    params: CampaignParams, querystring: AsOfQuery, response: { 200: CampaignPage }, handler: ({ db, who, params, query }) => db.read((tx) => getReadinessCampaign(tx, who, params.id, query.asOf ?? null, now())),
  }),
  route({
    method: 'POST', path: '/readiness-campaigns/:id/end', operationId: 'endReadinessCampaign', summary: 'End a survey, with the reason', policy: keep, params: CampaignParams, body: Ending, response: { 200: CampaignPage },
    handler: async ({ db, who, actor, params, body }) => { await db.tx((tx) => endReadinessCampaign(tx, actor, params.id, body.reason, now())); return db.read((tx) => getReadinessCampaign(tx, who, params.id, null, now())); },
  }),
  route({
    method: 'GET', path: '/readiness-campaigns/:id/answers', operationId: 'listReadinessAnswers', summary: 'Who gave which answer: the rows behind a figure, as of a day', policy: read,
    params: CampaignParams, querystring: AnswersQuery, response: { 200: AnswerList }, handler: ({ db, who, params, query }) => db.read((tx) => listReadinessAnswers(tx, who, params.id, query, now())),
  }),
  route({
    method: 'GET', path: '/readiness-campaigns/:id/due-dates', operationId: 'listReadinessDates', summary: 'Days that agencies named and that differ from the plan', policy: keep,
    params: CampaignParams, response: { 200: DateList }, handler: ({ db, params }) => db.read((tx) => listReadinessDates(tx, params.id, now())),
  }),
  route({
    method: 'POST', path: '/readiness-campaigns/:id/due-dates', operationId: 'adoptReadinessDates', summary: 'Take days that agencies named over into the plan, with the reason', policy: keep, params: CampaignParams, body: Adoption, response: { 200: Adopted },
    handler: async ({ db, actor, params, body }) => ({ adopted: await db.tx((tx) => adoptReadinessDates(tx, actor, params.id, body, now())) }),
  }),
];

const formRoutes = [
  route({
    method: 'GET', path: form, operationId: 'getReadinessForm', summary: 'The form of an agency: what is known, answered and missing, as of a day', policy: read,
    params: FormParams, querystring: AsOfQuery, response: { 200: FormPage }, handler: ({ db, who, params, query }) => db.read((tx) => getReadinessForm(tx, who, params, query.asOf ?? null, now())),
  }),
  route({
    method: 'PUT', path: `${form}/rows/:row`, operationId: 'saveReadinessRow', summary: 'Save answers of one row', policy: answer, params: RowParams, body: SavedRow, response: { 200: FormPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => saveReadinessRow(tx, who, params, params.row, body, now())); return db.read((tx) => getReadinessForm(tx, who, params, null, now())); },
  }),
  route({
    method: 'POST', path: `${form}/rows`, operationId: 'addReadinessRow', summary: 'Add a dataset that the list lacks', policy: answer, params: FormParams, body: NewRow, response: { 201: Made },
    handler: async ({ db, who, params, body, reply }) => { reply.status(201); return db.tx((tx) => addReadinessRow(tx, who, params, body.answers, now())); },
  }),
  route({
    method: 'POST', path: `${form}/rows/:row/withdrawal`, operationId: 'withdrawReadinessRow', summary: 'Take back a dataset that was added', policy: answer, params: RowParams, body: WithdrawnRow, response: { 204: Type.Null() },
    handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => withdrawReadinessRow(tx, who, params, params.row, body.version, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: `${form}/needs`, operationId: 'addReadinessNeed', summary: 'Say what is needed of another agency', policy: answer, params: FormParams, body: NewNeed, response: { 201: Made },
    handler: async ({ db, who, params, body, reply }) => { reply.status(201); return db.tx((tx) => addReadinessNeed(tx, who, params, body, now())); },
  }),
  route({
    method: 'PUT', path: `${form}/needs/:need`, operationId: 'changeReadinessNeed', summary: 'Change what is needed of another agency', policy: answer, params: NeedParams, body: ChangedNeed, response: { 204: Type.Null() },
    handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => changeReadinessNeed(tx, who, params, params.need, body, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: `${form}/needs/:need/withdrawal`, operationId: 'withdrawReadinessNeed', summary: 'Take back what was needed', policy: answer, params: NeedParams, body: WithdrawnRow, response: { 204: Type.Null() },
    handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => withdrawReadinessNeed(tx, who, params, params.need, body.version, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: `${form}/submission`, operationId: 'submitReadinessForm', summary: 'Submit a complete form; needs become drafts of requests', policy: submit, params: FormParams, body: Submission, response: { 200: FormPage },
    handler: async ({ db, who, params }) => { await db.tx((tx) => submitReadinessForm(tx, who, params, now())); return db.read((tx) => getReadinessForm(tx, who, params, null, now())); },
  }),
  route({
    method: 'POST', path: `${form}/acceptance`, operationId: 'acceptReadinessForm', summary: 'Accept a form', policy: judge, params: FormParams, body: Submission, response: { 200: FormPage },
    handler: async ({ db, who, params }) => { await db.tx((tx) => acceptReadinessForm(tx, who, params, now())); return db.read((tx) => getReadinessForm(tx, who, params, null, now())); },
  }),
  route({
    method: 'POST', path: `${form}/return`, operationId: 'returnReadinessForm', summary: 'Give a form back to be mended, with the reason', policy: judge, params: FormParams, body: Return, response: { 200: FormPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => returnReadinessForm(tx, who, params, body, now())); return db.read((tx) => getReadinessForm(tx, who, params, null, now())); },
  }),
  route({
    method: 'POST', path: `${form}/reopening`, operationId: 'reopenReadinessForm', summary: 'Open an accepted form again, with the reason', policy: judge, params: FormParams, body: Return, response: { 200: FormPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => reopenReadinessForm(tx, who, params, body, now())); return db.read((tx) => getReadinessForm(tx, who, params, null, now())); },
  }),
];

const workbookRoutes = [
  route({
    method: 'GET', path: `${form}/workbook`, operationId: 'downloadReadinessWorkbook', summary: 'The form as a workbook to fill in', policy: read, params: FormParams, querystring: WorkbookQuery, stream: 'reply', response: { 200: Type.String({ description: XLSX }) },
    handler: async ({ db, who, params, query, reply }) => reply.header('content-type', XLSX).header('content-disposition', `attachment; filename="readiness-${params.id}-${params.agency.replace(/[^a-z0-9-]/g, '')}.xlsx"`).header('cache-control', 'no-store')
      .send(await db.read((tx) => downloadReadinessWorkbook(tx, who, params, query.lang ?? 'th', now()))),
  }),
  route({
    method: 'POST', path: `${form}/workbook`, operationId: 'previewReadinessWorkbook', summary: 'What a filled workbook would change; nothing is kept', policy: answer, params: FormParams, stream: 'request', response: { 200: Preview },
    handler: async ({ db, who, params, request }) => { const bytes = await readBytes(request.raw); return db.tx((tx) => previewReadinessWorkbook(tx, who, params, bytes, now())); },
  }),
  route({
    method: 'POST', path: `${form}/workbook/take`, operationId: 'takeReadinessWorkbook', summary: 'Take a filled workbook as previewed, whole or not at all', policy: answer, params: FormParams, querystring: TakeQuery, stream: 'request', response: { 200: Taken },
    handler: async ({ db, who, params, query, request }) => { const bytes = await readBytes(request.raw); return db.tx((tx) => takeReadinessWorkbook(tx, who, params, bytes, query.plan, now())); },
  }),
];

export const routes = [...campaignRoutes, ...formRoutes, ...workbookRoutes];
