import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { listSigningKeys, rotateSigningKey } from '../keys/rotate.ts';
import { listLogoutDeliveries, retryLogout } from '../logout/receipts.ts';
import { policies } from '../policies.ts';
import type { SignonPorts } from '../ports.ts';
import { providerOf } from '../provider/swap.ts';
import { listMyServices, withdrawConsent } from './services.ts';

const text = Type.String();
const maybe = Type.Union([Type.String(), Type.Null()]);
const maybeInt = Type.Union([Type.Integer(), Type.Null()]);
const clientId = Type.String({ pattern: '^[a-zA-Z0-9_-]{2,64}$' });
const session = Type.Object({ sessionId: text, clientId: text, nameTh: text, nameEn: text, startedAt: text, seenAt: text, endedAt: maybe, toldAt: maybe, toldStatus: maybeInt });
const myServices = Type.Object({
  services: Type.Array(Type.Object({ id: text, nameTh: text, nameEn: text, agencyId: maybe, homeUrl: maybe })), sessions: Type.Array(session),
  consents: Type.Array(Type.Object({ clientId: text, nameTh: text, nameEn: text, scope: text, givenAt: text })),
});
const key = Type.Object({ kid: text, alg: text, state: text, changedAt: text, createdAt: text });
const delivery = Type.Object({
  id: Type.Integer(), clientId: text, nameTh: text, nameEn: text, why: text, createdAt: text, attempts: Type.Integer(), nextAt: text, deliveredAt: maybe, status: maybeInt, lastError: maybe, givenUpAt: maybe,
});

/** Routes of what a person is signed in to, of signing keys and of logout deliveries. */
export function sessionRoutes(ports: SignonPorts): Route[] {
  return [...personRoutes(), ...keyRoutes(ports), ...deliveryRoutes(), discoveryRoute(ports)];
}

function personRoutes(): Route[] {
  return [
    route({
      method: 'GET', path: '/me/services', operationId: 'listMyServices', summary: 'Services I may use, am signed in to, and agreed to', policy: policies['read-own-services'], response: { 200: myServices },
      handler: ({ db, who }) => db.read((tx) => listMyServices(tx, who.accountId ?? '00000000-0000-0000-0000-000000000000')),
    }),
    route({
      method: 'DELETE', path: '/me/consents/:clientId', operationId: 'withdrawConsent', summary: 'Take back what I let a service have', policy: policies['withdraw-consent'],
      params: Type.Object({ clientId }), response: { 204: Type.Null() },
      handler: async ({ db, who, params, reply }) => {
        if (who.accountId) await db.tx((tx) => withdrawConsent(tx, who, params.clientId));
        return reply.status(204).send();
      },
    }),
  ];
}

function keyRoutes(ports: SignonPorts): Route[] {
  return [
    route({
      method: 'GET', path: '/signing-keys', operationId: 'listSigningKeys', summary: 'Signing keys and their states', policy: policies['read-signing-keys'], response: { 200: Type.Array(key) },
      handler: ({ db }) => db.read(listSigningKeys),
    }),
    route({
      method: 'POST', path: '/signing-keys/rotate', operationId: 'rotateSigningKey', summary: 'Publish the next signing key; it signs a day later', policy: policies['rotate-signing-keys'], response: { 201: Type.Object({ kid: text }) },
      handler: async ({ db, actor, reply }) => reply.status(201).send(await db.tx((tx) => rotateSigningKey(tx, actor, ports.masterKey))),
    }),
  ];
}

function deliveryRoutes(): Route[] {
  return [
    route({
      method: 'GET', path: '/logout-deliveries', operationId: 'listLogoutDeliveries', summary: 'Which services were told of a logout', policy: policies['read-logout-deliveries'],
      querystring: Type.Object({ client: Type.Optional(clientId), state: Type.Optional(Type.Union([Type.Literal('waiting'), Type.Literal('told'), Type.Literal('refused'), Type.Literal('given-up')])), before: Type.Optional(Type.Integer({ minimum: 1 })) }),
      response: { 200: Type.Array(delivery) },
      handler: ({ db, query }) => db.read((tx) => listLogoutDeliveries(tx, query)),
    }),
    route({
      method: 'POST', path: '/logout-deliveries/:deliveryId/again', operationId: 'retryLogout', summary: 'Tell the service again', policy: policies['retry-logout-deliveries'],
      params: Type.Object({ deliveryId: Type.Integer({ minimum: 1 }) }), response: { 202: Type.Null() },
      handler: async ({ db, actor, params, reply }) => {
        await db.tx((tx) => retryLogout(tx, actor, params.deliveryId));
        return reply.status(202).send();
      },
    }),
  ];
}

/** The address that RFC 8414 gives the metadata of an issuer with a path. */
function discoveryRoute(ports: SignonPorts): Route {
  return route({
    method: 'GET', path: '/.well-known/oauth-authorization-server/oidc', at: 'root', operationId: 'getAuthorizationServer', summary: 'Metadata of the authorization server (RFC 8414)', policy: policies['sign-in-to-services'],
    stream: 'reply', response: { 200: Type.Unknown() },
    handler: async ({ request, reply }) => {
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      const metadata = '/.well-known/openid-configuration';
      Object.assign(request.raw, { originalUrl: `/oidc${metadata}`, url: metadata });
      request.raw.headers['x-forwarded-proto'] = new URL(ports.publicUrl).protocol.slice(0, -1);
      (await providerOf(ports).current()).callback()(request.raw, reply.raw);
      return reply;
    },
  });
}
