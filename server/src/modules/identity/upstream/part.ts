import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';
import { upstreamAdminRoutes } from './admin-routes.ts';
import { openClients } from './client.ts';
import { upstreamRoutes } from './routes.ts';

/** Sign-in through another provider, e.g. ThaiD. */
export function upstreamPart(ports: IdentityPorts): ModulePart {
  return { routes: [...upstreamRoutes({ ...ports, clientOf: openClients(ports) }), ...upstreamAdminRoutes(ports)], consumers: [], jobs: [] };
}
