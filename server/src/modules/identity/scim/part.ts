import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';

/** Accounts from and to other directories, by SCIM 2. */
export function scimPart(_ports: IdentityPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
