import { Type } from 'typebox';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { forgetNonces, prepareDays } from '../jobs/keep-days.ts';
import { dropOldDays } from '../keeping/drop-days.ts';
import { openHouseKey, readHouseKeys } from '../keys/house-key.ts';
import { forgetHouseKeys, turnHouseKey } from '../keys/turn-house-key.ts';
import { policies } from '../policies.ts';
import type { ExchangePorts } from '../ports.ts';
import type { SharedGateway } from './door.ts';
import { gatewayMount } from './mount.ts';

const Keys = Type.Object({
  gateway: Type.Object({ keys: Type.Array(Type.Unknown()) }),
  /** Where the key of the log is served. */
  log: Type.Object({ key: Type.String(), checkpoint: Type.String() }),
  profile: Type.String(),
});

const Turning = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }),
  atOnce: Type.Optional(Type.Boolean({ description: 'The old key signs no more from now on; else the new one signs a day after it was published' })),
});
const Turned = Type.Object({ kid: Type.String(), before: Type.Union([Type.Null(), Type.String()]), activeFrom: Type.String() });

/** The gateway itself, its public keys and what keeps its tables. */
export const gatewayPart = (ports: ExchangePorts, gateway: SharedGateway): ModulePart => ({
  mounts: [gatewayMount(ports, gateway)],
  jobs: [prepareDays, forgetNonces, dropOldDays(ports.clock), forgetHouseKeys],
  routes: [route({
    method: 'GET', path: '/.well-known/saphan-exchange', at: 'root', operationId: 'getExchangeKeys', summary: 'Public keys by which the exchange signs answers and its log', policy: policies['read-exchange-keys'], response: { 200: Keys },
    handler: async ({ reply }) => {
      await openHouseKey(ports.db, ports.masterKey, ports.clock.now());
      reply.header('cache-control', 'public, max-age=300');
      return { gateway: { keys: (await ports.db.one(readHouseKeys)).map(({ jwk }) => jwk) }, log: { key: `${ports.publicUrl}/ledger/key`, checkpoint: `${ports.publicUrl}/ledger/checkpoint` }, profile: 'saphan-x1' };
    },
  }), route({
    method: 'POST', path: '/exchange/keys', operationId: 'turnHouseKey', summary: 'Give the house another key for its signatures, with the reason', policy: policies['turn-house-key'], body: Turning, response: { 201: Turned },
    handler: async ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => turnHouseKey(tx, ports.masterKey, actor, body, ports.clock.now())); },
  })],
});
