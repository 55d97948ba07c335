import { Type } from 'typebox';
import { uuidPattern } from '@saphan/contracts/ids';
import { route } from '#kernel/route.ts';
import { createPerson } from './operations/create-person.ts';
import { createPost } from './operations/create-post.ts';
import { createUnit, updateUnit } from './operations/create-unit.ts';
import { updatePerson } from './operations/update-person.ts';
import {
  newPersonSchema, newPostSchema, newUnitSchema, numberParams, personChangesSchema, personDetailSchema, personParams, personSchema, postSchema, unitChangesSchema, unitSchema,
} from './people-schemas.ts';
import { policies } from './policies.ts';
import { agenciesOf, assertReachesAgency, assertReachesUnit } from './reach.ts';
import { getPerson, listPeople } from './reads/list-people.ts';
import { listPosts, listUnits } from './reads/list-units.ts';

/** Units, posts and people. */
export const peopleRoutes = [
  route({
    method: 'GET', path: '/units', operationId: 'listUnits', summary: 'Units of an agency, from the top down', policy: policies['list-units'],
    querystring: Type.Object({ agency: Type.Optional(Type.String()) }), response: { 200: Type.Object({ items: Type.Array(unitSchema), nextCursor: Type.Null() }) },
    handler: async ({ db, query }) => ({ items: await db.read((tx) => listUnits(tx, query.agency ?? null)), nextCursor: null }),
  }),
  route({
    method: 'POST', path: '/units', operationId: 'createUnit', summary: 'Add a unit', policy: policies['manage-people'], body: newUnitSchema, response: { 201: unitSchema },
    handler: ({ db, who, body, reply }) => { assertReachesAgency(who, body.agencyId); reply.status(201); return db.tx((tx) => createUnit(tx, who, body)); },
  }),
  route({
    method: 'PATCH', path: '/units/:id', operationId: 'updateUnit', summary: 'Rename a unit or move it', policy: policies['manage-people'],
    params: numberParams, body: unitChangesSchema, response: { 200: unitSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => { await assertReachesUnit(tx, who, params.id); return updateUnit(tx, who, params.id, body); }),
  }),
  route({
    method: 'GET', path: '/posts', operationId: 'listPosts', summary: 'Posts with who sits in them today', policy: policies['list-units'],
    querystring: Type.Object({ agency: Type.Optional(Type.String()), unit: Type.Optional(Type.Integer({ minimum: 1 })) }),
    response: { 200: Type.Object({ items: Type.Array(postSchema), nextCursor: Type.Null() }) },
    handler: async ({ db, query }) => ({ items: await db.read((tx) => listPosts(tx, { agencyId: query.agency, unitId: query.unit })), nextCursor: null }),
  }),
  route({
    method: 'POST', path: '/posts', operationId: 'createPost', summary: 'Add a post to a unit', policy: policies['manage-people'], body: newPostSchema, response: { 201: postSchema },
    handler: ({ db, who, body, reply }) => db.tx(async (tx) => { await assertReachesUnit(tx, who, body.unitId); reply.status(201); return createPost(tx, who, body); }),
  }),
  route({
    method: 'GET', path: '/people', operationId: 'listPeople', summary: 'People, newest first', policy: policies['list-people'],
    querystring: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })), cursor: Type.Optional(Type.String({ pattern: uuidPattern })) }),
    response: { 200: Type.Object({ items: Type.Array(personSchema), nextCursor: Type.Union([Type.String(), Type.Null()]) }) },
    handler: ({ db, who, query }) => db.read((tx) => listPeople(tx, { agencies: agenciesOf(who), ...query })),
  }),
  route({
    method: 'POST', path: '/people', operationId: 'createPerson', summary: 'Add a person', policy: policies['manage-people'], body: newPersonSchema, response: { 201: personSchema },
    handler: ({ db, who, body, reply }) => { reply.status(201); return db.tx((tx) => createPerson(tx, who, body)); },
  }),
  route({
    method: 'GET', path: '/people/:id', operationId: 'getPerson', summary: 'A person with appointments, delegations and representations', policy: policies['list-people'],
    params: personParams, response: { 200: personDetailSchema },
    handler: ({ db, who, params }) => db.read((tx) => getPerson(tx, params.id, agenciesOf(who))),
  }),
  route({
    method: 'PATCH', path: '/people/:id', operationId: 'updatePerson', summary: 'Mend a name or an address', policy: policies['manage-people'],
    params: personParams, body: personChangesSchema, response: { 200: personSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => { await getPerson(tx, params.id, agenciesOf(who)); return updatePerson(tx, who, params.id, body); }),
  }),
];
