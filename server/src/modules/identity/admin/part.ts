import type { ModulePart } from '#kernel/module.ts';
import { rekeyJob } from '../identifiers/rekey.ts';
import { identifierRoutes } from '../identifiers/routes.ts';
import type { IdentityPorts } from '../ports.ts';
import { accountRoutes } from './account-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { roleRoutes } from './role-routes.ts';

/** Administration of accounts, roles, service accounts and citizen ids. */
export function adminPart(ports: IdentityPorts): ModulePart {
  return { routes: [...accountRoutes(ports), ...roleRoutes, ...auditRoutes, ...identifierRoutes(ports)], consumers: [], jobs: [rekeyJob(ports)] };
}
