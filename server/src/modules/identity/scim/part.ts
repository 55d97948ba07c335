import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';
import { scimConsumers, scimJobs } from './push/push.ts';
import { targetRoutes } from './push/routes.ts';
import { discoveryRoutes, groupRoutes, userRoutes } from './routes.ts';

/** Accounts from and to other directories, by SCIM 2. */
export function scimPart(ports: IdentityPorts): ModulePart {
  return { routes: [...userRoutes(ports), ...groupRoutes(ports), ...discoveryRoutes(ports), ...targetRoutes(ports)], consumers: scimConsumers, jobs: scimJobs(ports) };
}
