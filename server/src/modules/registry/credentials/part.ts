import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from '../policies.ts';
import type { RegistryPorts } from '../ports.ts';
import { pathOf } from '../systems/save-system.ts';
import { SystemParams } from '../systems/schemas.ts';
import { getSystemCredentials, makeSystemCredentials } from './make-credentials.ts';
import { CredentialsAsked, SystemCredentials } from './schemas.ts';

const now = () => systemClock.now();
const path = '/exchange/systems/:agency/:code/credentials';

/** The sign-on client of a system, made by its keeper. */
export function credentialsPart({ publicUrl }: RegistryPorts): ModulePart {
  return {
    routes: [
      route({
        method: 'GET', path, operationId: 'getSystemCredentials', summary: 'By which client a system asks for its tokens, and where', policy: policies['read-systems'], params: SystemParams, response: { 200: SystemCredentials },
        handler: ({ db, params }) => db.read((tx) => getSystemCredentials(tx, pathOf(params.agency, params.code), publicUrl, now())),
      }),
      route({
        method: 'POST', path, operationId: 'makeSystemCredentials', summary: 'Make the sign-on client of a system, which proves itself by the system’s keys', policy: policies['keep-keys'], params: SystemParams, body: CredentialsAsked, response: { 201: SystemCredentials },
        handler: async ({ db, who, params, body, reply }) => {
          const system = pathOf(params.agency, params.code);
          await db.tx((tx) => makeSystemCredentials(tx, who, system, body, now()));
          reply.status(201);
          return db.read((tx) => getSystemCredentials(tx, system, publicUrl, now()));
        },
      }),
    ],
  };
}
