import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';
import { discoveryRoutes, userRoutes } from './routes.ts';

/** Accounts from and to other directories, by SCIM 2. */
export function scimPart(ports: IdentityPorts): ModulePart {
  return { routes: [...userRoutes(ports), ...discoveryRoutes(ports)], consumers: [], jobs: [] };
}
