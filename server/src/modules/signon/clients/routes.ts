import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { SignonPorts } from '../ports.ts';
import { providerOf } from '../provider/swap.ts';
import { clientStateSchema } from '../schemas.ts';
import { approveClient, openClient, resumeClient, submitClient, suspendClient } from './move.ts';
import { asPage, listClients, selectClient } from './read.ts';
import { registerClient, rotateClientSecret, updateClient } from './register.ts';
import { clientCardSchema, clientChangeSchema, clientPageSchema, newClientSchema } from './schemas.ts';

const params = Type.Object({ clientId: Type.String({ pattern: '^[a-zA-Z0-9_-]{2,64}$' }) });
const secretSchema = Type.Union([Type.String(), Type.Null()]);

/** Routes of e-services and their way from draft to live. */
export function clientRoutes(ports: SignonPorts): Route[] {
  return [...recordRoutes(ports), ...stateRoutes(ports)];
}

function recordRoutes(ports: SignonPorts): Route[] {
  return [
    route({
      method: 'GET', path: '/clients', operationId: 'listClients', summary: 'Connected services', policy: policies['read-clients'], querystring: Type.Object({ state: Type.Optional(clientStateSchema) }), response: { 200: Type.Array(clientCardSchema) },
      handler: ({ db, who, query }) => db.read((tx) => listClients(tx, who, query.state ?? null)),
    }),
    route({
      method: 'POST', path: '/clients', operationId: 'registerClient', summary: 'Register a service as a draft; its secret is shown once', policy: policies['manage-clients'], body: newClientSchema, response: { 201: Type.Object({ client: clientPageSchema, secret: secretSchema }) },
      handler: async ({ db, who, body, reply }) => {
        const provider = await providerOf(ports).current();
        return reply.status(201).send(await db.tx((tx) => registerClient(tx, who, provider, body)));
      },
    }),
    route({
      method: 'GET', path: '/clients/:clientId', operationId: 'getClient', summary: 'A connected service', policy: policies['read-clients'], params, response: { 200: clientPageSchema },
      handler: ({ db, who, params: { clientId } }) => db.read(async (tx) => asPage(await selectClient(tx, who, clientId))),
    }),
    route({
      method: 'PUT', path: '/clients/:clientId', operationId: 'updateClient', summary: 'Change a service', policy: policies['manage-clients'], params, body: clientChangeSchema, response: { 200: clientPageSchema },
      handler: async ({ db, who, body, params: { clientId } }) => {
        const provider = await providerOf(ports).current();
        return db.tx((tx) => updateClient(tx, who, provider, clientId, body));
      },
    }),
    route({
      method: 'POST', path: '/clients/:clientId/rotate-secret', operationId: 'rotateClientSecret', summary: 'Give a new secret; the old one works for a day', policy: policies['manage-clients'], params, response: { 201: Type.Object({ secret: Type.String(), oldUntil: Type.String() }) },
      handler: async ({ db, who, params: { clientId }, reply }) => reply.status(201).send(await db.tx((tx) => rotateClientSecret(tx, who, clientId))),
    }),
  ];
}

function stateRoutes(ports: SignonPorts): Route[] {
  const shared = { method: 'POST', params, response: { 200: clientPageSchema } } as const;
  return [
    route({ ...shared, path: '/clients/:clientId/submit', operationId: 'submitClient', summary: 'Open the sandbox of a draft', policy: policies['manage-clients'], handler: ({ db, who, params: { clientId } }) => db.tx((tx) => submitClient(tx, who, clientId)) }),
    route({
      ...shared, path: '/clients/:clientId/approve', operationId: 'approveClient', summary: 'Approve a tested service', policy: policies['decide-clients'],
      handler: async ({ db, who, params: { clientId } }) => { const provider = await providerOf(ports).current(); return db.tx((tx) => approveClient(tx, who, provider, clientId)); },
    }),
    route({ ...shared, path: '/clients/:clientId/go-live', operationId: 'openClient', summary: 'Open an approved service to everybody', policy: policies['decide-clients'], handler: ({ db, who, params: { clientId } }) => db.tx((tx) => openClient(tx, who, clientId)) }),
    route({
      ...shared, path: '/clients/:clientId/suspend', operationId: 'suspendClient', summary: 'Suspend a service: everybody is signed out of it', policy: policies['decide-clients'],
      body: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 500 }) }, { additionalProperties: false }), handler: ({ db, who, body, params: { clientId } }) => db.tx((tx) => suspendClient(tx, who, clientId, body.reason)),
    }),
    route({
      ...shared, path: '/clients/:clientId/resume', operationId: 'resumeClient', summary: 'Lift a suspension; the service is approved again', policy: policies['decide-clients'],
      handler: async ({ db, who, params: { clientId } }) => { const provider = await providerOf(ports).current(); return db.tx((tx) => resumeClient(tx, who, provider, clientId)); },
    }),
  ];
}
