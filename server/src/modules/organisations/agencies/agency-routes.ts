import { systemClock } from '#kernel/clock.ts';
import { route, type Route } from '#kernel/route.ts';
import { createAgency } from '../operations/keep-agency.ts';
import { policies } from '../policies.ts';
import { agencySchema } from '../schemas.ts';
import { endAgency, mergeAgency, renameAgency, splitAgency, withdrawAgencyChange } from './change-agency.ts';
import { listAllHoldings, previewChange, type ListHoldings } from './holdings.ts';
import { readAgencyHistory } from './read-agencies.ts';
import { AgencyChange, AgencyHistory, AgencyParams, ChangeParams, EndBody, MergeBody, NewAgencyBody, Preview, PreviewQuery, RenameBody, SplitBody, WithdrawChangeBody } from './schemas.ts';

/** How agencies change. @param rooms what an agency has in the rooms above. */
export function agencyRoutes(rooms: readonly ListHoldings[]): readonly Route[] {
  return [...readRoutes(rooms), ...changeRoutes(rooms)];
}

const readRoutes = (rooms: readonly ListHoldings[]): Route[] => [
  route({
    method: 'GET', path: '/agencies/:id', operationId: 'getAgency', summary: 'An agency with its former names and what was decided about it', policy: policies['read-agency-history'],
    params: AgencyParams, response: { 200: AgencyHistory },
    handler: ({ db, params }) => db.read((tx) => readAgencyHistory(tx, params.id)),
  }),
  route({
    method: 'GET', path: '/agencies/:id/preview', operationId: 'getAgencyPreview', summary: 'What a merger, split or end of an agency would move, and what stands against it', policy: policies['change-agencies'],
    params: AgencyParams, querystring: PreviewQuery, response: { 200: Preview },
    handler: ({ db, params, query }) => db.tx((tx) => previewChange(tx, {
      agencyId: params.id, kind: query.kind, into: query.into ?? null, datasets: query.kind === 'split' ? (query.datasets ?? '').split(',').filter(Boolean) : null,
    }, rooms)),
  }),
  route({
    method: 'POST', path: '/agencies', operationId: 'createAgency', summary: 'Add an agency to the register', policy: policies['change-agencies'],
    body: NewAgencyBody, response: { 201: agencySchema },
    handler: ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => createAgency(tx, actor, { ...body, domain: body.domain ?? null })); },
  }),
];

const changeRoutes = (rooms: readonly ListHoldings[]): Route[] => [
  route({
    method: 'POST', path: '/agencies/:id/rename', operationId: 'renameAgency', summary: 'Give an agency other names from a day on', policy: policies['change-agencies'],
    params: AgencyParams, body: RenameBody, response: { 200: AgencyChange },
    handler: ({ db, actor, params, body }) => db.tx((tx) => renameAgency(tx, actor, params.id, body, systemClock.now())),
  }),
  route({
    method: 'POST', path: '/agencies/:id/merge', operationId: 'mergeAgency', summary: 'Merge an agency into another from a day on', policy: policies['move-agencies'],
    params: AgencyParams, body: MergeBody, response: { 200: AgencyChange },
    handler: ({ db, actor, params, body }) => db.tx(async (tx) => mergeAgency(tx, actor, params.id, body, await listAllHoldings(tx, { agencyId: params.id, into: body.into, datasets: null }, rooms), systemClock.now())),
  }),
  route({
    method: 'POST', path: '/agencies/:id/split', operationId: 'splitAgency', summary: 'Give some of the datasets of an agency to another from a day on', policy: policies['move-agencies'],
    params: AgencyParams, body: SplitBody, response: { 200: AgencyChange },
    handler: ({ db, actor, params, body }) => db.tx(async (tx) => splitAgency(tx, actor, params.id, body, await listAllHoldings(tx, { agencyId: params.id, into: body.into, datasets: body.datasets }, rooms), systemClock.now())),
  }),
  route({
    method: 'POST', path: '/agencies/:id/end', operationId: 'endAgency', summary: 'End an agency that has nothing left', policy: policies['move-agencies'],
    params: AgencyParams, body: EndBody, response: { 200: AgencyChange },
    handler: ({ db, actor, params, body }) => db.tx(async (tx) => endAgency(tx, actor, params.id, body, await listAllHoldings(tx, { agencyId: params.id, into: null, datasets: null }, rooms), systemClock.now())),
  }),
  route({
    method: 'POST', path: '/agency-changes/:id/withdraw', operationId: 'withdrawAgencyChange', summary: 'Take back a change of an agency whose day has not come', policy: policies['move-agencies'],
    params: ChangeParams, body: WithdrawChangeBody, response: { 200: AgencyChange },
    handler: ({ db, actor, params, body }) => db.tx((tx) => withdrawAgencyChange(tx, actor, params.id, body.reason)),
  }),
];
