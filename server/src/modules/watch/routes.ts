import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Resource } from '#kernel/decider.ts';
import { route, type Route } from '#kernel/route.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import { watchProblem } from './errors.ts';
import { closeIncident, nameCaretaker } from './incidents/close-incident.ts';
import { findDatasetOfIncident } from './incidents/incident.sql.gen.ts';
import { readCaretaker, readDatasetIncidents, readEvents, readIncidents } from './incidents/read-incidents.ts';
import { policies } from './policies.ts';
import { CaretakerBody, CaretakerView, CloseBody, DatasetIncidentQuery, DatasetIncidents, IncidentEvents, IncidentList, IncidentParams, IncidentQuery, SlugParams, TrendQuery, TrendView } from './schemas.ts';
import { readTrend } from './trend/read-trend.ts';

const TREND_DAYS = 180;
const ofDataset = ({ params }: { params: { slug: string } }): Resource => ({ kind: 'dataset', id: params.slug });

async function ofIncident({ params, db }: { params: { id: number }; db: Database }): Promise<Resource> {
  const found = await db.read((tx) => findDatasetOfIncident(tx, { id: params.id }));
  if (!found) throw watchProblem('incident-not-found', { incidentId: params.id });
  return { kind: 'dataset', id: String(found.dataset_id) };
}

/** What waits for somebody, who answers for a dataset, and how its quality went. */
export const watchRoutes: Route[] = [
  route({
    method: 'GET', path: '/incidents', operationId: 'listIncidents', summary: 'What is out of order and waits for somebody, or what is over', policy: policies['read-incidents'],
    querystring: IncidentQuery, response: { 200: IncidentList }, handler: ({ query, db }) => db.read((tx) => readIncidents(tx, query)),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/incidents', operationId: 'listDatasetIncidents', summary: 'Incidents of a dataset', policy: policies['read-incidents'],
    params: SlugParams, querystring: DatasetIncidentQuery, response: { 200: DatasetIncidents },
    handler: ({ params, query, db }) => db.read(async (tx) => readDatasetIncidents(tx, (await selectDataset(tx, params.slug)).id, query)),
  }),
  route({
    method: 'GET', path: '/incidents/:id/events', operationId: 'listIncidentEvents', summary: 'What became of an incident', policy: policies['read-incidents'],
    params: IncidentParams, response: { 200: IncidentEvents },
    handler: ({ params, db }) => db.read(async (tx) => {
      const found = await findDatasetOfIncident(tx, { id: params.id });
      if (!found) throw watchProblem('incident-not-found', { incidentId: params.id });
      return readEvents(tx, params.id);
    }),
  }),
  route({
    method: 'POST', path: '/incidents/:id/close', operationId: 'closeIncident', summary: 'Say with a note that an incident needs nobody any more', policy: policies['close-incident'],
    params: IncidentParams, body: CloseBody, response: { 200: IncidentEvents }, resource: ofIncident,
    handler: ({ params, body, actor, db }) => db.tx(async (tx) => { await closeIncident(tx, actor, params.id, body.note); return readEvents(tx, params.id); }),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/caretaker', operationId: 'getCaretaker', summary: 'Who answers for a dataset, and who could', policy: policies['name-caretaker'],
    params: SlugParams, response: { 200: CaretakerView }, resource: ofDataset,
    handler: ({ params, db }) => db.read(async (tx) => readCaretaker(tx, await selectDataset(tx, params.slug))),
  }),
  route({
    method: 'PUT', path: '/datasets/:slug/caretaker', operationId: 'nameCaretaker', summary: 'Name who answers for a dataset', policy: policies['name-caretaker'],
    params: SlugParams, body: CaretakerBody, response: { 200: CaretakerView }, resource: ofDataset,
    handler: ({ params, body, actor, db }) => db.tx(async (tx) => {
      const dataset = await selectDataset(tx, params.slug);
      await nameCaretaker(tx, actor, dataset, body.personId);
      return readCaretaker(tx, dataset);
    }),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/quality-trend', operationId: 'getQualityTrend', summary: 'Rows, empty cells, rejects and lateness of every release of a time', policy: policies['read-trend'],
    params: SlugParams, querystring: TrendQuery, response: { 200: TrendView }, resource: ofDataset,
    handler: ({ params, query, db }) => db.read(async (tx) => readTrend(tx, (await selectDataset(tx, params.slug)).id, { days: query.days ?? TREND_DAYS, column: query.column }, systemClock.now())),
  }),
];
