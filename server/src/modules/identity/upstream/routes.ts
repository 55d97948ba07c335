import { uuidPattern } from '@saphan/contracts/ids';
import { Type } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '#kernel/db.ts';
import { Problem } from '#kernel/problem.ts';
import { route, type Route } from '#kernel/route.ts';
import type { IdentityPorts } from '../ports.ts';
import { nothingSchema, passwordBody, stateSchema } from '../schemas.ts';
import { findLiveSession } from '../session/find-live.ts';
import { keepSession, placeOf } from '../sign-in/browser.ts';
import { holderOf } from '../step-up/step-up.ts';
import { arrivalAddress, refusalAddress } from './addresses.ts';
import type { ClientOf } from './client.ts';
import { comeBack, takeWayOf } from './come-back.ts';
import { signInWithDirectory } from './directory/sign-in.ts';
import { confirmLink, listMyLinks, removeLink } from './link.ts';
import { policies } from './policies.ts';
import { samlRoutes } from './saml/routes.ts';
import { isSimulated } from './settings.ts';
import { startWay, type Onward, type Traveller } from './start.ts';
import { listUpstreams } from './upstream.sql.gen.ts';
import { openWay, wayOf } from './way.ts';

export const upstreamParams = Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]{2,30}$' }) });
const lang = Type.Union([Type.Literal('th'), Type.Literal('en')]);
const onwardFields = {
  interaction: Type.Optional(Type.String({ pattern: '^[\\w-]{8,64}$' })), to: Type.Optional(Type.String({ pattern: '^/(?:th|en)/(?!/)[^\\s\\\\]*$', maxLength: 2_000 })), lang: Type.Optional(lang),
};
const onwardBody = Type.Object({ purpose: Type.Union([Type.Literal('step-up'), Type.Literal('link')]), ...onwardFields }, { additionalProperties: false });
const location = Type.Object({ location: Type.String() });
const upstreamItem = Type.Object({ id: Type.String(), kind: Type.String(), nameTh: Type.String(), nameEn: Type.String(), simulated: Type.Boolean() });
const linkItem = Type.Object({ upstreamId: Type.String(), nameTh: Type.String(), nameEn: Type.String(), ial: Type.Integer(), linkedAt: Type.String() });

export type WayPorts = IdentityPorts & { clientOf: ClientOf };

/** Sign-in and step-up through another provider, and what links it to an account. */
export const upstreamRoutes = (ports: WayPorts): Route[] => [...travelRoutes(ports), ...provingRoutes(ports), ...linkRoutes, ...samlRoutes(ports)];

/** Sets out with this browser; the address of the provider. */
async function setOut(ports: WayPorts, db: Database, id: string, onward: Onward, { request, reply }: { request: FastifyRequest; reply: FastifyReply }, traveller: Traveller | null = null): Promise<string> {
  return (await startWay({ ...ports, db }, id, openWay(request, reply), onward, traveller)).href;
}

