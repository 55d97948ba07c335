import type { ModulePart } from '#kernel/module.ts';
import { clientRoutes } from './clients/routes.ts';
import { interactionRoutes } from './interactions/routes.ts';
import { sweepArtifacts } from './jobs/sweep-artifacts.ts';
import { turnKeys } from './keys/turn.ts';
import { logoutConsumers } from './logout/hear.ts';
import type { SignonPorts } from './ports.ts';
import { providerOf } from './provider/swap.ts';
import { sessionRoutes } from './sessions/routes.ts';

/** The provider, its clients, keys, interactions and logouts. */
export function providerPart(ports: SignonPorts): ModulePart {
  return {
    routes: [...interactionRoutes(ports), ...sessionRoutes(ports), ...clientRoutes(ports)], consumers: logoutConsumers, jobs: [turnKeys(ports.masterKey), sweepArtifacts],
    mounts: [{ prefix: '/oidc', handle: (request, response) => providerOf(ports).handle(request, response) }],
  };
}
