import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route, type Route } from '#kernel/route.ts';
import type { SignonPorts } from '../ports.ts';
import { providerOf } from '../provider/swap.ts';
import { listForwardSites, removeForwardSite, setForwardSite } from './manage-sites.ts';
import { policies } from './policies.ts';
import { finishForwardSignIn, leadToSignIn, leaveForwardSite } from './sign-in.ts';
import { readForwardIdentity } from './verify.ts';

const host = Type.String({ pattern: '^[a-z0-9.-]{1,253}(?::[0-9]{1,5})?$' });
const short = Type.Optional(Type.String({ maxLength: 2000 }));
const minAal = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]);
const site = { clientId: Type.String({ pattern: '^[a-zA-Z0-9_-]{2,64}$' }), upstreamUrl: Type.String({ minLength: 8, maxLength: 500 }), minAal, enabled: Type.Boolean() };

/** Sign-in for sites that speak no protocol, asked by their proxy. */
export function forwardPart(ports: SignonPorts): ModulePart {
  return { routes: [...askedByProxies(ports), ...siteRoutes(ports)] };
}

function askedByProxies(ports: SignonPorts): Route[] {
  const shared = { method: 'GET', at: 'root', policy: policies['pass-forward'] } as const;
  return [
    route({
      ...shared, path: '/forward/verify', operationId: 'readForwardIdentity', summary: 'Who comes to a site behind a proxy: 204 with a signed identity, or 401 with where to sign in', response: { 204: Type.Null() },
      handler: ({ request, reply }) => readForwardIdentity(ports, request, reply),
    }),
    route({
      ...shared, path: '/forward/start', operationId: 'readForwardStart', summary: 'Begins the sign-in of a site behind a proxy', querystring: Type.Object({ to: short }), response: { 303: Type.Null() },
      handler: ({ request, reply, query }) => leadToSignIn(ports, request, reply, query.to),
    }),
    route({
      ...shared, path: '/forward/callback', operationId: 'readForwardCallback', summary: 'Ends the sign-in of a site behind a proxy', querystring: Type.Object({ code: short, state: short, error: short, error_description: short, iss: short }), response: { 303: Type.Null() },
      handler: async ({ request, reply, query }) => finishForwardSignIn(ports, await providerOf(ports).current(), request, reply, query),
    }),
    route({
      ...shared, path: '/forward/sign-out', operationId: 'readForwardSignOut', summary: 'Signs out of a site behind a proxy', response: { 303: Type.Null() },
      handler: ({ request, reply }) => leaveForwardSite(ports, request, reply),
    }),
  ];
}

function siteRoutes(ports: SignonPorts): Route[] {
  const shared = { path: '/forward-sites/:host', policy: policies['manage-forward-sites'], params: Type.Object({ host }), response: { 204: Type.Null() } } as const;
  return [
    route({
      method: 'GET', path: '/forward-sites', operationId: 'listForwardSites', summary: 'Sites behind a proxy', policy: policies['read-forward-sites'],
      response: { 200: Type.Array(Type.Object({ ...site, minAal: Type.Integer(), host: Type.String(), nameTh: Type.String(), nameEn: Type.String() })) }, handler: ({ db }) => db.read(listForwardSites),
    }),
    route({
      ...shared, method: 'PUT', operationId: 'setForwardSite', summary: 'Put a site behind the sign-on', body: Type.Object(site, { additionalProperties: false }),
      handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => setForwardSite(tx, who, ports, params.host, body)); return reply.status(204).send(); },
    }),
    route({
      ...shared, method: 'DELETE', operationId: 'removeForwardSite', summary: 'Take a site out of the sign-on',
      handler: async ({ db, who, params, reply }) => { await db.tx((tx) => removeForwardSite(tx, who, params.host)); return reply.status(204).send(); },
    }),
  ];
}
