import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';

/** Accounts from a file, previewed and then confirmed. */
export function importPart(_ports: IdentityPorts): ModulePart {
  return { routes: [], consumers: [], jobs: [] };
}
