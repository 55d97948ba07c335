import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';

/** Administration of accounts, roles and service accounts. */
export function adminPart(_ports: IdentityPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
