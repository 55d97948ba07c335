import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route, type Route } from '#kernel/route.ts';
import { listOwnUses } from './own/list-uses.ts';
import { closeOwnUses, openOwnUses } from './own/open-uses.ts';
import { policies } from './policies.ts';
import type { TrackerPorts } from './ports.ts';
import { Heartbeat, NumberBody, Opened, OwnUses, UsagePeriod, UsageQuery, Usages, UsesQuery } from './schemas.ts';
import { getUsagePeriod, listSubjectUsages } from './usage/find-usage.ts';

const { 'read-own': read, 'open-own': open, 'find-usage': find } = policies;

export const trackerRoutes = (ports: TrackerPorts): Route[] => [...ownRoutes(ports), ...usageRoutes(ports)];

const ownRoutes = (ports: TrackerPorts): Route[] => [
  route({
    method: 'GET', path: '/my/uses', operationId: 'listOwnUses', summary: 'Who used my data, when and why', policy: read, querystring: UsesQuery, response: { 200: OwnUses },
    handler: ({ db, who, query }) => db.read((tx) => listOwnUses(tx, ports, who, query)),
  }),
  route({
    method: 'POST', path: '/my/uses/opening', operationId: 'openOwnUses', summary: 'Type one’s own citizen id to look for half an hour', policy: open, body: NumberBody, response: { 200: Opened },
    handler: ({ db, who, body }) => openOwnUses(db, ports, who, body.number),
  }),
  route({
    method: 'DELETE', path: '/my/uses/opening', operationId: 'closeOwnUses', summary: 'Be done looking', policy: open, response: { 204: Type.Null() },
    handler: async ({ db, who, reply }) => { await db.tx((tx) => closeOwnUses(tx, who)); reply.status(204); return null; },
  }),
];

/** Estonia's data tracker, version 2. */
const usageRoutes = (ports: TrackerPorts): Route[] => [
  route({
    method: 'GET', at: 'root', path: '/v2/findUsage', operationId: 'listSubjectUsages', summary: 'Uses of a person’s data, for the portal where the person signed in (data tracker of Estonia, v2)', policy: find, querystring: UsageQuery, response: { 200: Usages },
    handler: ({ db, who, query, request }) => db.tx((tx) => listSubjectUsages(tx, ports, who, oneOf(request.headers['x-road-userid']), query)),
  }),
  route({
    method: 'GET', at: 'root', path: '/v2/usagePeriod', operationId: 'getUsagePeriod', summary: 'Since when uses are kept', policy: find, response: { 200: UsagePeriod },
    handler: ({ db }) => db.read((tx) => getUsagePeriod(tx, systemClock.now())),
  }),
  route({
    method: 'GET', at: 'root', path: '/v2/heartbeat', operationId: 'getUsageHeartbeat', summary: 'Whether the tracker answers', policy: find, response: { 200: Heartbeat },
    handler: ({ db }) => db.read(async (tx) => { await getUsagePeriod(tx, systemClock.now()); return { status: 'OK' as const, message: 'API is ready' }; }),
  }),
];

const oneOf = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? undefined : header);
