import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';
import { upstreamAdminRoutes } from './admin-routes.ts';
import { openClients } from './client.ts';
import { lookIntoDirectories } from './directory/look.ts';
import { upstreamRoutes } from './routes.ts';

/** Sign-in through another provider, e.g. ThaiD, or the directory of an agency. */
export function upstreamPart(ports: IdentityPorts): ModulePart {
  return { routes: [...upstreamRoutes({ ...ports, clientOf: openClients(ports) }), ...upstreamAdminRoutes(ports)], consumers: [], jobs: [lookIntoDirectories(ports)] };
}
