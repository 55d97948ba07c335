import { systemClock } from '#kernel/clock.ts';
import type { Tx } from '#kernel/db.ts';
import { route, type Route } from '#kernel/route.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { policies } from '../policies.ts';
import { selectSourceView } from '../reads/sources.ts';
import { SlugParams, SourceParams } from '../schemas.ts';
import { readAgenda } from '../schedule/agenda.ts';
import { Agenda, AgendaQuery, DeliveryList, DeliveryQuery, PauseBody, ScheduleBody, ScheduleFound, ScheduleTimes, ScheduleTimesBody, ScheduleView } from '../schedule/schemas.ts';
import { pauseSchedule, removeSchedule, resumeSchedule, setSchedule, type SourceOf } from '../schedule/set-schedule.ts';
import { findScheduleView, listDeliveryViews, tryRule } from '../schedule/views.ts';
import { ofDataset } from './resources.ts';

const PATH = '/datasets/:slug/sources/:id/schedule';
const DELIVERIES = 30;

/** The source in the address, which must be one of the dataset. @throws `linkage.source-not-found`. */
async function selectOf(tx: Tx, params: { slug: string; id: number }): Promise<SourceOf> {
  const datasetId = (await selectDataset(tx, params.slug)).id;
  return { datasetId, sourceId: (await selectSourceView(tx, datasetId, params.id)).id };
}

/** When sources are fetched by themselves, what comes today, and what became of each time. */
export const scheduleRoutes: Route[] = [
  route({
    method: 'GET', path: PATH, operationId: 'getSchedule', summary: 'When a source is fetched by itself, with its next times', policy: policies['read-runs'],
    params: SourceParams, response: { 200: ScheduleFound },
    handler: ({ params, db }) => db.read(async (tx) => ({ schedule: await findScheduleView(tx, (await selectOf(tx, params)).sourceId, systemClock.now()) })),
  }),
  route({
    method: 'PUT', path: PATH, operationId: 'setSchedule', summary: 'Set or change the schedule of a source', policy: policies['manage-sources'],
    params: SourceParams, body: ScheduleBody, response: { 200: ScheduleView }, resource: ofDataset,
    handler: ({ params, body, actor, db }) => db.tx(async (tx) => setSchedule(tx, actor, await selectOf(tx, params), body, systemClock.now())),
  }),
  route({
    method: 'DELETE', path: PATH, operationId: 'removeSchedule', summary: 'Take the schedule of a source away', policy: policies['manage-sources'],
    params: SourceParams, response: { 200: ScheduleFound }, resource: ofDataset,
    handler: ({ params, actor, db }) => db.tx(async (tx) => { await removeSchedule(tx, actor, await selectOf(tx, params)); return { schedule: null }; }),
  }),
  route({
    method: 'POST', path: `${PATH}/pause`, operationId: 'pauseSchedule', summary: 'Stop a schedule for a while, with the reason', policy: policies['manage-sources'],
    params: SourceParams, body: PauseBody, response: { 200: ScheduleView }, resource: ofDataset,
    handler: ({ params, body, actor, db }) => db.tx(async (tx) => pauseSchedule(tx, actor, await selectOf(tx, params), body, systemClock.now())),
  }),
  route({
    method: 'POST', path: `${PATH}/resume`, operationId: 'resumeSchedule', summary: 'Let a paused or suspended schedule go on from now', policy: policies['manage-sources'],
    params: SourceParams, response: { 200: ScheduleView }, resource: ofDataset,
    handler: ({ params, actor, db }) => db.tx(async (tx) => resumeSchedule(tx, actor, await selectOf(tx, params), systemClock.now())),
  }),
  route({
    method: 'POST', path: '/schedule-previews', operationId: 'tryRule', summary: 'What a rule means: its next times', policy: policies['try-schedule'],
    body: ScheduleTimesBody, response: { 200: ScheduleTimes },
    handler: ({ body, db }) => db.read(async (tx) => ({ upcoming: await tryRule(tx, body.rule, body.window ?? null, systemClock.now()) })),
  }),
  route({
    method: 'GET', path: '/schedule', operationId: 'getAgenda', summary: 'What runs when on a day: what is late first', policy: policies['read-runs'],
    querystring: AgendaQuery, response: { 200: Agenda },
    handler: ({ query, db }) => db.read((tx) => readAgenda(tx, query, systemClock.now())),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/deliveries', operationId: 'listDeliveries', summary: 'Nominal times of a dataset: fresh, due, late or breached', policy: policies['read-runs'],
    params: SlugParams, querystring: DeliveryQuery, response: { 200: DeliveryList },
    handler: ({ params, query, db }) => db.read(async (tx) => ({ items: await listDeliveryViews(tx, (await selectDataset(tx, params.slug)).id, query.limit ?? DELIVERIES, systemClock.now()) })),
  }),
];
