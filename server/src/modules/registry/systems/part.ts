import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { readSystem, listSystems } from './read-systems.ts';
import { changeSystem, createSystem, pathOf } from './save-system.ts';
import { ChangedSystem, NewSystem, SystemList, SystemPage, SystemParams, SystemSaid, SystemsQuery } from './schemas.ts';

const now = () => systemClock.now();

export const systemsPart: ModulePart = {
  routes: [
    route({
      method: 'GET', path: '/exchange/systems', operationId: 'listSystems', summary: 'Systems of agencies', policy: policies['read-systems'], querystring: SystemsQuery, response: { 200: SystemList },
      handler: ({ db, who, query }) => db.read((tx) => listSystems(tx, who, query, now())),
    }),
    route({
      method: 'POST', path: '/exchange/systems', operationId: 'createSystem', summary: 'Register a system of an agency', policy: policies['keep-systems'], body: NewSystem, response: { 201: SystemSaid },
      handler: async ({ db, who, body, reply }) => { reply.status(201); return db.tx((tx) => createSystem(tx, who, body, now())); },
    }),
    route({
      method: 'GET', path: '/exchange/systems/:agency/:code', operationId: 'readSystem', summary: 'A system: its keys, their history, what it offers', policy: policies['read-systems'],
      params: SystemParams, response: { 200: SystemPage }, handler: ({ db, who, params }) => db.read((tx) => readSystem(tx, who, pathOf(params.agency, params.code), now())),
    }),
    route({
      method: 'PUT', path: '/exchange/systems/:agency/:code', operationId: 'changeSystem', summary: 'Change, suspend, resume or end a system, with the reason', policy: policies['keep-systems'],
      params: SystemParams, body: ChangedSystem, response: { 200: SystemSaid }, handler: ({ db, who, params, body }) => db.tx((tx) => changeSystem(tx, who, pathOf(params.agency, params.code), body, now())),
    }),
  ],
};
