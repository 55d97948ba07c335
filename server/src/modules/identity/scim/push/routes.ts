import { Type } from 'typebox';
import { textOrNull } from '#kernel/nullable.ts';
import { route, type Route } from '#kernel/route.ts';
import type { IdentityPorts } from '../../ports.ts';
import { policies } from '../policies.ts';
import { createScimTarget, listScimTargets, resumeScimTarget, suspendScimTarget, testScimTarget } from './targets.ts';

const params = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const targetSchema = Type.Object({
  id: Type.Integer(), name: Type.String(), url: Type.String(), agencyId: textOrNull, enabled: Type.Boolean(), told: Type.Integer(), waiting: Type.Integer(), failing: Type.Integer({ description: 'Accounts that it refused.' }),
  failures: Type.Integer({ description: 'Times in a row that it could not be reached.' }), nextAt: Type.String(), lastError: textOrNull,
});
const newTarget = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), url: Type.String({ pattern: '^https?://[^/?#@\\s]+(/[^?#\\s]*)?$', maxLength: 300, description: 'Up to and with /scim/v2.' }),
  token: Type.String({ minLength: 1, maxLength: 4_000, pattern: '^[\\x21-\\x7e]+$', description: 'Kept sealed, never shown.' }), agencyId: Type.Optional(Type.String({ minLength: 1, description: 'Whose officers; of the whole ministry when left out.' })),
}, { additionalProperties: false });

/** Other directories that hear of our accounts. */
export const targetRoutes = (ports: IdentityPorts): Route[] => [
  route({
    method: 'GET', path: '/scim-targets', operationId: 'listScimTargets', summary: 'Directories that hear of our accounts', policy: policies['list-scim-targets'], response: { 200: Type.Object({ items: Type.Array(targetSchema), nextCursor: Type.Null() }) },
    handler: async ({ db }) => ({ items: await db.read((tx) => listScimTargets(tx)), nextCursor: null }),
  }),
  route({
    method: 'POST', path: '/scim-targets', operationId: 'createScimTarget', summary: 'Add a directory', policy: policies['manage-scim-targets'], body: newTarget, response: { 201: targetSchema },
    handler: ({ db, who, body, reply }) => { reply.status(201); return db.tx((tx) => createScimTarget(tx, who, ports, body)); },
  }),
  route({
    method: 'POST', path: '/scim-targets/:id/suspend', operationId: 'suspendScimTarget', summary: 'Tell a directory nothing more', policy: policies['manage-scim-targets'], params, response: { 200: targetSchema },
    handler: ({ db, who, params: { id } }) => db.tx((tx) => suspendScimTarget(tx, who, id)),
  }),
  route({
    method: 'POST', path: '/scim-targets/:id/resume', operationId: 'resumeScimTarget', summary: 'Go on telling a directory', policy: policies['manage-scim-targets'], params, response: { 200: targetSchema },
    handler: ({ db, who, params: { id } }) => db.tx((tx) => resumeScimTarget(tx, who, id)),
  }),
  route({
    method: 'POST', path: '/scim-targets/:id/test', operationId: 'testScimTarget', summary: 'Ask a directory what it can do', policy: policies['manage-scim-targets'], params, response: { 200: Type.Object({ ok: Type.Boolean(), answer: Type.String() }) },
    handler: ({ db, params: { id } }) => testScimTarget(db, ports, id),
  }),
];
