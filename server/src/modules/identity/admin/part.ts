import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';
import { accountRoutes } from './account-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { roleRoutes } from './role-routes.ts';

/** Administration of accounts, roles and service accounts. */
export function adminPart(ports: IdentityPorts): ModulePart {
  return { routes: [...accountRoutes(ports), ...roleRoutes, ...auditRoutes], consumers: [], jobs: [] };
}
