import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import { route, type Route, type RouteSpec } from '#kernel/route.ts';
import type { IdentityPorts } from '../ports.ts';
import { USER } from './attributes.ts';
import { serviceProviderConfig, userSchemaDocument, userType } from './discovery.ts';
import { problem, scimRefusal } from './errors.ts';
import { policies } from './policies.ts';
import { listScimUsers, selectScimUser } from './read-users.ts';
import { GROUP, groupSchemaDocument, groupType, listScimGroups, selectScimGroup } from './scim-group.ts';
import { documentListSchema, documentSchema, groupListSchema, groupSchema, listQuery, oneQuery, patchBody, scimParams, userBody, userListSchema, userSchema } from './schemas.ts';
import { partOf, scimUserOf, type ScimRow } from './scim-user.ts';
import { createScimUser, deleteScimUser, patchScimUser, replaceScimUser } from './write-users.ts';

const SCIM = 'application/scim+json';
/** What every route of SCIM has in common (RFC 7644 §3.1, §3.12). */
const common = { at: 'root', policy: policies.scim, refusalForm: scimRefusal } as const;
const writes = { ...common, consumes: [SCIM] };

const list = (resources: readonly object[], total = resources.length, startIndex = 1) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: total, itemsPerPage: resources.length, startIndex, Resources: resources,
});

/** Accounts of a directory, by RFC 7644. */
export function userRoutes({ publicUrl }: IdentityPorts): Route[] {
  const answer = (reply: FastifyReply, row: ScimRow, asked: { attributes?: string; excludedAttributes?: string } = {}) => {
    const user = scimUserOf(row, publicUrl);
    reply.type(SCIM).headers({ etag: user.meta.version, 'content-location': user.meta.location });
    return partOf(user, asked);
  };
  return [
    route({
      ...common, method: 'GET', path: '/scim/v2/Users', operationId: 'listScimUsers', summary: 'Accounts that this directory brought, filtered', querystring: listQuery, response: { 200: userListSchema },
      handler: async ({ db, who, query, reply }) => {
        const { total, start, rows } = await db.read((tx) => listScimUsers(tx, who, query));
        reply.type(SCIM);
        return list(rows.map((row) => partOf(scimUserOf(row, publicUrl), query)), total, start);
      },
    }),
    route({
      ...common, method: 'GET', path: '/scim/v2/Users/:id', operationId: 'getScimUser', summary: 'An account that this directory brought', params: scimParams, querystring: oneQuery, response: { 200: userSchema, 304: Type.Null() },
      handler: async ({ db, who, params, query, request, reply }) => {
        const row = await db.read((tx) => selectScimUser(tx, who, params.id));
        const answered = answer(reply, row, query);
        return request.headers['if-none-match'] === reply.getHeader('etag') ? reply.status(304).send(null) : answered;
      },
    }),
    ...changingRoutes(answer),
  ];
}

type Answer = (reply: FastifyReply, row: ScimRow, asked?: { attributes?: string; excludedAttributes?: string }) => object;

function changingRoutes(answer: Answer): Route[] {
  return [
    route({
      ...writes, method: 'POST', path: '/scim/v2/Users', operationId: 'createScimUser', summary: 'Bring an account', body: userBody, querystring: oneQuery, response: { 201: userSchema },
      handler: async ({ db, who, body, query, reply }) => {
        const row = await db.tx((tx) => createScimUser(tx, who, body));
        const answered = answer(reply.status(201), row, query);
        reply.header('location', reply.getHeader('content-location'));
        return answered;
      },
    }),
    route({
      ...writes, method: 'PUT', path: '/scim/v2/Users/:id', operationId: 'replaceScimUser', summary: 'Make an account what the directory says; active false suspends at once', params: scimParams, body: userBody, querystring: oneQuery, response: { 200: userSchema },
      handler: async ({ db, who, params, body, query, request, reply }) => answer(reply, await db.tx((tx) => replaceScimUser(tx, who, params.id, body, request.headers['if-match'])), query),
    }),
    route({
      ...writes, method: 'PATCH', path: '/scim/v2/Users/:id', operationId: 'patchScimUser', summary: 'Change parts of an account; active false suspends at once', params: scimParams, body: patchBody, querystring: oneQuery, response: { 200: userSchema },
      handler: async ({ db, who, params, body, query, request, reply }) => answer(reply, await db.tx((tx) => patchScimUser(tx, who, params.id, body, request.headers['if-match'])), query),
    }),
    route({
      ...common, method: 'DELETE', path: '/scim/v2/Users/:id', operationId: 'deleteScimUser', summary: 'Close an account for good', params: scimParams, response: { 204: Type.Null() },
      handler: async ({ db, who, params, request, reply }) => { await db.tx((tx) => deleteScimUser(tx, who, params.id, request.headers['if-match'])); return reply.status(204).send(null); },
    }),
  ];
}