const travelRoutes = (ports: WayPorts): Route[] => [
  route({
    method: 'GET', path: '/upstream', operationId: 'listUpstreams', summary: 'Outside systems to sign in with', policy: policies['sign-in-from-outside'], response: { 200: Type.Object({ items: Type.Array(upstreamItem) }) },
    handler: async ({ db }) => ({
      items: (await db.tx((tx) => listUpstreams(tx, {}))).filter(({ enabled }) => enabled).map((row) => ({
        id: row.id, kind: row.kind, nameTh: row.name_th, nameEn: row.name_en, simulated: row.kind !== 'ldap' && isSimulated(String(row.config.issuer), ports.publicUrl),
      })),
    }),
  }),
  route({
    method: 'GET', path: '/upstream/:id/start', operationId: 'readUpstreamStart', summary: 'Leads the browser to an outside system to sign in', policy: policies['sign-in-from-outside'], params: upstreamParams,
    querystring: Type.Object(onwardFields), response: { 303: nothingSchema },
    handler: async ({ db, params, query, request, reply }) => {
      const onward: Onward = { ...query, lang: query.lang ?? 'th' };
      return reply.redirect(await setOut(ports, db, params.id, onward, { request, reply }).catch((error: unknown) => refusalAddress(onward, asRefusal(error))), 303);
    },
  }),
  route({
    method: 'GET', path: '/upstream/:id/callback', operationId: 'readUpstreamCallback', summary: 'Where an outside system sends the browser back to', policy: policies['sign-in-from-outside'], params: upstreamParams, response: { 303: nothingSchema },
    handler: async ({ db, params, request, reply }) => {
      let onward: Onward = { lang: 'th' };
      try {
        const [secret, answer] = [wayOf(request), new URL(request.url, ports.publicUrl)];
        const way = await takeWayOf(db, params.id, answer, secret);
        onward = { lang: way.data.lang, interaction: way.data.interaction, to: way.data.to };
        const live = await db.tx((tx) => findLiveSession(tx, request.headers.cookie));
        const arrival = await comeBack({ ...ports, db }, way, answer, { secret, live, place: placeOf(request, reply) });
        if ('started' in arrival) keepSession(reply, arrival.started);
        return reply.redirect(arrivalAddress(arrival), 303);
      } catch (error) {
        return reply.redirect(refusalAddress(onward, asRefusal(error)), 303);
      }
    },
  }),
];

/** A refusal that a page can tell; anything else is a failure of the house. */
function asRefusal(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

const provingRoutes = (ports: WayPorts): Route[] => [
  route({
    method: 'POST', path: '/upstream/:id/password', operationId: 'signInWithDirectory', summary: "Sign in with the name and password of an agency's directory", policy: policies['sign-in-from-outside'], params: upstreamParams, body: passwordBody, response: { 200: stateSchema },
    handler: async ({ db, params, body, request, reply }) => {
      const { started, ...state } = await signInWithDirectory(db, ports, params.id, body, placeOf(request, reply));
      keepSession(reply, started);
      return state;
    },
  }),
  route({
    method: 'POST', path: '/upstream/:id/step-up', operationId: 'stepUpWithUpstream', summary: 'Begin to prove more through an outside system', policy: policies['step-up-from-outside'], params: upstreamParams, body: onwardBody, response: { 200: location },
    handler: async ({ db, who, params, body: { purpose, ...onward }, request, reply }) => {
      const { accountId, sessionId } = holderOf(who);
      const stepUpWithUpstream = (traveller: Traveller) => setOut(ports, db, params.id, { ...onward, lang: onward.lang ?? 'th' }, { request, reply }, traveller);
      return { location: await stepUpWithUpstream({ accountId, sessionId, purpose }) };
    },
  }),
  route({
    method: 'POST', path: '/upstream/link', operationId: 'confirmLink', summary: 'Link a proven outside identity to this account', policy: policies['link-upstream'], body: Type.Object({ challengeId: Type.String({ pattern: uuidPattern }) }, { additionalProperties: false }), response: { 200: stateSchema },
    handler: async ({ db, who, body, request, reply }) => {
      keepSession(reply, await db.tx((tx) => confirmLink(tx, who, body.challengeId, wayOf(request), placeOf(request, reply))));
      return { state: 'signed-in', methods: [] };
    },
  }),
];

const linkRoutes: Route[] = [
  route({
    method: 'GET', path: '/me/upstream-links', operationId: 'listMyLinks', summary: 'Outside identities that open this account', policy: policies['step-up-from-outside'], response: { 200: Type.Object({ items: Type.Array(linkItem) }) },
    handler: async ({ db, who }) => ({ items: await db.tx((tx) => listMyLinks(tx, who.accountId ?? '')) }),
  }),
  route({
    method: 'DELETE', path: '/me/upstream-links/:id', operationId: 'removeLink', summary: 'Unlink an outside identity', policy: policies['link-upstream'], params: upstreamParams, response: { 204: nothingSchema },
    handler: async ({ db, who, params, reply }) => { await db.tx((tx) => removeLink(tx, who, params.id)); return reply.status(204).send(null); },
  }),
];
