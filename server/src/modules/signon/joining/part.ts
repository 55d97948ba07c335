import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route, type Route } from '#kernel/route.ts';
import type { SignonPorts } from '../ports.ts';
import { providerOf } from '../provider/swap.ts';
import { policies } from './policies.ts';
import { issueRegistrationToken, listAgencyLimits, listRegistrationTokens, revokeRegistrationToken, setAgencyLimit } from './registration-tokens.ts';
import { readSnippets } from './snippets.ts';

const text = Type.String();
const maybe = Type.Union([Type.String(), Type.Null()]);
const agencyId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' });
const limit = {
  maxClients: Type.Integer({ minimum: 0, maximum: 1000 }), redirectHosts: Type.Array(Type.String({ pattern: '^[A-Za-z0-9.-]{1,253}$' }), { maxItems: 100 }),
  authMethods: Type.Array(Type.String({ pattern: '^[a-z_]{4,40}$' }), { minItems: 1, maxItems: 10 }), scopes: Type.Array(Type.String({ pattern: '^[a-z_]{2,30}$' }), { minItems: 1, maxItems: 20 }),
};
const snippet = Type.Object({ language: text, title: text, file: text, install: text, code: text });

/** How an e-service joins: agency limits, registration, snippets. */
export function joiningPart(ports: SignonPorts): ModulePart {
  return { routes: [...snippetRoutes(ports), ...limitRoutes(), ...tokenRoutes(ports)] };
}

function snippetRoutes(ports: SignonPorts): Route[] {
  return [route({
    method: 'GET', path: '/clients/:clientId/snippets', operationId: 'getSnippets', summary: 'Lines that join the service, in PHP, .NET, Java and Node.js', policy: policies['read-snippets'],
    params: Type.Object({ clientId: Type.String({ pattern: '^[a-zA-Z0-9_-]{2,64}$' }) }), response: { 200: Type.Object({ issuer: text, discoveryUrl: text, testIssuer: text, snippets: Type.Array(snippet) }) },
    handler: ({ db, who, params }) => db.read((tx) => readSnippets(tx, who, ports, params.clientId)),
  })];
}

function limitRoutes(): Route[] {
  return [
    route({
      method: 'GET', path: '/agency-limits', operationId: 'listAgencyLimits', summary: 'What services of each agency may register', policy: policies['read-agency-limits'],
      response: { 200: Type.Array(Type.Object({ ...limit, agencyId: text, clients: Type.Integer() })) }, handler: ({ db, who }) => db.read((tx) => listAgencyLimits(tx, who)),
    }),
    route({
      method: 'PUT', path: '/agency-limits/:agency', operationId: 'setAgencyLimit', summary: 'Set what services of an agency may register', policy: policies['set-agency-limit'],
      params: Type.Object({ agency: agencyId }), body: Type.Object(limit, { additionalProperties: false }), response: { 204: Type.Null() },
      handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => setAgencyLimit(tx, who, params.agency, body)); return reply.status(204).send(); },
    }),
  ];
}

function tokenRoutes(ports: SignonPorts): Route[] {
  return [
    route({
      method: 'GET', path: '/agency-registrations', operationId: 'listRegistrationTokens', summary: 'Tokens with which programs register services', policy: policies['read-agency-limits'],
      response: { 200: Type.Array(Type.Object({ id: Type.Integer(), agencyId: text, expiresAt: text, createdAt: text, createdBy: text, revokedAt: maybe, revokedBy: maybe, clients: Type.Integer() })) },
      handler: ({ db, who }) => db.read((tx) => listRegistrationTokens(tx, who)),
    }),
    route({
      method: 'POST', path: '/agency-registrations', operationId: 'issueRegistrationToken', summary: 'Issue a token with which an agency registers services; shown once', policy: policies['issue-registration-tokens'],
      body: Type.Object({ agencyId, days: Type.Integer({ minimum: 1, maximum: 30 }) }, { additionalProperties: false }), response: { 201: Type.Object({ id: Type.Integer(), token: text, expiresAt: text, registrationUrl: text }) },
      handler: async ({ db, who, body, reply }) => {
        const provider = await providerOf(ports).current();
        const issued = await db.tx((tx) => issueRegistrationToken(tx, who, provider, body));
        return reply.status(201).send({ ...issued, registrationUrl: `${ports.publicUrl}/oidc/reg` });
      },
    }),
    route({
      method: 'DELETE', path: '/agency-registrations/:number', operationId: 'revokeRegistrationToken', summary: 'Revoke a registration token', policy: policies['issue-registration-tokens'],
      params: Type.Object({ number: Type.Integer({ minimum: 1 }) }), response: { 204: Type.Null() },
      handler: async ({ db, who, params, reply }) => { await db.tx((tx) => revokeRegistrationToken(tx, who, params.number)); return reply.status(204).send(); },
    }),
  ];
}