/** Roles as groups, to be read; whoever writes one is told why not. */
export function groupRoutes({ publicUrl }: IdentityPorts): Route[] {
  const never = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, operationId: string) => route({
    ...writes, method, path, operationId, summary: 'Refused: roles are given here, not by a directory', ...(path.endsWith(':id') && { params: scimParams }), ...(method !== 'DELETE' && { body: patchBody }), response: { 204: Type.Null() },
    handler: () => { throw problem('scim-group-read-only'); },
  } as RouteSpec<any, any, any>);
  return [
    route({
      ...common, method: 'GET', path: '/scim/v2/Groups', operationId: 'listScimGroups', summary: 'Roles that accounts of this directory hold', querystring: listQuery, response: { 200: groupListSchema },
      handler: async ({ db, who, query, reply }) => {
        const { total, start, groups } = await db.read((tx) => listScimGroups(tx, who, query, publicUrl));
        reply.type(SCIM);
        return list(groups, total, start) as Static<typeof groupListSchema>;
      },
    }),
    route({
      ...common, method: 'GET', path: '/scim/v2/Groups/:id', operationId: 'getScimGroup', summary: 'A role with the accounts of this directory that hold it', params: scimParams, querystring: oneQuery, response: { 200: groupSchema },
      handler: async ({ db, who, params, query, reply }) => { const group = await db.read((tx) => selectScimGroup(tx, who, params.id, query, publicUrl)); reply.type(SCIM); return group; },
    }),
    never('POST', '/scim/v2/Groups', 'createScimGroup'), never('PUT', '/scim/v2/Groups/:id', 'replaceScimGroup'), never('PATCH', '/scim/v2/Groups/:id', 'patchScimGroup'), never('DELETE', '/scim/v2/Groups/:id', 'deleteScimGroup'),
  ];
}

/** What this provider can do and what a user is (RFC 7644 §4). */
export function discoveryRoutes({ publicUrl }: IdentityPorts): Route[] {
  const get = (spec: Pick<RouteSpec<any, any, any>, 'path' | 'operationId' | 'summary' | 'params' | 'response' | 'handler'>) => route({ ...common, method: 'GET', ...spec } as RouteSpec<any, any, any>);
  const one = (id: string, documents: Record<string, object>, reply: FastifyReply) => {
    const found = Object.entries(documents).find(([name]) => name.toLowerCase() === id.toLowerCase());
    if (!found) throw problem('scim-document-unknown', { id });
    return reply.type(SCIM).send(found[1]);
  };
  const schemas = { [USER]: userSchemaDocument(publicUrl), [GROUP]: groupSchemaDocument(publicUrl) };
  const types = { User: userType(publicUrl), Group: groupType(publicUrl) };
  return [
    get({ path: '/scim/v2/ServiceProviderConfig', operationId: 'getScimServiceProviderConfig', summary: 'What this SCIM provider can do', response: { 200: documentSchema }, handler: async ({ reply }) => reply.type(SCIM).send(serviceProviderConfig(publicUrl)) }),
    get({ path: '/scim/v2/Schemas', operationId: 'listScimSchemas', summary: 'SCIM schemas', response: { 200: documentListSchema }, handler: async ({ reply }) => reply.type(SCIM).send(list(Object.values(schemas))) }),
    get({ path: '/scim/v2/Schemas/:id', operationId: 'getScimSchema', summary: 'One SCIM schema', params: scimParams, response: { 200: documentSchema }, handler: async ({ params, reply }) => one((params as { id: string }).id, schemas, reply) }),
    get({ path: '/scim/v2/ResourceTypes', operationId: 'listScimResourceTypes', summary: 'SCIM resource types', response: { 200: documentListSchema }, handler: async ({ reply }) => reply.type(SCIM).send(list(Object.values(types))) }),
    get({ path: '/scim/v2/ResourceTypes/:id', operationId: 'getScimResourceType', summary: 'One SCIM resource type', params: scimParams, response: { 200: documentSchema }, handler: async ({ params, reply }) => one((params as { id: string }).id, types, reply) }),
  ];
}
