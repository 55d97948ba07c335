import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import { pathOf } from '../systems/save-system.ts';
import { readSystem } from '../systems/read-systems.ts';
import { SystemPage, SystemParams } from '../systems/schemas.ts';
import { getSystemKey } from './read-keys.ts';
import { addSystemKey, challengeSystemKey, revokeSystemKey } from './save-keys.ts';
import { KeyAnswer, KeyAsked, KeyAt, KeyChallenge, KeyParams, NewKey, Revocation } from './schemas.ts';

const now = () => systemClock.now();
const of = ({ agency, code }: { agency: string; code: string }) => pathOf(agency, code);

export const keysPart: ModulePart = {
  routes: [
    route({
      method: 'POST', path: '/exchange/systems/:agency/:code/key-challenges', operationId: 'challengeSystemKey', summary: 'What to sign, to show that one holds the private half of a key', policy: policies['keep-keys'],
      params: SystemParams, body: KeyAsked, response: { 200: KeyChallenge }, handler: ({ db, who, params, body }) => db.tx((tx) => challengeSystemKey(tx, who, of(params), body.key, now())),
    }),
    route({
      method: 'POST', path: '/exchange/systems/:agency/:code/keys', operationId: 'addSystemKey', summary: 'Add a public key to a system', policy: policies['keep-keys'], params: SystemParams, body: NewKey,
      response: { 201: SystemPage },
      handler: async ({ db, who, params, body, reply }) => {
        await db.tx((tx) => addSystemKey(tx, who, of(params), body, now()));
        reply.status(201);
        return db.read((tx) => readSystem(tx, who, of(params), now()));
      },
    }),
    route({
      method: 'GET', path: '/exchange/systems/:agency/:code/keys/:kid', operationId: 'getSystemKey', summary: 'A key of a system, and whether it was valid at a moment', policy: policies['read-systems'],
      params: KeyParams, querystring: KeyAt, response: { 200: KeyAnswer }, handler: ({ db, params, query }) => db.read((tx) => getSystemKey(tx, of(params), params.kid, query.at, now())),
    }),
    route({
      method: 'POST', path: '/exchange/systems/:agency/:code/keys/:kid/revocation', operationId: 'revokeSystemKey', summary: 'Revoke a key, with the reason', policy: policies['keep-keys'],
      params: KeyParams, body: Revocation, response: { 204: Type.Null() },
      handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => revokeSystemKey(tx, who, of(params), params.kid, body, now())); reply.status(204); return null; },
    }),
  ],
};
