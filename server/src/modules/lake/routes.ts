import { Type } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Decision, Resource } from '#kernel/decider.ts';
import { holdsOffice } from '#kernel/reach.ts';
import { route, type Ask, type Route } from '#kernel/route.ts';
import { lakeProblem } from './errors.ts';
import type { LakePorts } from './lake-ports.ts';
import { rollBack } from './operations/roll-back.ts';
import { withdrawRelease } from './operations/withdraw-release.ts';
import { policies } from './policies.ts';
import { portionOf, recordWithin } from './read/portion.ts';
import { readChanges } from './read/read-changes.ts';
import { readRows } from './read/read-rows.ts';
import { sendExport } from './read/send-export.ts';
import { assertReadable, currentRelease, selectRelease } from './reads/releases.ts';
import { listReleaseViews, releaseDetail, selectDatasetId, selectNamedRelease, selectReleaseOfDay } from './reads/release-view.ts';
import { tellTo } from './reads/open-view.ts';
import type { Release } from './release.ts';
import {
  asOfQuery, changesQuery, changesSchema, downloadQuery, listQuery, releaseDetailSchema, releaseListSchema, releaseParams, rollBackBody, rowsQuery, rowsSchema, slugParams,
  standingSchema, withdrawBody,
} from './schemas.ts';

interface RowsQuery { filter?: string[]; sort?: string; cursor?: string; limit?: number }

/** Every address names its dataset. */
const namedResource = ({ params }: { params: { slug: string } }): Resource => ({ kind: 'dataset', id: params.slug });

/** As {@link namedResource}, told first whether it is there at all: a refusal by the policies would tell whoever holds no office of drafts and of what is not open. */
const toldResource = (ports: LakePorts) => async ({ params: { slug }, who, db }: Ask<{ slug: string }, unknown, unknown>): Promise<Resource> => {
  if (!holdsOffice(who) && !await db.read((tx) => ports.isTold(tx, slug))) throw lakeProblem('dataset-not-found', { slug });
  return { kind: 'dataset', id: slug };
};

/** Addresses of releases; rows are read after the transaction, since a release never changes. */
export function lakeRoutes(ports: LakePorts): Route[] {
  const resource = toldResource(ports);
  const page = async (release: Release, query: RowsQuery, decision: Decision | null) => {
    assertReadable(release);
    const { filter = [], sort = null, cursor = null, limit = 50 } = query;
    return { release: release.number, ...await readRows(ports, portionOf(release, decision), { filter, sort, cursor, limit }) };
  };
  return [...readings(ports), ...changings(ports),
    route({
      method: 'GET', path: '/datasets/:slug/releases/:number/rows', operationId: 'listRows', summary: 'Rows of a release, filtered, sorted and paged', policy: policies['read-releases'],
      params: releaseParams, querystring: rowsQuery, response: { 200: rowsSchema },
      resource,
      handler: async ({ params, query, db, decision }) => page(await db.read((tx) => selectNamedRelease(ports, tx, params.slug, params.number)), query, decision),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/rows', operationId: 'listRowsAsOf', summary: 'Rows as people saw them on a day', policy: policies['read-releases'],
      params: slugParams, querystring: asOfQuery, response: { 200: rowsSchema },
      resource,
      handler: async ({ params, query, db, decision }) => page(await db.read((tx) => selectReleaseOfDay(ports, tx, params.slug, query.asOf)), query, decision),
    }),
  ];
}

function readings(ports: LakePorts): Route[] {
  const resource = toldResource(ports);
  return [
    route({
      method: 'GET', path: '/datasets/:slug/releases', operationId: 'listReleases', summary: 'Releases of a dataset, newest first', policy: policies['read-releases'],
      params: slugParams, querystring: listQuery, response: { 200: releaseListSchema }, resource,
      handler: ({ params, query, db, who }) => db.read(async (tx) => {
        const list = await listReleaseViews(tx, await selectDatasetId(ports, tx, params.slug), query.cursor ? Number(query.cursor) : null, query.limit ?? 100);
        return { ...list, items: list.items.map((item) => tellTo(who, item)) };
      }),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/releases/:number', operationId: 'getRelease', summary: 'A release with profile, differences and lineage', policy: policies['read-releases'],
      params: releaseParams, response: { 200: releaseDetailSchema }, resource,
      handler: ({ params, db, decision, who }) => db.read(async (tx) => tellTo(who, await releaseDetail(tx, recordWithin(portionOf(await selectNamedRelease(ports, tx, params.slug, params.number), decision))))),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/releases/:number/download', operationId: 'downloadRelease', summary: 'A whole release as a file', policy: policies['download-release'],
      params: releaseParams, querystring: downloadQuery, response: { 200: Type.String({ description: 'The file' }) }, stream: 'reply', paced: true, resource,
      handler: async ({ params, query, actor, db, decision, reply }) => {
        const format = query.format ?? 'csv';
        const release = await db.read((tx) => selectNamedRelease(ports, tx, params.slug, params.number));
        assertReadable(release);
        await db.tx((tx) => audit(tx, actor, 'lake.release-downloaded', `dataset:${release.datasetId}`, { number: release.number, format }));
        return sendExport(ports, params.slug, portionOf(release, decision), format, reply);
      },
    }),
    route({
      method: 'GET', path: '/datasets/:slug/changes', operationId: 'listChanges', summary: 'Rows that differ between two releases', policy: policies['read-releases'],
      params: slugParams, querystring: changesQuery, response: { 200: changesSchema }, resource,
      handler: async ({ params, query, db, decision }) => {
        const { before, after } = await db.read(async (tx) => {
          const datasetId = await selectDatasetId(ports, tx, params.slug);
          return { before: await selectRelease(tx, datasetId, query.from), after: await selectRelease(tx, datasetId, query.to) };
        });
        for (const release of [before, after]) assertReadable(release);
        return readChanges(ports, { before: portionOf(before, decision), after: portionOf(after, decision) }, { cursor: query.cursor ?? null, limit: query.limit ?? 100 });
      },
    }),
  ];
}

function changings(ports: LakePorts): Route[] {
  const resource = namedResource;
  return [
    route({
      method: 'POST', path: '/datasets/:slug/releases/:number/withdraw', operationId: 'withdrawRelease', summary: 'Take a release out of use', policy: policies['withdraw-release'],
      params: releaseParams, body: withdrawBody, response: { 200: standingSchema }, resource,
      handler: ({ params, body, actor, db }) => db.tx(async (tx) => {
        const { datasetId, number } = await selectNamedRelease(ports, tx, params.slug, params.number);
        await withdrawRelease(tx, actor, datasetId, number, body.reason);
        return { current: (await currentRelease(tx, datasetId))?.number ?? null };
      }),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/rollback', operationId: 'rollBack', summary: 'Go back to an earlier release', policy: policies['roll-back'],
      params: slugParams, body: rollBackBody, response: { 200: standingSchema }, resource,
      handler: ({ params, body, actor, db }) => db.tx(async (tx) => {
        await rollBack(tx, actor, await selectDatasetId(ports, tx, params.slug), body.to, body.reason);
        return { current: body.to };
      }),
    }),
  ];
}
